"""The numbers that records state: values of figures, and what their texts, samples and notes say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from builder.prose.cited_records import CitedRecords
from builder.prose.number_names import YEAR
from builder.prose.number_reading import MONEY, PERCENT, Hedge, numbers
from kb.common.dates_and_numbers import read_number
from kb.model.facade import Records
from kb.model.records import EvidenceItem, Figure

_UNITS = {"usd-per-year": MONEY, "usd-per-hour": MONEY, "percent": PERCENT}
"""Units of figures -> units of prose; a figure in hours or seconds has the singular's, any other none."""
ANY = "any"
"""Unit of a number of which only the digits are known: it fits every unit."""
_SHOWN = 50
"""Characters of a record's text that are shown from a number on."""
_DIGITS = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """One number that a record states."""

    value: Decimal
    unit: str
    """As in `Number.unit`, or ANY."""
    record: str
    """The record, as kind/id."""
    noun: str = ""
    """The words after it in a text, or the measure of a figure, lower case."""
    ratio: Decimal | None = None
    """As in `Number.ratio`."""
    hedge: Hedge = ""
    """As in `Number.hedge`: how a text holds it."""
    figure: Figure | None = None
    """The figure that it is the value of."""
    words: str = ""
    """In a text, the number with some words behind it, as the record has them."""


def unit_in_prose(unit: str) -> str:
    """Return the unit of a figure as prose has it: percent, money, hour, or none for a count."""
    if unit in _UNITS:
        return _UNITS[unit]
    return unit.removesuffix("s") if unit in ("hours", "seconds", "days") else ""


def unit_of(figure: Figure) -> str:
    """Return the unit that the value of a figure has in prose."""
    return unit_in_prose(figure.unit)


def stated_by(records: CitedRecords, known: Records) -> list[Stated]:
    """Return what some records state, values of figures first."""
    found: list[Stated] = []
    for figure in records.figures.values():
        found += _of_figure(figure, known)
    for item in records.evidence.values():
        found += _in_texts(f"evidence/{item.id}", _texts(item))
    for duty in records.duties.values():
        found += _in_texts(f"duty/{duty.id}", (duty.statement, duty.provenance.note))
    for law in records.laws.values():
        texts = (law.number, law.title, law.statement, law.effect, law.status, law.status_date)
        found += _in_texts(f"legislation/{law.id}", texts)
    for source in records.sources.values():
        found += _in_texts(f"source/{source.id}", (source.title, str(source.csl.get("note", ""))))
    return sorted(found, key=lambda stated: stated.figure is None)


def of_source(identifier: str, known: Records) -> list[Stated]:
    """Return what all recorded items and figures of a source state."""
    found = [s for figure in known.figures_from(identifier).values() for s in _of_figure(figure, known)]
    for item in known.evidence.values():
        if item.provenance.source == identifier:
            found += _in_texts(f"evidence/{item.id}", _texts(item))
    return found


def years_of(item: EvidenceItem, known: Records) -> set[str]:
    """Return the years that an item of evidence is of or speaks of, that of its source among them."""
    source = known.sources.get(item.provenance.source)
    texts = [*_texts(item), item.date, *([str(source.csl.get("issued", "")), source.title] if source else [])]
    return {year for text in texts for year in re.findall(rf"(?<!\d){YEAR}(?!\d)", text)}


def of_item(item: EvidenceItem) -> list[Stated]:
    """Return what an item of evidence states."""
    return list(_in_texts(f"evidence/{item.id}", _texts(item)))


def _texts(item: EvidenceItem) -> tuple[str, ...]:
    locator = " ".join(value for _, value in item.provenance.locator)
    return (
        item.statement,
        item.quote,
        item.sample,
        item.denominator,
        item.note,
        item.method,
        item.provenance.note,
        locator,
    )


def _of_figure(figure: Figure, known: Records) -> Iterator[Stated]:
    name = f"figure/{figure.id}"
    yield Stated(
        figure.value, unit_of(figure), name, known.label("measure", figure.measure).lower(), figure=figure
    )
    texts = (figure.sample, figure.denominator, figure.label, figure.note, figure.relative_error)
    yield from _in_texts(name, (*texts, figure.place, figure.provenance.note, figure.formula))
    for other in map(known.figure, figure.derived_from):
        if other:
            yield Stated(other.value, unit_of(other), f"figure/{other.id}", figure=other)


def _in_texts(record: str, texts: Iterable[str]) -> Iterator[Stated]:
    for text in filter(None, texts):
        yield from _read(record, text)


@lru_cache(maxsize=20_000)
def _read(record: str, text: str) -> tuple[Stated, ...]:
    """Return the numbers of a record's text, those last that are read by their digits alone."""
    found = [
        Stated(
            n.value,
            n.unit or ("" if n.noun else ANY),
            record,
            n.noun,
            n.ratio,
            n.hedge,
            words=_words(text[n.start :]),
        )
        for n in numbers(text)
    ]
    values = {stated.value for stated in found}
    for digits in _DIGITS.findall(text):
        value = read_number(digits.replace(",", ""))
        if value is not None and value not in values:
            found.append(Stated(value, ANY, record))
    return tuple(found)


def _words(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    return f"{text[:_SHOWN].rpartition(' ')[0]} …"
