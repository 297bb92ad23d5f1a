"""From a returned file to changes of the draft that was sent, and findings on what is not carried over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from builder.merging import whole_paragraphs
from builder.merging.changed_words import change_of
from builder.merging.draft_changes import BY_HAND, FILLED_IN, Change, SourceEdit, apply
from builder.merging.draft_passages import Passage, squeezed
from builder.merging.paragraph_pairs import Pair, pairs
from builder.merging.passage_edits import UnsureError
from builder.merging.proof import ProvenDraft
from builder.merging.read_returned import Returned
from builder.merging.returned_paragraph import ReturnedParagraph
from builder.merging.telling import Telling, sentence, short
from builder.word.draft_part import NOTE, SentParagraph


class Proposing:
    """One returned file being turned into changes and findings."""

    def __init__(self, returned: Returned, path: str) -> None:
        self.changes: list[Change] = []
        self.telling = Telling(path)
        self._returned = returned
        self._draft = ProvenDraft(returned.draft, path)
        self._pairs = pairs(returned.sent, returned.paragraphs)
        self._sources: dict[int, SentParagraph] = {}
        """By identity of a returned paragraph, the one sent that it is, or that it follows."""
        self._known_notes: set[str] = set()
        """Ids of the notes that were sent, as the returned file has them."""
        self._filled_in: list[int] = []
        """Lines of what was filled in and removed."""
        self._note_sources()

    def propose(self) -> None:
        """Look at every paragraph."""
        divided, joined = self._divided(), self._joined()
        for both in joined.values():
            self._join(both)
        told = {*divided, *joined, *(number + 1 for number in joined)}
        for number in range(len(self._pairs)):
            if number not in told:
                self._look_at(number, divided.get(number + 1))
        self.changes = self._without_overlaps()
        for came in self._returned.paragraphs:
            for words in came.boxes:
                said = f"A text box was added: “{words}”"
                self.telling.tell(BY_HAND, (self.line_of(came), 1), said, came.authors)
        for line, count in sorted(Counter(self._filled_in).items()):
            said = f"{count} paragraph{'s' if count > 1 else ''} that the build fills in were removed"
            self.telling.tell(FILLED_IN, (line, 1), said)

    def _look_at(self, number: int, rest: ReturnedParagraph | None) -> None:
        pair = self._pairs[number]
        sent, came = self._sent(pair), self._came(pair)
        if sent is not None and came is None:
            self._removed(sent)
        elif sent is not None and came is not None and pair.moved:
            self._moved(number, sent, came)
        elif sent is not None and came is not None:
            notes = self._returned.notes
            change = change_of(sent, came, rest, self._draft, self.telling, notes)
            self.changes += [change] if change else []
        elif came is not None:
            self._added(number, came)

    def _without_overlaps(self) -> list[Change]:
        """Return the changes that can be made together; of two at one place the second is told."""
        kept: list[Change] = []
        for change in self.changes:
            try:
                apply(self._draft.source, [edit for one in (*kept, change) for edit in one.edits])
                kept.append(change)
            except ValueError:
                words = short(" ".join(edit.text for edit in change.edits))
                said = f"What was {change.kind} overlaps another change: “{words}”"
                self.telling.tell(BY_HAND, (change.line, 1), said, change.authors)
        return kept

    def line_of(self, paragraph: ReturnedParagraph | None) -> int:
        """Return the line of the draft that a returned paragraph is from; 0 where none is known."""
        sent = self._sources.get(id(paragraph))
        return sent.place[0] if sent else 0

    def remark(self, paragraph: ReturnedParagraph | None, said: str) -> SourceEdit | None:
        """Return the edit that puts a remark behind the text of a paragraph; None where it has none."""
        sent = self._sources.get(id(paragraph))
        passage = self._draft.passage_of(sent) if sent else None
        if passage is None:
            return None
        words = said.replace("--", "\u2013").replace("|", "/").rstrip("-")
        return SourceEdit(passage.end, passage.end, f" <!-- {words} -->")

    def _sent(self, pair: Pair) -> SentParagraph | None:
        return None if pair.sent is None else self._returned.sent[pair.sent]

    def _came(self, pair: Pair) -> ReturnedParagraph | None:
        return None if pair.returned is None else self._returned.paragraphs[pair.returned]

    def _note_sources(self) -> None:
        last: SentParagraph | None = None
        for pair in self._pairs:
            sent, came = self._sent(pair), self._came(pair)
            if came is not None and sent is not None and came.in_note:
                self._known_notes.add(came.in_note)
            if came is not None:
                last = sent if sent is not None and sent.place[0] else last
                if last is not None:
                    self._sources[id(came)] = last

    def _divided(self) -> dict[int, ReturnedParagraph]:
        """Return the new paragraphs that are the end of the one before, by their place among the pairs."""
        found = {}
        for number, (first, second) in enumerate(pairwise(self._pairs), 1):
            sent, kept, new = self._sent(first), self._came(first), self._came(second)
            if sent is None or kept is None or new is None or second.sent is not None or first.moved:
                continue
            tail = squeezed(sent.text[len(kept.text.strip()) :])
            if sent.bookmark and len(tail) > 1 and squeezed(new.text)[:20] in tail and new.text.strip():
                found[number] = new
        return found

    def _joined(self) -> dict[int, tuple[SentParagraph, SentParagraph, ReturnedParagraph]]:
        """Return two that were sent and became one, by the place of the first among the pairs."""
        found = {}
        for number, (first, second) in enumerate(pairwise(self._pairs)):
            sent, came, gone = self._sent(first), self._came(first), self._sent(second)
            if sent is None or came is None or gone is None or second.returned is not None:
                continue
            if gone.bookmark in came.bookmarks and not first.moved:
                found[number] = (sent, gone, came)
        return found

    def _join(self, joined: tuple[SentParagraph, SentParagraph, ReturnedParagraph]) -> None:
        """Propose that two paragraphs become one, where nothing else was changed in them."""
        first, second, came = joined
        before, after = self._draft.passage_of(first), self._draft.passage_of(second)
        same = squeezed(first.text + second.text) == squeezed(came.text)
        if before and after and same and before.kind == after.kind == "paragraph":
            edit = SourceEdit(before.end, after.start, " ")
            if self._draft.holds_joined(edit, before, after):
                self.changes.append(Change("changed", before.place.line, came.tracked_by, (edit,)))
                return
        said = f"Two paragraphs were joined; they read now “{came.text}”"
        self.telling.tell(BY_HAND, first.place, said, came.authors)

    def _removed(self, sent: SentParagraph) -> None:
        passage = self._draft.passage_of(sent)
        if passage is None:
            if sent.place[0] and sent.text.strip(f"{NOTE} "):
                self._filled_in.append(sent.place[0])
            return
        try:
            edit = whole_paragraphs.removal(passage, self._draft.source)
            if not self._draft.holds_changed([edit], passage, [], len(passage.filled)):
                raise UnsureError(f"a {passage.kind} was removed")
        except UnsureError as problem:
            self.telling.tell(BY_HAND, sent.place, f"{sentence(problem)}: “{short(sent.text)}”")
            return
        attributes = self._draft.source[passage.end : edit.end].strip()
        takes = (*passage.filled, *((attributes,) if attributes else ()))
        authors = self._returned.removed_by.get(sent.bookmark, ())
        self.changes.append(Change("removed", passage.place.line, authors, (edit,), takes))

    def _added(self, number: int, came: ReturnedParagraph) -> None:
        if not came.text.strip() or (came.in_note and came.in_note not in self._known_notes):
            return  # what a new note says is told at its mark
        try:
            if came.in_note:
                raise UnsureError("a paragraph was added to a note")
            edit = self._addition(number, came)
        except UnsureError as problem:
            notes = " ".join(self._returned.notes.get(name, "") for name in came.notes)
            said = f"{sentence(problem)}: “{came.text.strip()}”{f' ({notes})' if notes.strip() else ''}"
            self.telling.tell(BY_HAND, (self.line_of(came), 1), said, came.authors)
            return
        line = self._draft.source.count("\n", 0, edit.start) + 1
        self.changes.append(Change("added", line, came.tracked_by, (edit,)))

    def _addition(self, number: int, came: ReturnedParagraph) -> SourceEdit:
        before, after = self._neighbours(number, came)
        kind = whole_paragraphs.kind_of(came)
        name = "heading" if kind.startswith("#") else "paragraph"
        for escaped in (False, True):
            text = whole_paragraphs.words_of(came, escaped=escaped)
            edit = whole_paragraphs.addition(text, kind, before, after, self._draft.source)
            if self._draft.holds_added(edit, before, after, (name, squeezed(came.text))):
                return edit
        raise UnsureError("a paragraph was added that Markdown may read otherwise")

    def _neighbours(self, number: int, came: ReturnedParagraph) -> tuple[Passage | None, Passage | None]:
        """Return the passages directly before and after a paragraph, in the same box, cell or body."""

        def nearest(others: Iterable[Pair]) -> Passage | None:
            for pair in others:
                sent, other = self._sent(pair), self._came(pair)
                if sent is not None and other is not None and not pair.moved:
                    return self._draft.passage_of(sent) if other.container == came.container else None
            return None

        return nearest(reversed(self._pairs[:number])), nearest(self._pairs[number + 1 :])

    def _moved(self, number: int, sent: SentParagraph, came: ReturnedParagraph) -> None:
        passage = self._draft.passage_of(sent)
        if passage is None:
            self.telling.tell(FILLED_IN, sent.place, f"“{short(sent.text)}” was moved", came.authors)
            return
        try:
            edits = self._move(number, passage, sent, came)
        except (UnsureError, ValueError) as problem:
            said = f"{sentence(problem)}: “{short(sent.text)}”"
            self.telling.tell(BY_HAND, sent.place, said, came.authors)
            return
        self.changes.append(Change("moved", passage.place.line, came.tracked_by, edits))

    def _move(
        self, number: int, passage: Passage, sent: SentParagraph, came: ReturnedParagraph
    ) -> tuple[SourceEdit, ...]:
        """Return the two edits of a move: the source of a paragraph goes with its roles and citations."""
        if squeezed(sent.text) != squeezed(came.text):
            raise UnsureError(f"a paragraph was moved and changed (it reads now “{came.text}”)")
        if passage.kind not in ("paragraph", "item"):
            raise UnsureError(f"a {passage.kind} was moved")
        before, after = self._neighbours(number, came)
        text = self._draft.source[passage.start : passage.end]
        kind = "bullet" if passage.kind == "item" else "paragraph"
        gone = whole_paragraphs.removal(passage, self._draft.source)
        come = whole_paragraphs.addition(text, kind, before, after, self._draft.source)
        edits = tuple(sorted((gone, come), key=lambda edit: edit.start))
        apply(self._draft.source, edits)
        return edits
