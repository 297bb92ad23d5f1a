"""Changes of a draft that came back in a Word file, and what else is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kb.findings import Check, Finding, Severity

FILLED_IN = Check(
    "merge-filled-in",
    Severity.WARNING,
    "Text that the build fills in from the graph was changed in Word.",
    "Change the record, directive or key of the front matter that it comes from.",
)
BY_HAND = Check(
    "merge-by-hand",
    Severity.WARNING,
    "A change in Word that has no sure place in the Markdown.",
    "Make the change in the draft by hand.",
)
CONFLICT = Check(
    "merge-conflict",
    Severity.ERROR,
    "The draft was changed since the Word file was built, where the Word file changes it, too.",
    "Make the change in the draft by hand.",
)
FORMATTING = Check(
    "merge-formatting",
    Severity.NOTE,
    "Words were made bold or italic in Word, or no longer are.",
    "Put or remove the asterisks in the draft.",
)
COMMENT = Check("merge-comment", Severity.NOTE, "A colleague's comment.", "")
CHECKS = (BY_HAND, COMMENT, CONFLICT, FILLED_IN, FORMATTING)


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """Characters `start` to `end` of the draft become a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What came back different of one paragraph; it is accepted or rejected as a whole."""

    kind: Literal["changed", "added", "removed", "moved"]
    line: int
    """Of the draft, where it begins."""
    authors: tuple[str, ...]
    """Who tracked it; empty where it was not tracked."""
    edits: tuple[SourceEdit, ...]
    """In the order of the draft, none over another."""
    takes: tuple[str, ...] = ()
    """Roles, citations and marks of notes that go with it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a returned Word file would change in a draft."""

    path: str
    """The draft."""
    text: str
    """What the draft says now; the edits are of this text."""
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    """What is not carried over, and the comments, by place."""
    remarks: tuple[SourceEdit, ...] = ()
    """The comments as remarks behind their paragraphs, as far as those are the draft's."""


def apply(text: str, edits: Iterable[SourceEdit]) -> str:
    """Return a text with edits made; those at one place in the order that they are given.

    Raises:
        ValueError: two edits overlap.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            raise ValueError("two edits overlap")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])
