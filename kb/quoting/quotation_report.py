"""What `soc-evidence quote` says: verdicts, which it writes down, or a passage ready to paste."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass

from kb.common.dates_and_numbers import today
from kb.common.output import as_csv, as_json
from kb.errors import MissingError, UnreadableError
from kb.quoting.comparing import Selector, compare
from kb.quoting.cutting import splits_a_token
from kb.quoting.quotations import Proof, proofs
from kb.quoting.source_text import SourceText
from kb.quoting.verdict import Comparison, Recorded, Span, Verdict, ledger_path, read_ledger, write_ledger
from kb.records.collection import Collection, read_collection
from kb.texts import RefusedError, find_text
from kb.workspace import Workspace
from kb.write_lock import write_lock

_CONTEXT_WORDS = 5

_UNPROVEN = frozenset(
    {Verdict.ALTERED, Verdict.SPLICED, Verdict.BRACKETED, Verdict.NOT_FOUND, Verdict.SOURCE_CHANGED}
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source with what stands around it; white space is evened out."""

    exact: str
    prefix: str
    suffix: str
    page: int
    """Page of the text; 0 when it has no pages."""
    line: int

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"page {self.page}, line {self.line}" if self.page else f"line {self.line}"

    def record(self, source_id: str) -> str:
        """Return the YAML of an evidence item that quotes the passage."""
        lines = [
            "  - id: ",
            "    statement: ",
            f"    source: {source_id}",
            "    quote:",
            f"      exact: {_quoted(self.exact)}",
        ]
        lines += [f"      prefix: {_quoted(self.prefix)}"] if self.prefix else []
        lines += [f"      suffix: {_quoted(self.suffix)}"] if self.suffix else []
        lines += [f"    locator: {{page: {self.page}}}"] if self.page else []
        return "".join(f"{line}\n" for line in ["evidence:", *lines])


def find_passages(words: str, source: SourceText) -> tuple[Comparison, list[Passage]]:
    """Look words up; return the verdict with the passages that they, or words like them, come from."""
    comparison = compare(Selector(words), source)
    if comparison.verdict is Verdict.SPLICED:
        return comparison, []
    return comparison, [passage_at(place, source) for place in comparison.places]


def passage_at(place: Span, source: SourceText) -> Passage:
    """Return the passage at a place, widened to whole words."""
    start, end = place.start, place.end
    while start > 0 and splits_a_token(source.text, start):
        start -= 1
    while end < len(source.text) and splits_a_token(source.text, end):
        end += 1
    before = source.text[max(0, start - 120) : start].split()[-_CONTEXT_WORDS:]
    after = source.text[end : end + 120].split()[:_CONTEXT_WORDS]
    page = source.page_of(start) if source.pages > 1 else 0
    line = source.text.count("\n", 0, start) + 1
    exact = " ".join(source.text[start:end].split())
    return Passage(exact, " ".join(before), " ".join(after), page, line)


def _quoted(text: str) -> str:
    """Write text as a double-quoted YAML scalar; JSON strings are such."""
    return json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Report:
    """Rows for machines, text for people."""

    rows: list[dict[str, str]]
    text: str
    good: bool
    """False when a quotation does not hold."""
    summary: str = ""

    def render(self, form: str) -> str:
        """Return the report as text, CSV or JSON."""
        if form == "json":
            return as_json(self.rows)
        if form == "csv":
            return as_csv(list(self.rows[0]) if self.rows else [], (list(row.values()) for row in self.rows))
        return self.text


def passages(workspace: Workspace, source_id: str, words: str) -> Report:
    """Find words in a source.

    Raises:
        MissingError: the source's text is not at hand.
        UnreadableError: it cannot be read.
    """
    frozen = find_text(workspace, source_id)
    if frozen is None:
        raise MissingError(
            f"The text of `{source_id}` is not at hand.",
            f"Hand it in with soc-evidence add, or put it into texts/ as {source_id} with its own ending.",
        )
    try:
        read = frozen.read()
    except RefusedError as error:
        raise UnreadableError(f"{frozen.path.name}: {error}", error.remedy or "Use another copy.") from error
    text = SourceText(read.text)
    comparison, found = find_passages(words, text)
    verdict = comparison.verdict
    said = f"# {verdict.value}" + (f": {comparison.difference}" if comparison.difference else "")
    good = verdict.holds or verdict in (Verdict.AMBIGUOUS, Verdict.CUT)
    told = read.remarks if good or not read.unread else (*read.remarks, read.not_read)
    remarks = [f"# {remark}" for remark in told]
    blocks = [f"# {passage.place}\n{passage.record(source_id)}" for passage in found]
    rows = [
        {
            "verdict": verdict.value,
            "source": source_id,
            "exact": passage.exact,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
            "page": str(passage.page or ""),
            "line": str(passage.line),
        }
        for passage in found
    ]
    return Report(rows, "\n".join([said, *remarks, *blocks]).rstrip("\n") + "\n", good)


def all_verdicts(workspace: Workspace, *, record: bool = False, base: bool = False) -> Report:
    """List every quotation with its verdict, and write the verdicts down when asked.

    Raises:
        UnreadableError: the recorded verdicts are damaged, or cannot be written.
        BusyError: they are to be written, and another process is writing to the workspace.
    """
    with write_lock(workspace) if record else nullcontext():
        collection = read_collection(workspace)
        written = record_verdicts(collection, workspace, base=base) if record else []
    found = proofs(collection)
    rows = [_row(proof) for proof in found]
    lines = [
        f"{row['verdict']:18}  {row['record']}  {row['note']}".rstrip() + "\n"
        for row in sorted(rows, key=lambda row: row["record"])
    ]
    counts = Counter(row["verdict"] for row in rows)
    summary = ", ".join(f"{counts[verdict]} {verdict}" for verdict in sorted(counts))
    summary += "".join(f"\nwritten: {path}" for path in written)
    good = not any(proof.comparison.verdict in _UNPROVEN for proof in found)
    return Report(rows, "".join(lines), good, summary or "no quotations")


def _row(proof: Proof) -> dict[str, str]:
    notes = [proof.comparison.difference or proof.misplaced, *proof.remarks]
    if proof.comparison.verdict is Verdict.UNAVAILABLE and proof.recorded:
        notes.append(f"{proof.recorded.verdict.value} on {proof.recorded.date}")
    return {
        "record": proof.quotation.name,
        "source": proof.quotation.source_id,
        "verdict": proof.comparison.verdict.value,
        "page": str(proof.page or ""),
        "note": " ".join(filter(None, notes)),
        "quotation": proof.quotation.selector.exact,
    }


def record_verdicts(collection: Collection, workspace: Workspace, *, base: bool = False) -> list[str]:
    """Write the verdicts that could be settled into the office's file; return the files that changed.

    With `base` those of the bundled evidence are written too, which is for its editors, in a clone.

    A quotation whose text is not at hand keeps the verdict on record; one that no record has any more
    loses it. A verdict keeps its date while quotation, text and verdict stay the same.
    """
    written, day = [], today().isoformat()
    for layer in workspace.layers:
        if layer.name == "base" and not base:
            continue
        path = ledger_path(layer)
        before = read_ledger(path)
        rows: dict[str, Recorded] = {}
        for proof in proofs(collection):
            if proof.own != (layer.name == "own"):
                continue
            name, old = proof.quotation.name, before.get(proof.quotation.name)
            if proof.comparison.verdict.settled:
                new = Recorded(proof.comparison.verdict, day, proof.quotation.fingerprint, proof.text)
                same = old and (old.verdict, old.quote, old.text) == (new.verdict, new.quote, new.text)
                rows[name] = old if old and same else new
            elif old:
                rows[name] = old
        if write_ledger(path, rows):
            written.append(str(path))
    return written
