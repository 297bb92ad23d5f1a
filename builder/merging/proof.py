"""The draft that was sent, and the proof that an edit of it says what it should and nothing else.

Proved means: the draft is read with the edit made, and says what the paragraph in Word says and what it said
before everywhere else, with every role and citation that was there but for those that are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.draft import nodes
from builder.draft.outline import walk
from builder.merging.draft_changes import SourceEdit, apply
from builder.merging.draft_passages import Passage, outlined, passages
from builder.resolve.resolve_draft import read
from builder.word.draft_part import SentParagraph

Said = tuple[str, str]
"""Kind and own words, without white space, of a passage."""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class ProvenDraft:
    """A draft with its passages, on which edits are tried."""

    def __init__(self, text: str, path: str) -> None:
        draft = read(text, path)
        self.path = path
        self.source = draft.text
        self.passages = passages(draft)
        self._outline = outlined(draft)
        self._by_place = {(p.place.line, p.place.column): p for p in self.passages}
        self._bodies = {
            block.place.line: block.body
            for block in walk(draft.blocks)
            if isinstance(block, nodes.Directive) and not block.blocks
        }
        self._numbers = {id(passage): number for number, passage in enumerate(self.passages)}

    def passage_of(self, sent: SentParagraph) -> Passage | None:
        """Return the passage that a paragraph was made from; None where it has no words of the draft."""
        return self._by_place.get(sent.place) if sent.bookmark else None

    def in_body(self, sent: SentParagraph) -> bool:
        """Say whether most words of a paragraph were typed into a directive's body, as a redline's are."""
        typed = set(_words(self._bodies.get(sent.place[0], "")))
        words = _words(sent.text)
        return 2 * sum(word in typed for word in words) > len(words)

    def kind(self, passage: Passage) -> str:
        """Return the kind of a passage as the outline has it."""
        return self._outline[self._numbers[id(passage)]][0]

    def holds_changed(
        self, edits: Sequence[SourceEdit], passage: Passage, wanted: Sequence[Said], fewer: int
    ) -> bool:
        """Say whether edits make a passage say what is wanted, with so many roles and citations fewer."""
        number = self._numbers[id(passage)]
        return self._holds(edits, number, number + 1, wanted, fewer)

    def holds_joined(self, edit: SourceEdit, first: Passage, second: Passage) -> bool:
        """Say whether an edit makes one passage of two that follow one another."""
        number = self._numbers[id(first)]
        kind, said, _ = self._outline[number]
        follows = self._numbers[id(second)] == number + 1
        wanted = (kind, said + self._outline[number + 1][1]) if follows else (kind, said)
        return follows and self._holds([edit], number, number + 2, [wanted], 0)

    def holds_added(
        self, edit: SourceEdit, before: Passage | None, after: Passage | None, wanted: Said
    ) -> bool:
        """Say whether an edit adds a passage behind one, or before another, that says what is wanted."""
        if before is not None and edit.start > before.start:
            number = self._numbers[id(before)] + 1
        else:
            number = self._numbers[id(after)] if after else 0
        return self._holds([edit], number, number, [wanted], 0)

    def _holds(
        self, edits: Sequence[SourceEdit], first: int, last: int, wanted: Sequence[Said], fewer: int
    ) -> bool:
        try:
            after = outlined(read(apply(self.source, edits), self.path))
        except ValueError:
            return False
        before = [entry[:2] for entry in self._outline]
        counts = [sum(entry[2] for entry in outline) for outline in (self._outline, after)]
        expected = [*before[:first], *wanted, *before[last:]]
        return [entry[:2] for entry in after] == expected and counts[1] == counts[0] - fewer
