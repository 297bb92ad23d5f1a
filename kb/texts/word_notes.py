"""Footnotes and endnotes of a Word document: their marks in the text, and the notes in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.texts.raised_figures import SUPERSCRIPTS
from kb.texts.word_styles import W, value

_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Notes:
    """Numbers notes as they are referred to.

    Marks are raised figures whatever the document counts in: a note is told by its number, not by its form.
    """

    def __init__(self, parts: dict[str, Any], settings: Any) -> None:
        """Take the notes of the parts `footnote` and `endnote`; `settings` is the root of theirs, or None."""
        self._notes = {
            (kind, note.get(f"{W}id")): note
            for kind, root in parts.items()
            for note in root.iterfind(f"{W}{kind}")
            if note.get(f"{W}type") not in _NO_NOTES
        }
        self._next = {
            kind: int(start) if start.isdecimal() else 1
            for kind in ("footnote", "endnote")
            for start in [value(settings, f"{kind}Pr/numStart")]
        }
        self._marks: dict[tuple[str, str], str] = {}

    def mark(self, reference: Any) -> str:
        """Return the mark for a reference to a note; empty at the head of the note itself."""
        kind, _, which = reference.tag.rpartition("}")[2].partition("Ref")
        key = (kind, reference.get(f"{W}id") or "")
        if not which or key not in self._notes:
            return ""
        if reference.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            return str(self._marks.setdefault(key, ""))
        if key not in self._marks:
            self._marks[key] = str(self._next[kind]).translate(SUPERSCRIPTS)
            self._next[kind] += 1
        return self._marks[key]

    def referred(self) -> Iterator[tuple[str, Any]]:
        """Yield the mark and the element of each note that the text refers to: footnotes, then endnotes.

        Notes that are referred to while these are read come too.
        """
        told: set[tuple[str, str]] = set()
        for kind in ("footnote", "endnote"):
            while waiting := [key for key in self._marks if key[0] == kind and key not in told]:
                told.add(waiting[0])
                yield self._marks[waiting[0]], self._notes[waiting[0]]
