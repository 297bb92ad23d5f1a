"""Values of surveys in sentences, and the words with which a text sets one against another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from builder.prose import words
from builder.prose.cited_records import cited_records
from builder.prose.number_reading import numbers
from builder.prose.sentences import Prose, Sentence
from builder.resolve import values
from builder.resolve.context import Context
from kb.model.records import Figure
from kb.model.survey_estimates import Estimate

_YEAR = re.compile(r"(?:19|20)\d\d")
_HEDGED = re.compile(r"\b(?:more|less|fewer|longer|higher|lower|greater|larger) than\s+$", re.IGNORECASE)
_NO_COMPARISON = re.compile(
    r"\b(?:no longer|once more|what is more|more or less|no more|no less|more than once)\b", re.IGNORECASE
)
_OTHER_SIDE = re.compile(r"\b(?:than|against|compared (?:with|to)|versus|vs)\b", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:is|are|was|were|be|far|much|even|still|well|rather)\s+$", re.IGNORECASE)
_OF = re.compile(r"s?\s+of\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SurveyValue:
    """A figure that a sentence gives, as the value of a survey."""

    figure: Figure
    estimate: Estimate

    @property
    def year(self) -> str:
        """The year in which the survey was made; of a span the last."""
        years: list[str] = _YEAR.findall(self.figure.period)
        return years[-1] if years else ""

    @property
    def said(self) -> str:
        """The value with occupation, sample and interval, such as `84.3% of 43-5031 (n = 26, 66.1–93.7)`."""
        of = f" of {self.figure.occupation}" if self.figure.occupation else ""
        return f"{values.quantity(self.figure)}{of} ({values.firmness(self.estimate)})"


def survey_values(sentence: Sentence, context: Context) -> list[SurveyValue]:
    """Return the values of surveys that a sentence gives or cites, in order."""
    if not sentence.roles and not sentence.citations:
        return []
    figures = cited_records(sentence, context).figures.values()
    found = ((figure, context.lookup.estimate(figure)) for figure in figures)
    return [SurveyValue(figure, estimate) for figure, estimate in found if estimate]


def set_against(found: Sequence[SurveyValue]) -> Iterator[tuple[SurveyValue, SurveyValue]]:
    """Yield the first value with each other that is of the same measure and unit."""
    for other in found[1:]:
        first = found[0].figure
        if (first.measure, first.unit) == (other.figure.measure, other.figure.unit):
            yield found[0], other


def comparing_word(text: str) -> tuple[str, int] | None:
    """Return the first word that calls something more or less than another, with its place, or None.

    `more than three months` holds a number and compares nothing; nor does `in larger centers`, where no
    other side is named.
    """
    plain = _NO_COMPARISON.sub(_blank, text)
    for number in numbers(text):
        hedge = _HEDGED.search(plain[: number.start])
        if hedge:
            plain = plain[: hedge.start()] + " " * len(hedge[0]) + plain[number.start :]
    found = sorted(words.found(words.terms("comparing"), plain), key=lambda pair: pair[1])
    other_side = bool(_OTHER_SIDE.search(plain))
    for term, at in found:
        predicate = _PREDICATE.search(plain[:at]) or _OF.match(plain[at + len(term) :])
        if term in words.terms("comparing-alone") or other_side or predicate:
            return term, at
    return None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def section_text(sentence: Sentence, prose: Prose) -> str:
    """Return all that the section of a sentence says, for what need be told once a section."""
    return " ".join(one.text for one in prose.sentences if one.section == sentence.section)


def tells(name: str, text: str) -> bool:
    """Say whether a text has one of the words of a list of `wording.yaml`."""
    return bool(_pattern(name).search(text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words.terms(name)))})\b", re.IGNORECASE)
