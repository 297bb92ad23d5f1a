"""What O*NET ties to elements of its content model: other elements, words, examples; and kinds of tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb.importing.ntriples import digits, literal, term
from kb.importing.official_table import Lines, Source, Table
from kb.importing.onet_occupations import (
    BROADER,
    CODE,
    COMMODITY_SCHEME,
    CONCEPT,
    LABEL,
    NOTATION,
    SCHEME,
    TOP_OF,
    TYPE,
    commodities,
    commodity,
    element,
    occupation,
)
from kb.importing.publisher_sheet import CellError, Row

_RELATED, _EXAMPLE = term("skos:related"), term("skos:example")
_KEYWORDS = {"Action": term("soce:actionKeyword"), "Object": term("soce:objectKeyword")}
_ILLUSTRATED_BY = term("soce:illustrativeOccupation")


def _linked(rows: Iterable[Row], source: Source) -> Lines:
    """Yield that two elements bear on each other; the skill or ability comes first in the table."""
    for one, other in rows:
        yield f"{element(one)} {_RELATED} {element(other)}"


def _link(one: str, other: str) -> Table:
    name = f"{one} to {other}"
    return Table(name, (f"{one} Element ID", f"{other} Element ID"), _linked)


def _keywords(rows: Iterable[Row], source: Source) -> Lines:
    for interest, word, kind in rows:
        if kind not in _KEYWORDS:
            raise CellError(kind, "which is neither Action nor Object")
        yield f"{element(interest)} {_KEYWORDS[str(kind)]} {literal(str(word))}"


def _activities(rows: Iterable[Row], source: Source) -> Lines:
    for interest, activity in rows:
        yield f"{element(interest)} {_EXAMPLE} {literal(str(activity))}"


def _occupations(rows: Iterable[Row], source: Source) -> Lines:
    for interest, code in rows:
        yield f"{element(interest)} {_ILLUSTRATED_BY} {occupation(code, source)}"


_Convert = Callable[[Iterable[Row], Source], Lines]
_LEVELS = ("Commodity", "Class", "Family", "Segment")
"""Of the UNSPSC, from the most specific one on."""


def _commodities(rows: Iterable[Row], source: Source) -> Lines:
    said: set[str] = set()
    yield from commodities()
    for cells in rows:
        levels = [(commodity(cells[at]), cells[at], cells[at + 1]) for at in range(0, len(cells), 2)]
        wider = [it for it, _, _ in levels[1:]]
        for (it, code, title), parent in zip(levels, [*wider, ""], strict=True):
            if it in said:
                break  # and so is all that is wider
            said.add(it)
            yield f"{it} {TYPE} {CONCEPT}"
            yield f"{it} {SCHEME} {COMMODITY_SCHEME}"
            yield f"{it} {NOTATION} {literal(digits(code))}"
            yield f"{it} {LABEL} {literal(str(title))}"
            yield f"{it} {BROADER} {parent}" if parent else f"{it} {TOP_OF} {COMMODITY_SCHEME}"


def _of_interest(name: str, column: str, convert: _Convert) -> Table:
    return Table(name, ("Element ID", "Interest Type", column), _without_type(convert))


def _without_type(convert: _Convert) -> _Convert:
    """Return a conversion that leaves out whether an interest is general or basic: its place says so."""
    return lambda rows, source: convert(((interest, what) for interest, _, what in rows), source)


TABLES = (
    *(_link(one, other) for one in ("Abilities", "Skills") for other in ("Work Activities", "Work Context")),
    _link("Basic Interests", "RIASEC"),
    Table("RIASEC Keywords", ("Element ID", "Keyword", "Keyword Type"), _keywords),
    _of_interest("Interests Illustrative Activities", "Activity", _activities),
    _of_interest("Interests Illustrative Occupations", CODE, _occupations),
    Table(
        "UNSPSC Reference",
        tuple(f"{level} {what}" for level in _LEVELS for what in ("Code", "Title")),
        _commodities,
    ),
)
