"""The content model, and the intermediate (IWA) and detailed (DWA) work activities below its elements."""

from __future__ import annotations

from collections.abc import Iterable

from kb.importing.ntriples import literal, term
from kb.importing.onet.names import BROADER, CONCEPT, ELEMENT_SCHEME, LABEL, NOTATION, SCHEME, TYPE, element
from kb.importing.sheet import Cell, Row
from kb.importing.table import Lines, Source, Table

_DEFINITION = term("skos:definition")


def _concept(identifier: Cell, name: Cell, parent: str) -> Lines:
    it = element(identifier)
    yield f"{it} {TYPE} {CONCEPT}"
    yield f"{it} {SCHEME} {ELEMENT_SCHEME}"
    yield f"{it} {NOTATION} {literal(str(identifier))}"
    yield f"{it} {LABEL} {literal(str(name))}"
    if parent:
        yield f"{it} {BROADER} {element(parent)}"


def _content_model(rows: Iterable[Row], source: Source) -> Lines:
    yield f"{ELEMENT_SCHEME} {TYPE} {term('skos:ConceptScheme')}"
    yield f"{ELEMENT_SCHEME} {term('dcterms:title')} {literal('O*NET content model')}"
    for cell, name, description in rows:
        # Excel keeps the ids of the uppermost elements as numbers.
        identifier = str(cell) if isinstance(cell, str) else f"{cell:g}"
        yield from _concept(identifier, name, identifier.rpartition(".")[0])
        yield f"{element(identifier)} {_DEFINITION} {literal(str(description))}"


def _intermediate(rows: Iterable[Row], source: Source) -> Lines:
    for parent, identifier, title in rows:
        yield from _concept(identifier, title, str(parent))


def _detailed(rows: Iterable[Row], source: Source) -> Lines:
    for _, parent, identifier, title in rows:
        yield from _concept(identifier, title, str(parent))


TABLES = (
    Table("Content Model Reference", ("Element ID", "Element Name", "Description"), _content_model),
    Table("IWA Reference", ("Element ID", "IWA ID", "IWA Title"), _intermediate),
    Table("DWA Reference", ("Element ID", "IWA ID", "DWA ID", "DWA Title"), _detailed),
)
