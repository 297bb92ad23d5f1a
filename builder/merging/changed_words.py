"""A paragraph that came back beside the one that was sent: its change, proved, and findings on the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.merging.draft_changes import BY_HAND, FILLED_IN, FORMATTING, Change
from builder.merging.draft_passages import Passage, squeezed
from builder.merging.passage_edits import FilledInError, Placed, PlacedPassage, UnsureError, said_after
from builder.merging.proof import ProvenDraft
from builder.merging.returned_paragraph import Character, ReturnedParagraph
from builder.merging.telling import Telling, sentence, short
from builder.merging.word_edits import PARAGRAPH_END, WordEdit, difference
from builder.word.draft_part import NOTE, Piece, SentParagraph


def change_of(
    sent: SentParagraph,
    came: ReturnedParagraph,
    rest: ReturnedParagraph | None,
    draft: ProvenDraft,
    telling: Telling,
    notes: Mapping[str, str],
) -> Change | None:
    """Return what changed in the words of a paragraph; what cannot be carried over is told.

    Args:
        sent: the paragraph as it was sent.
        came: as it came back.
        rest: the paragraph behind it, where it was divided in two.
        draft: the draft that was sent.
        telling: takes the findings.
        notes: what the notes of the returned file say, by id.
    """
    characters = list(came.characters)
    if rest is not None:
        characters += [Character(PARAGRAPH_END), *rest.characters]
    passage = draft.passage_of(sent)
    pieces = list(sent.pieces)
    if passage is not None and passage.kind in ("heading", "option"):  # their type is that of the style
        pieces = [Piece(piece.text, piece.own) for piece in pieces]
        characters = [Character(each.text) for each in characters]
    found = difference(pieces, characters)
    if passage is None:
        if found.edits:
            said = f"“{short(sent.text)}” became “{short(came.text)}”"
            check = BY_HAND if draft.in_body(sent) else FILLED_IN
            telling.tell(check, sent.place, said, came.authors)
        return None
    if found.restyled:
        said = f"“{found.restyled}” or words near it were made bold or italic, or no longer are"
        telling.tell(FORMATTING, sent.place, said, came.authors)
    if not found.edits:
        return None
    placing = PlacedPassage(sent, passage, draft.source)
    placed = []
    for edit in found.edits:
        try:
            placed.append(_placed(edit, placing, passage))
        except FilledInError as problem:
            telling.tell(FILLED_IN, sent.place, sentence(problem), came.authors)
        except UnsureError as problem:
            added = [notes[name] for name in came.notes if notes.get(name)] if NOTE in edit.text else []
            more = f" ({short('; '.join(added))})" if added else ""
            said = f"{sentence(problem)}: “{short(edit.text)}”{more}"
            telling.tell(BY_HAND, sent.place, said, came.authors)
    return _proved_or_told(passage, placed, came, draft, telling) if placed else None


def _placed(edit: WordEdit, placing: PlacedPassage, passage: Passage) -> Placed:
    if PARAGRAPH_END in edit.text and passage.kind != "paragraph":
        raise UnsureError(f"a {passage.kind} was divided")
    return placing.place(edit)


def _proved_or_told(
    passage: Passage,
    placed: Sequence[Placed],
    came: ReturnedParagraph,
    draft: ProvenDraft,
    telling: Telling,
) -> Change | None:
    """Return the edits as one change; where they cannot be proved together, those that can be."""
    change = _proved(passage, placed, came, draft)
    if change:
        return change
    sure = [one for one in placed if _proved(passage, [one], came, draft)] if len(placed) > 1 else []
    change = _proved(passage, sure, came, draft) if sure else None
    lost = [one for one in placed if change is None or one not in sure]
    words = "; ".join(f"“{short(one.said)}”" if one.said.strip() else "words removed" for one in lost)
    said = f"No sure place in the Markdown for {words}; the paragraph reads now “{came.text}”"
    telling.tell(BY_HAND, (passage.place.line, passage.place.column), said, came.authors)
    return change


def _proved(
    passage: Passage, placed: Sequence[Placed], came: ReturnedParagraph, draft: ProvenDraft
) -> Change | None:
    takes = tuple(taken for one in placed for taken in one.takes)
    first, *others = (squeezed(said) for said in said_after(passage, placed))
    wanted = [(draft.kind(passage), first), *(("paragraph", other) for other in others)]
    for attempt in range(max(len(one.ways) for one in placed)):
        edits = [edit for one in placed for edit in one.ways[min(attempt, len(one.ways) - 1)]]
        if draft.holds_changed(edits, passage, [each for each in wanted if each[1]], len(takes)):
            return Change("changed", passage.place.line, came.tracked_by, tuple(edits), takes)
    return None
