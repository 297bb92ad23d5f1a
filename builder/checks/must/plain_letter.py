"""The comment box takes plain text: a letter for it has no table, chart or picture."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from builder.letter_text import UNSAID
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A letter for the comment box holds a table, a chart or a picture, which plain text cannot show.",
    "Say it in words, or leave it to the attached comment.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Find the blocks that the plain text of a letter leaves out."""
    if not subject.draft.front.comment_box:
        return
    for block in subject.document.blocks:
        kind = UNSAID.get(type(block))
        if kind:
            where = subject.at(Place(*block.place))
            yield CHECK.finding(f"The comment box shows no {kind}: this one would be lost.", where)
