"""Occupation Data: the O*NET-SOC occupations, each tied to the SOC occupation that it is or refines."""

from __future__ import annotations

from collections.abc import Iterable

from kb.importing.ntriples import literal, node, term
from kb.importing.onet.names import (
    CODE,
    CONCEPT,
    LABEL,
    NOTATION,
    OCCUPATION_SCHEME,
    SCHEME,
    TYPE,
    occupation,
)
from kb.importing.sheet import Row
from kb.importing.table import Lines, Source, Table
from kb.namespaces import SOC_2018

_DESCRIPTION = term("xkos:coreContentNote")
_SAME, _WIDER = term("skos:exactMatch"), term("skos:broadMatch")
_WHOLE = ".00"
"""Ending of an O*NET-SOC code that stands for the SOC occupation itself."""


def _convert(rows: Iterable[Row], source: Source) -> Lines:
    yield f"{OCCUPATION_SCHEME} {TYPE} {term('skos:ConceptScheme')}"
    yield f"{OCCUPATION_SCHEME} {term('dcterms:title')} {literal('O*NET-SOC taxonomy')}"
    for code, title, description in rows:
        it, soc = occupation(code), node(SOC_2018, str(code)[:7])
        yield f"{it} {TYPE} {CONCEPT}"
        yield f"{it} {SCHEME} {OCCUPATION_SCHEME}"
        yield f"{it} {NOTATION} {literal(str(code))}"
        yield f"{it} {LABEL} {literal(str(title))}"
        yield f"{it} {_DESCRIPTION} {literal(str(description))}"
        yield f"{it} {_SAME if str(code).endswith(_WHOLE) else _WIDER} {soc}"


TABLES = (Table("Occupation Data", (CODE, "Title", "Description"), _convert),)
