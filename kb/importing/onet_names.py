"""IRIs of O*NET's things, and the columns that most of its tables share."""

from __future__ import annotations

import re

from kb.importing.ntriples import digits, node, term
from kb.importing.publisher_sheet import Cell, RefusedFileError
from kb.namespaces import ONET

CODE = "O*NET-SOC Code"
TYPE = term("rdf:type")
CONCEPT = term("skos:Concept")
SCHEME, NOTATION, LABEL = term("skos:inScheme"), term("skos:notation"), term("skos:prefLabel")
BROADER = term("skos:broader")
OCCUPATION = term("soce:onetOccupation")
DATE = term("dcterms:date")
DOMAIN_SOURCE = term("soce:domainSource")

OCCUPATION_SCHEME = f"<{ONET}occupation>"
ELEMENT_SCHEME = f"<{ONET}element>"
_CODE = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")


def occupation(cell: Cell) -> str:
    """Return the term of an O*NET-SOC occupation.

    Raises:
        RefusedFileError: the cell holds no O*NET-SOC code.
    """
    text = str(cell)
    if not _CODE.fullmatch(text):
        raise RefusedFileError(
            f"{text!r} is no O*NET-SOC code such as 43-5031.00.", "Use the file exactly as O*NET issued it."
        )
    return node(ONET, "occupation", text)


def element(cell: Cell) -> str:
    """Return the term of an element of the content model, or of an activity below one (IWA, DWA)."""
    return node(ONET, "element", str(cell))


def task(cell: Cell) -> str:
    """Return the term of a task."""
    return node(ONET, "task", digits(cell))


def scale(cell: Cell) -> str:
    """Return the term of a scale."""
    return node(ONET, "scale", str(cell))


def category(scale_id: Cell, element_id: Cell, number: Cell) -> str:
    """Return the term of an answer of a scale; the scale CXP has other answers for each element."""
    path = (str(scale_id), str(element_id), digits(number)) if element_id else (str(scale_id), digits(number))
    return node(ONET, "scale", *path)
