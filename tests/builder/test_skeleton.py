"""The skeleton of a case asks for the filer's words alone, and once these stand, it is a comment of theirs.

The text of each skeleton filled in is kept in `skeletons/`, up to its notes; UPDATE_SKELETONS=1 writes it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import builder
import kb
from builder import document as doc
from builder.skeleton import make_case, skeleton
from kb.errors import UsageError
from kb.findings import Severity
from tests.builder.conftest import plain

KEPT = Path(__file__).parent / "skeletons"
CASES = {
    "telecommunicators-for": {"occupation": "43-5031", "kind": "full"},
    "technicians-for": {"occupation": "29-2042", "proposes": "33-0000"},
    "surveillance-against": {"occupation": "33-9031", "position": "against", "kind": "reply"},
    "telecommunicators-in-part": {"position": "in part", "kind": "reply"},
    "letter": {"kind": "letter"},
}
TO_EDITORS = re.compile(
    r"this (?:filing|base)|evidence base|the editors|mark is for|disclosed|before filing"
    r"|[a-z]+-[a-z]+-[a-z]+-[a-z]+",
)
"""What no comment of an office says; ids are words joined by several hyphens."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kb.Base]:
    with kb.open(tmp_path_factory.mktemp("skeletons")) as opened:
        yield opened


@pytest.mark.parametrize("name", CASES)
def test_it_asks_for_words_alone_and_then_is_a_comment(base: kb.Base, name: str, tmp_path: Path) -> None:
    text = skeleton(make_case(base, **CASES[name]), base, organization="Bay County")
    path = tmp_path / "draft.md"
    path.write_text(text, "utf-8")
    asked = [f for f in builder.examine(base, path).findings if f.severity is Severity.ERROR]
    unnamed = {"submission-topic"} if name == "letter" else set()
    assert {finding.check for finding in asked} == {"placeholder"} | unnamed
    places = [finding.location.line for finding in asked if finding.check == "placeholder"]
    assert sorted(set(places)) == sorted(places)
    path.write_text(filled_in(text), "utf-8")
    prepared = builder.examine(base, path)
    assert not [f.message for f in prepared.findings if f.severity is Severity.ERROR]
    printed = "\n".join(lines(prepared.document.blocks)) + "\n"
    assert not TO_EDITORS.findall(printed)
    kept = KEPT / f"{name}.txt"
    if os.environ.get("UPDATE_SKELETONS"):
        kept.write_text(printed, "utf-8")
    assert printed == kept.read_text("utf-8")


def filled_in(text: str) -> str:
    """Return a skeleton with some words of ours in every place that asks for them."""
    text = re.sub(r"^Replace this line.*$", "Our words stand here.", text, flags=re.MULTILINE)
    text = text.replace("# topics: []", "topics: [T5]")
    return re.sub(r'Replace: [^"+\n]*', "Our words", text)


def lines(blocks: Iterable[doc.Block]) -> Iterator[str]:
    """Yield the text of blocks, a line each, up to the notes; numbers of notes are left out."""
    for block in blocks:
        match block:
            case doc.Heading(anchor="notes" | "bibliography"):
                return
            case doc.Heading():
                yield f"{'#' * block.level} {words(block.content)}"
            case doc.Paragraph():
                yield words(block.content)
            case doc.Callout():
                if block.label:
                    yield f"[{words(block.label)}]"
                yield from lines(block.blocks)
            case doc.ItemList():
                yield from (f"- {line}" for item in block.items for line in lines(item.blocks))
            case doc.Table():
                yield f"Table: {words(block.caption)}"
                for row in (block.header, *block.rows):
                    yield " | ".join(words(cell.content) for cell in row)


def words(content: doc.Inlines) -> str:
    return re.sub(r"\[\d+\]", "", plain(content))


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ({"occupation": "43-5013"}, "Did you mean '43-5031'?"),
        ({"proposes": "33-0001"}, "Did you mean"),
        ({"occupation": "29-2042", "proposes": "29-0000"}, "Name the group it should go to"),
        ({"occupation": "29-2040"}, "Write an occupation's code"),
        ({"docket": "bls-2024-001"}, "Did you mean 'bls-2024-0001'?"),
        ({"kind": "petition"}, "Kinds: full (Full proposal), reply (Reply to the topics), letter (Letter)."),
    ],
)
def test_a_slip_is_answered_with_what_there_is(base: kb.Base, said: dict[str, str], remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        make_case(base, **said)
    assert remedy in caught.value.remedy
