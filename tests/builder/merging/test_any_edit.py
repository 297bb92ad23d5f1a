"""Whatever is typed into the draft's own words in Word is in the draft afterwards, or a finding names it."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import word
from builder.resolve.resolve_draft import read, resolve
from builder.word.draft_part import Sent
from kb.model import Records
from tests.builder.merging.conftest import DRAFT, Exchange

_TYPED = st.text("ab Z19.,;:'\"-–*_`[]{}<>#|@~^$\\!()&é“”’", min_size=0, max_size=12)
_EDITS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 60), st.integers(0, 9), _TYPED), min_size=1, max_size=4
)


def own_runs(opened: Any) -> list[Any]:
    """Return the runs of the draft's own words in text and tables, without what the build filled in."""
    found = []
    for paragraph in opened.element.body.iter(qn("w:p")):
        names = [mark.get(qn("w:name")) for mark in paragraph.iter(qn("w:bookmarkStart"))]
        if any(name.startswith("_draft_") for name in names):
            runs = [run for run in paragraph.iterfind(qn("w:r")) if run.find(qn("w:t")) is not None]
            found += [run for run in runs if run.find(f".//{qn('w:rStyle')}") is None]
    return found


def said(data: bytes) -> list[str]:
    """Return what each paragraph of a Word file says, white space and the kind of quotation marks apart."""
    body = docx.Document(io.BytesIO(data)).element.body
    kinds = str.maketrans("“”‘’–", "\"\"''-")
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return [s for line in lines if (s := "".join(line.translate(kinds).replace("--", "-").split()))]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_EDITS)
def test_any_edit_arrives_or_is_named(
    exchange: Exchange, sent_file: bytes, lookup: Records, edits: list[tuple[int, int, int, str]]
) -> None:
    opened = docx.Document(io.BytesIO(sent_file))
    runs = own_runs(opened)
    for number, start, length, typed in edits:
        run = runs[number % len(runs)]
        at = start % (len(run.text) + 1)
        run.text = run.text[:at] + typed + run.text[at + length :]
    opened.save(str(exchange.docx))
    proposal = exchange.merge()
    merged = exchange.merged()
    assert merged.split("\n---\n")[0] == DRAFT.split("\n---\n")[0]
    if not proposal.findings:
        resolved = resolve(read(merged, "draft.md"), lookup, exchange.workspace)
        now = word.render(resolved.document, Sent("draft.md", merged))
        assert said(now) == said(exchange.docx.read_bytes())
