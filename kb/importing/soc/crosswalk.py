"""The crosswalk from the 2010 to the 2018 SOC (XKOS correspondence)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.ntriples import node, term
from kb.importing.sheet import Row
from kb.importing.soc.concepts import code_of, coding, naming, occupation, title_of
from kb.importing.table import Lines, Source, Table
from kb.namespaces import SOC_2010, SOC_2010_2018, SOC_2018

_TYPE = term("rdf:type")
_ASSOCIATION, _MADE_OF = term("xkos:ConceptAssociation"), term("xkos:madeOf")
_SOURCE, _TARGET = term("xkos:sourceConcept"), term("xkos:targetConcept")


def _convert(rows: Iterable[Row], source: Source) -> Lines:
    """Yield one association for each 2010 occupation, with all that it became.

    Titles of 2018 are left to the other workbooks: some differ here in a hyphen or a capital.
    """
    correspondence = f"<{SOC_2010_2018[:-1]}>"
    yield f"{correspondence} {_TYPE} {term('xkos:Correspondence')}"
    for base in (SOC_2010, SOC_2018):
        yield f"{correspondence} {term('xkos:compares')} <{base[:-1]}>"
    for old_cell, old_title, new_cell in rows:
        old, new = code_of(old_cell), code_of(new_cell)
        yield from naming(SOC_2010, old, title_of(old_title))
        yield from coding(SOC_2018, new)
        association = node(SOC_2010_2018, old)
        yield f"{association} {_TYPE} {_ASSOCIATION}"
        yield f"{correspondence} {_MADE_OF} {association}"
        yield f"{association} {_SOURCE} {node(SOC_2010, old)}"
        yield f"{association} {_TARGET} {occupation(new)}"


CROSSWALK = Table(
    "Crosswalk from 2010",
    ("2010 SOC Code", "2010 SOC Title", "2018 SOC Code"),
    _convert,
    called=re.compile(r"soc_\d{4}_to_\d{4}_crosswalk", re.I),
)
