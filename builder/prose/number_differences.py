"""Numbers of a sentence that the records it cites do not state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from builder.prose.cited_records import CitedRecords, cited_records, records_by_citation
from builder.prose.number_arithmetic import follows
from builder.prose.number_pairs import turned_round
from builder.prose.number_reading import MONEY, PERCENT, Number, numbers
from builder.prose.number_rounding import stands_for
from builder.prose.sentences import Sentence
from builder.prose.stated_numbers import ANY, Stated, of_source, stated_by
from builder.resolve.context import Context
from kb.common.english import stems

_NEAR = Decimal("0.1")
"""Part of a stated number within which another is taken for a slip."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that what the sentence cites does not state."""

    number: Number
    nearest: Stated | None
    """What was most likely meant."""
    swapped: bool = False
    """Whether it is stated, but by what the sentence cites for another number."""


@dataclass(slots=True)
class Holder:
    """Holds the numbers of one draft's sentences to the records they cite."""

    context: Context
    _by_source: dict[str, list[Stated]] = field(default_factory=dict)
    _earlier: dict[int, list[Number]] = field(default_factory=dict)
    """Numbers that agreed, by section."""

    def differences(self, sentence: Sentence, also: Sequence[Sentence] = ()) -> Iterator[Difference]:
        """Yield the numbers of a sentence that differ from what it cites.

        Args:
            sentence: the sentence; those of a draft are given in the order of its text.
            also: sentences whose citations hold for it, such as the head of a cell's column.
        """
        written = numbers(sentence.text)
        records = [cited_records(one, self.context) for one in (sentence, *also)]
        if not written or not any(records):
            return
        stated = [s for some in records for s in stated_by(some, self.context.lookup)]
        works = {source for some in records for source in some.sources}
        # A work cited as a whole says more than is recorded of it; a role is the source of itself alone.
        strict = not works and any(one.citations for one in (sentence, *also))
        wide = [*stated, *(s for work in sorted(works) for s in self._of_source(work))]
        before = list(self._of_parts(sentence))
        for number in written:
            if self._agrees(number, stated, wide, sentence, records):
                self._earlier.setdefault(sentence.section, []).append(number)
            elif number.is_large:
                nearest = _nearest(number, wide, strict=strict)
                if strict or nearest:
                    yield Difference(number, nearest)
            elif contrary := _contrary(number, next((s for end, s in before if number.start < end), stated)):
                yield Difference(number, contrary)
        yield from _swapped(written, before, sentence)
        texts = [
            text
            for some in records
            for item in some.evidence.values()
            for text in (item.statement, item.quote)
        ]
        for number in turned_round(sentence.text, texts):
            yield Difference(number, None, swapped=True)

    def _agrees(
        self,
        number: Number,
        stated: Sequence[Stated],
        wide: Sequence[Stated],
        sentence: Sentence,
        records: Sequence[CitedRecords],
    ) -> bool:
        if is_stated(number, wide, sentence) or follows(number, stated, sentence.text):
            return True
        if any(
            n.value == number.value and n.unit == number.unit for n in self._earlier.get(sentence.section, ())
        ):
            return True
        return number.is_large and self._known_of_works(number, records, sentence)

    def _known_of_works(self, number: Number, records: Sequence[CitedRecords], sentence: Sentence) -> bool:
        """Say whether another record of the works cited counts the same alike: `the sixteen core tasks`."""
        works = {
            record.provenance.source
            for some in records
            for kind in (some.evidence, some.figures, some.duties)
            for record in kind.values()
        }
        meant = {
            self.context.draft.front.occupation,
            *(f.occupation for some in records for f in some.figures.values()),
        }
        return any(
            same_noun(number.noun, s.noun)
            and number.value == s.value
            and (s.figure is None or s.figure.occupation in meant)
            for work in sorted(works)
            for s in self._of_source(work)
        )

    def _of_source(self, source: str) -> list[Stated]:
        if source not in self._by_source:
            self._by_source[source] = of_source(source, self.context.lookup)
        return self._by_source[source]

    def _of_parts(self, sentence: Sentence) -> Iterator[tuple[int, list[Stated]]]:
        """Yield what each citation of a sentence states, with where it stands."""
        for end, records in records_by_citation(sentence, self.context):
            yield end, stated_by(records, self.context.lookup)


def is_stated(number: Number, stated: Sequence[Stated], sentence: Sentence) -> bool:
    """Say whether one of some records states a number, rounded as it is written, or the share that it is."""
    return any(
        (_fits(number, s, sentence) and stands_for(number, s.value, s.hedge))
        or (s.ratio is not None and number.unit == PERCENT and stands_for(number, s.ratio))
        for s in stated
    )


def same_noun(one: str, other: str) -> bool:
    """Say whether the words after two numbers begin with the same word."""
    first, second = stems(one), stems(other)
    return bool(first and second) and first[0] == second[0]


def _fits(number: Number, stated: Stated, sentence: Sentence) -> bool:
    """Say whether the units of a number and of a stated one can be the same."""
    if stated.unit in (ANY, number.unit):
        return True
    if number.unit == "":
        if stated.unit == PERCENT:
            bare = number.grain < 1 or not number.noun
            return bare or sentence.kind == "cell" or "percent" in sentence.text or "%" in sentence.text
        return stated.unit != MONEY or sentence.kind == "cell" or "$" in sentence.text
    return stated.unit == "" and stated.figure is None and number.unit not in (PERCENT, MONEY)


def _contrary(number: Number, stated: Sequence[Stated]) -> Stated | None:
    """Return what counts the same thing as a small number, otherwise."""
    if number.unit:
        return None
    return next((s for s in stated if not s.unit and same_noun(number.noun, s.noun)), None)


def _swapped(
    written: Sequence[Number], parts: Sequence[tuple[int, list[Stated]]], sentence: Sentence
) -> Iterator[Difference]:
    """Yield the first of two numbers each of which is stated by what is cited for the other."""
    starts = (0, *(end for end, _ in parts))
    large = [n for n in written if n.is_large]
    groups = [
        ([n for n in large if start <= n.start < end], s)
        for start, (end, s) in zip(starts, parts, strict=False)
    ]
    for (numbers_here, here), (numbers_there, there) in pairwise(groups):
        for one in numbers_here:
            for other in numbers_there:
                right = is_stated(one, here, sentence) or is_stated(other, there, sentence)
                if not right and is_stated(one, there, sentence) and is_stated(other, here, sentence):
                    yield Difference(one, _nearest(one, here, strict=True), swapped=True)


def _nearest(number: Number, stated: Sequence[Stated], *, strict: bool) -> Stated | None:
    """Return the stated number that was most likely meant; unless `strict`, only one that is close."""
    likely = [s for s in stated if s.unit != ANY and s.value > 0]
    close = [s for s in likely if _is_slip(number, s)]
    if close or not strict:
        return min(close, key=lambda s: abs(s.value - number.value), default=None)
    alike = [s for s in likely if s.figure] or [s for s in likely if s.unit == number.unit]
    return min(alike, key=lambda s: abs(s.value - number.value), default=None)


def _is_slip(number: Number, stated: Stated) -> bool:
    """Say whether a number is near to a stated one of its unit, or has its digits in another order."""
    if number.unit != stated.unit:
        return stated.figure is not None and number.value == stated.value
    same_digits = sorted(_digits(number.value)) == sorted(_digits(stated.value))
    return same_digits or abs(number.value - stated.value) <= stated.value * _NEAR


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", "")
