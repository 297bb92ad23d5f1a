"""Edits of the words of one paragraph, as edits of its source in the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from builder.merging.draft_changes import SourceEdit
from builder.merging.draft_passages import Passage
from builder.merging.markdown_text import as_markdown
from builder.merging.word_edits import PARAGRAPH_END, WordEdit
from builder.word.draft_part import NOTE, SentParagraph


class FilledInError(Exception):
    """An edit changes what was filled in; the text says what became of it."""


class UnsureError(Exception):
    """An edit has no sure place in the source; the text says why."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An edit with its place in the draft's own words of the passage, and in the source."""

    first: int
    last: int
    """It takes the place of `own[first:last]`."""
    said: str
    """The own words that it puts there."""
    ways: tuple[tuple[SourceEdit, ...], ...]
    """Edits of the source that should come to this, the plainest first."""
    takes: tuple[str, ...] = ()


class PlacedPassage:
    """A paragraph that was sent beside the passage of the draft that it was made from."""

    def __init__(self, sent: SentParagraph, passage: Passage, source: str) -> None:
        self._sent = sent
        self._passage = passage
        self._source = source
        self._text = sent.text
        self._own = [piece.own for piece in sent.pieces for _ in piece.text]
        self._styles = [(p.strong, p.emphasis) for p in sent.pieces for _ in p.text]
        self._places = self._aligned()

    def _aligned(self) -> dict[int, int]:
        """Return for each own character sent the one of the passage; both say the same, spaces apart."""
        indices = [i for i, own in enumerate(self._own) if own]
        letters = "".join(self._text[i] for i in indices)
        matcher = SequenceMatcher(None, letters, self._passage.own, autojunk=False)
        return {indices[a + k]: b + k for a, b, size in matcher.get_matching_blocks() for k in range(size)}

    def place(self, edit: WordEdit) -> Placed:
        """Return an edit with its place.

        Raises:
            FilledInError: it changes what was filled in.
            UnsureError: it has no sure place.
        """
        if NOTE in edit.text and NOTE not in self._text[edit.start : edit.end]:
            raise UnsureError("a note was added")
        if PARAGRAPH_END in edit.text:
            edit = self._without_blanks(edit)
        if edit.start == edit.end:
            return self._insertion(edit)
        return self._replacement(edit)

    def _without_blanks(self, edit: WordEdit) -> WordEdit:
        """Let white space at a place where a paragraph was divided go."""
        start, end = edit.start, edit.end
        while start and self._text[start - 1].isspace() and self._own[start - 1]:
            start -= 1
        while end < len(self._text) and self._text[end].isspace() and self._own[end]:
            end += 1
        return WordEdit(start, end, edit.characters)

    def _insertion(self, edit: WordEdit) -> Placed:
        at = edit.start
        self._refuse_inside(at)
        before, after = self._places.get(at - 1), self._places.get(at)
        style = (edit.characters[0].strong, edit.characters[0].emphasis)
        if before is not None and (
            after is None or self._styles[at - 1] == style or self._styles[at] != style
        ):
            around = self._styles[at - 1]
            offset, own = self._passage.spans[before][1], before + 1
            if around != style and after is None:
                offset = self._passage.end
                around = (False, False)
        elif after is not None:
            offset, own, around = self._passage.spans[after][0], after, self._styles[at]
        elif not self._text[at:].strip():
            offset, own, around = self._passage.end, len(self._passage.own), (False, False)
        elif not self._text[:at].strip():
            offset, own, around = self._passage.start, 0, (False, False)
        else:
            raise UnsureError("words were put between two things that are filled in")
        ways = ((SourceEdit(offset, offset, words),) for words in _markdown(edit, around))
        return Placed(own, own, edit.text, tuple(ways))

    def _refuse_inside(self, at: int) -> None:
        """Refuse an insertion into the middle of what was filled in."""
        end = 0
        for piece in self._sent.pieces:
            begin, end = end, end + len(piece.text)
            if begin < at < end and not piece.own:
                raise FilledInError(f"words were put into “{piece.text}”")

    def _replacement(self, edit: WordEdit) -> Placed:
        inside = range(edit.start, edit.end)
        filled = [i for i in inside if not self._own[i] and self._text[i].strip()]
        if filled:
            self._refuse_changed(edit)
        own = [self._places[i] for i in inside if i in self._places]
        if not own:
            raise UnsureError("only white space or punctuation that the build sets was changed")
        first, last = own[0], own[-1] + 1
        start, end = self._passage.spans[first][0], self._passage.spans[last - 1][1]
        if filled:
            start, end = self._with_ends(edit, start, end)
            takes = tuple(f for f in self._passage.filled if f in self._source[start:end])
            if not takes:
                raise FilledInError(f"“{self._text[edit.start : edit.end].strip()}” was removed")
            return Placed(first, last, edit.text, ((SourceEdit(start, end, ""),),), takes)
        around = self._styles[next(i for i in inside if i in self._places)]
        cuts = (self._cuts(own, whole=True), self._cuts(own, whole=False))
        ways = [
            (SourceEdit(*cut[0], words), *(SourceEdit(*each, "") for each in cut[1:]))
            for words in _markdown(edit, around)
            for cut in cuts
        ]
        return Placed(first, last, edit.text, tuple(ways))

    def _refuse_changed(self, edit: WordEdit) -> None:
        """Refuse what changes a part of something filled in, or puts other words in its place."""
        end = 0
        for piece in self._sent.pieces:
            begin, end = end, end + len(piece.text)
            if piece.own or end <= edit.start or begin >= edit.end or not piece.text.strip():
                continue
            if edit.text.strip() or begin < edit.start or end > edit.end:
                shown = "a note's mark" if piece.text == NOTE else f"“{piece.text.strip()}”"
                now = edit.text.replace(NOTE, "").strip()
                raise FilledInError(f"{shown} became “{now}”" if now else f"a part of {shown} was removed")

    def _with_ends(self, edit: WordEdit, start: int, end: int) -> tuple[int, int]:
        """Take along roles and citations at the ends of what is removed."""
        if not self._own[edit.start]:
            before = self._places.get(edit.start - 1)
            start = self._passage.start if before is None else self._passage.spans[before][1]
        if not self._own[edit.end - 1]:
            after = self._places.get(edit.end)
            end = self._passage.end if after is None else self._passage.spans[after][0]
        return start, end

    def _cuts(self, own: Sequence[int], *, whole: bool) -> list[tuple[int, int]]:
        """Return the parts of the source that hold some own words; never a role or citation between them.

        With `whole`, marks of emphasis and line ends between the words go, too.
        """
        spans = [self._passage.spans[i] for i in own]
        cuts = [spans[0]]
        for (_, end), (begin, until) in pairwise(spans):
            between = self._source[end:begin]
            joined = not between or (whole and not any(f in between for f in self._passage.filled))
            if joined:
                cuts[-1] = (cuts[-1][0], until)
            else:
                cuts.append((begin, until))
        return cuts


def _markdown(edit: WordEdit, around: tuple[bool, bool]) -> Iterator[str]:
    """Yield what was typed as Markdown: as it is, and with backslashes."""
    plain = as_markdown(edit.characters, around)
    yield plain
    escaped = as_markdown(edit.characters, around, escaped=True)
    if escaped != plain:
        yield escaped


def said_after(passage: Passage, placed: Sequence[Placed]) -> list[str]:
    """Return the own words of a passage after edits; several where it was divided."""
    parts: list[str] = []
    at = 0
    for each in placed:
        parts += [passage.own[at : each.first], each.said]
        at = max(at, each.last)
    return "".join([*parts, passage.own[at:]]).split(PARAGRAPH_END)
