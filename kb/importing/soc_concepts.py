"""Occupations of the SOC as SKOS concepts, with the IRIs that the bundled classification and records use."""

from __future__ import annotations

import re

from kb.importing.ntriples import literal, node, term
from kb.importing.official_table import Lines
from kb.importing.publisher_sheet import Cell, RefusedFileError
from kb.namespaces import SOC_2018

CODE = re.compile(r"[0-9]{2}-[0-9]{4}")
LEVELS = ("major", "minor", "broad", "detailed")
_TYPE, _CONCEPT = term("rdf:type"), term("skos:Concept")
_SCHEME, _NOTATION, _LABEL = term("skos:inScheme"), term("skos:notation"), term("skos:prefLabel")
_BROADER, _NARROWER, _MEMBER = term("skos:broader"), term("skos:narrower"), term("skos:member")
_TOP_OF, _TOP = term("skos:topConceptOf"), term("skos:hasTopConcept")
_SUCCESSION_MARK = re.compile(r"\s*\(#+\)$")
"""In the crosswalk: the occupation was split (#) or merged (##)."""


def code_of(cell: Cell) -> str:
    """Return a SOC code.

    Raises:
        RefusedFileError: the cell holds none.
    """
    text = str(cell)
    if not CODE.fullmatch(text):
        raise RefusedFileError(f"{text!r} is no SOC code.", "Use the file exactly as BLS issued it.")
    return text


def title_of(cell: Cell) -> str:
    """Return a title as the structure workbook writes it: typographic apostrophes, no footnote mark."""
    return _SUCCESSION_MARK.sub("", str(cell)).replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def occupation(code: str) -> str:
    """Return the term of a 2018 occupation or group."""
    return node(SOC_2018, code)


def coding(base: str, code: str) -> Lines:
    """Yield that a code is a concept in the scheme of 2018 or 2010."""
    concept = node(base, code)
    yield f"{concept} {_TYPE} {_CONCEPT}"
    yield f"{concept} {_SCHEME} <{base[:-1]}>"
    yield f"{concept} {_NOTATION} {literal(code)}"


def naming(base: str, code: str, title: str) -> Lines:
    """Yield the code and title of a concept in the scheme of 2018 or 2010."""
    yield from coding(base, code)
    yield f"{node(base, code)} {_LABEL} {literal(title)}"


class Hierarchy:
    """Places codes below one another as a workbook lists them: each group, then its parts."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def placing(self, level: str, code: str) -> Lines:
        """Yield the level of a code, and its parent.

        Raises:
            RefusedFileError: the code comes before the group that it belongs to.
        """
        depth = LEVELS.index(level)
        if depth > len(self._open):
            raise RefusedFileError(
                f"{code} comes before its {LEVELS[depth - 1]} group.",
                "Use the file exactly as BLS issued it.",
            )
        concept, scheme = occupation(code), f"<{SOC_2018[:-1]}>"
        yield f"{node(SOC_2018, 'level', level)} {_MEMBER} {concept}"
        if depth:
            parent = occupation(self._open[depth - 1])
            yield f"{concept} {_BROADER} {parent}"
            yield f"{parent} {_NARROWER} {concept}"
        else:
            yield f"{concept} {_TOP_OF} {scheme}"
            yield f"{scheme} {_TOP} {concept}"
        self._open[depth:] = [code]
