"""A comparison as tables of a page: a row for each fact, a column for each occupation."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kb.analysis.compare import Comparison
from kb.analysis.comparison_rows import comparison_csv
from kb.common.tables import NOT_RECORDED

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "preparation": "Training, as those who do the work report it",
        "activity-overlap": "Detailed work activities shared with the first",
        "rated-element": "Work activities and work context",
        "profile-likeness": "How like the first by ratings",
        "rating": "Ratings",
        "elsewhere": "In other classifications",
    }
)
"""Sections of the long table that become tables of their own, with what they are called."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one occupation has of a fact."""

    text: str
    about: str
    """Period, interval, number of answers, source."""
    address: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact, with what each occupation has of it, in the order of the comparison."""

    label: str
    unit: str
    period: str
    """Only where figures of all periods are compared; else each cell has its own."""
    cells: tuple[tuple[Held, ...], ...]
    """For each occupation none, one or several."""


@dataclass(frozen=True, slots=True)
class FactTable:
    """Facts of one section."""

    title: str
    rows: tuple[FactRow, ...]


def fact_tables(found: Comparison, label: Callable[[str, str], str], *, series: bool) -> list[FactTable]:
    """Return the figures, then the other sections that have something; functions have their own table.

    `label` gives what a concept of a scheme is called. With `series` each period of a fact has its own row.
    """
    facts = list(csv.DictReader(comparison_csv(found).splitlines()))
    tables = [FactTable("Figures", _rows(_figures(found, label, series=series), found.order))]
    for section, title in _TITLES.items():
        rows = (fact for fact in facts if fact["section"] == section)
        tables.append(FactTable(title, _rows(_other(rows), found.order)))
    return [table for table in tables if table.rows]


Key = tuple[str, str, str]
"""What is said, its unit, its period."""


def _figures(
    found: Comparison, label: Callable[[str, str], str], *, series: bool
) -> Iterator[tuple[Key, str, Held]]:
    for f in found.figures:
        if f.value is not None:
            said = ", ".join(filter(None, (label("measure", f.measure), f.label, f.place)))
            about = _about("" if series else f.period, f.interval, f.sample, f.source)
            held = Held(f.value, about, f"/figure/{f.id}", number=True)
            yield (said, f.unit_name, f.period if series else ""), f.code, held


def _other(facts: Iterable[Mapping[str, str]]) -> Iterator[tuple[Key, str, Held]]:
    for fact in facts:
        if fact["code"] and fact["unit"] != NOT_RECORDED:
            about = _about(fact["period"], fact["interval"], fact["sample"], fact["source"])
            address = f"/elsewhere/{fact['records']}" if fact["section"] == "elsewhere" else ""
            held = Held(fact["value"] or fact["unit"], about, address)
            unit = "" if fact["section"] == "elsewhere" else fact["unit"]
            yield (fact["item"], unit, ""), fact["code"], held


def _about(period: str, interval: str, sample: str, source: str) -> str:
    parts = (period, f"[{interval}]" if interval else "", f"n={sample}" if sample else "", source)
    return ", ".join(filter(None, parts))


def _rows(told: Iterable[tuple[Key, str, Held]], order: tuple[str, ...]) -> tuple[FactRow, ...]:
    by_key: dict[Key, dict[str, list[Held]]] = {}
    for key, code, held in told:
        by_key.setdefault(key, {}).setdefault(code, []).append(held)
    return tuple(
        FactRow(*key, tuple(tuple(held.get(code, ())) for code in order)) for key, held in by_key.items()
    )
