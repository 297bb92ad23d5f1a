"""What a comparison of a quotation with its source can come to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The outcome for one quotation."""

    EXACT = "exact"
    """The source has it character by character."""
    NORMALISED = "normalised"
    """The source has it but for white space, kinds of quotation mark and dash, and line-end hyphens."""
    ELIDED = "elided"
    """The source has it but for what the quotation itself marks: an ellipsis, or editorial brackets."""
    ALTERED = "altered"
    """The source has something very like it, and other words, figures or signs."""
    SPLICED = "spliced"
    """The source has its parts, but far apart, in another order, or with an unmarked omission."""
    AMBIGUOUS = "ambiguous"
    """The source has it in several places, and nothing says which is meant."""
    TOO_SHORT = "too short"
    """It would be found in almost any text."""
    NOT_FOUND = "not found"
    """The source does not have it."""
    SOURCE_CHANGED = "source changed"
    """The text at hand is not the one that the record describes (sha256)."""
    UNAVAILABLE = "text not available"
    """There is no text at hand to compare with."""

    @property
    def holds(self) -> bool:
        """Say whether the source has what the quotation says it has."""
        return self in (Verdict.EXACT, Verdict.NORMALISED, Verdict.ELIDED)

    @property
    def settled(self) -> bool:
        """Say whether the quotation was really compared with the source's text."""
        return self not in (Verdict.SOURCE_CHANGED, Verdict.UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source's text; offsets count characters from 0, the end is not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict with what it rests on."""

    verdict: Verdict
    places: tuple[Span, ...] = ()
    """Where the source has the quotation; several when it is ambiguous."""
    difference: str = ""
    """What differs, in words, for a verdict that does not hold."""
    cut: str = ""
    """A negation that stands in the source just before the quotation, which leaves it out."""
