"""Scales and the categories of their answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.ntriples import decimal, digits, literal, term
from kb.importing.onet.names import CONCEPT, LABEL, NOTATION, SCHEME, TYPE, category, element, scale
from kb.importing.sheet import Cell, Row
from kb.importing.table import Lines, Source, Table

_LEAST, _MOST = term("schema:minValue"), term("schema:maxValue")
_ELEMENT = term("soce:element")


def _scales(rows: Iterable[Row], source: Source) -> Lines:
    for identifier, name, least, most in rows:
        it = scale(identifier)
        yield f"{it} {TYPE} {term('skos:ConceptScheme')}"
        yield f"{it} {NOTATION} {literal(str(identifier))}"
        yield f"{it} {LABEL} {literal(str(name))}"
        yield f"{it} {_LEAST} {decimal(least)}"
        yield f"{it} {_MOST} {decimal(most)}"


def _category(scale_id: Cell, element_id: Cell, number: Cell, text: Cell) -> Lines:
    it = category(scale_id, element_id, number)
    yield f"{it} {TYPE} {CONCEPT}"
    yield f"{it} {SCHEME} {scale(scale_id)}"
    yield f"{it} {NOTATION} {literal(digits(number))}"
    yield f"{it} {LABEL} {literal(str(text))}"
    if element_id:
        yield f"{it} {_ELEMENT} {element(element_id)}"


def _categories(rows: Iterable[Row], source: Source) -> Lines:
    for scale_id, number, text, element_id in rows:
        yield from _category(scale_id, element_id, number, text)


_CATEGORY = ("Scale ID", "Category", "Category Description")


def _of_elements(name: str, pattern: str) -> Table:
    required = (*_CATEGORY, "Element ID")
    return Table(name, required, _categories, telling="Element ID", pattern=re.compile(pattern))


TABLES = (
    Table("Scales Reference", ("Scale ID", "Scale Name", "Minimum", "Maximum"), _scales),
    Table("Task Categories", _CATEGORY, _categories, optional=("Element ID",)),
    _of_elements("Education, Training, and Experience Categories", r"(2\.D|3\.A)\."),
    _of_elements("Work Context Categories", r"4\.C\."),
)
