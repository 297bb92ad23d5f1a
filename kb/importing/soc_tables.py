"""The SOC workbooks of BLS: structure, definitions, direct-match titles, 2010 to 2018 crosswalk.

Occupations become SKOS concepts with the IRIs that the bundled classification and records use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.ntriples import literal, node, term
from kb.importing.official_table import Lines, Source, Table
from kb.importing.publisher_sheet import Cell, CellError, RefusedFileError, Row
from kb.model.classification import default_classification
from kb.namespaces import SOC_2010, SOC_2010_2018, SOC_2018

LEVELS = ("major", "minor", "broad", "detailed")
_TYPE, _CONCEPT = term("rdf:type"), term("skos:Concept")
_SCHEME, _NOTATION, _LABEL = term("skos:inScheme"), term("skos:notation"), term("skos:prefLabel")
_BROADER, _NARROWER, _MEMBER = term("skos:broader"), term("skos:narrower"), term("skos:member")
_TOP_OF, _TOP = term("skos:topConceptOf"), term("skos:hasTopConcept")
_SUCCESSION_MARK = re.compile(r"\s*\(#+\)$")
"""In the crosswalk: the occupation was split (#) or merged (##)."""

_DEFINITION, _EXAMPLE = term("xkos:coreContentNote"), term("skos:example")
_EXAMPLES = re.compile(r"\s*Illustrative examples?:\s*(?P<examples>.+?)\.?\s*$", re.IGNORECASE | re.DOTALL)
"""Some editions append the examples to the definition."""

_TITLE = term("skos:altLabel")

_ASSOCIATION, _MADE_OF = term("xkos:ConceptAssociation"), term("xkos:madeOf")
_SOURCE, _TARGET = term("xkos:sourceConcept"), term("xkos:targetConcept")


def code_of(cell: Cell) -> str:
    """Return a SOC code.

    Raises:
        CellError: the cell holds none.
    """
    text = str(cell)
    if not default_classification().is_code(text):
        raise CellError(cell, "which is no SOC code")
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


def _structure(rows: Iterable[Row], source: Source) -> Lines:
    """Yield the classification; a row has one code, in the column of its level, and the title beside it."""
    hierarchy = Hierarchy()
    for *codes, title in rows:
        for level, cell in zip(LEVELS, codes, strict=True):
            if cell:
                code = code_of(cell)
                yield from naming(SOC_2018, code, title_of(title))
                yield from hierarchy.placing(level, code)


def _level(row: Row) -> str:
    return next((level for level, cell in zip(LEVELS, row, strict=False) if cell), "")


STRUCTURE = Table(
    "Structure",
    ("Major Group", "Minor Group", "Broad Group", "Detailed Occupation"),
    _structure,
    optional=("",),
    part=_level,
    called=re.compile(r"soc_structure", re.I),
)


def _definitions(rows: Iterable[Row], source: Source) -> Lines:
    hierarchy = Hierarchy()
    for group, cell, title, text in rows:
        level, code = str(group).lower(), code_of(cell)
        if level not in LEVELS:
            raise CellError(group, f"which is no SOC group; {code} should be one of {', '.join(LEVELS)}")
        yield from naming(SOC_2018, code, title_of(title))
        yield from hierarchy.placing(level, code)
        if text:
            yield from _defining(code, str(text))


def _defining(code: str, text: str) -> Lines:
    """Yield the definition word for word, and the illustrative examples one by one."""
    concept = occupation(code)
    examples = _EXAMPLES.search(text)
    definition = text[: examples.start()] if examples else text
    yield f"{concept} {_DEFINITION} {literal(definition)}"
    for example in re.split(r"\s*[,;]\s+", examples["examples"]) if examples else ():
        yield f"{concept} {_EXAMPLE} {literal(example)}"


DEFINITIONS = Table(
    "Definitions",
    ("SOC Group", "SOC Code", "SOC Title", "SOC Definition"),
    _definitions,
    part=lambda row: str(row[0]).lower(),
    called=re.compile(r"soc_\d{4}_definitions", re.I),
)


def _titles(rows: Iterable[Row], source: Source) -> Lines:
    """Yield each title as an alternative label, and as an example where it is marked as illustrative."""
    coded = ""
    for cell, direct, illustrative in rows:
        code = code_of(cell)
        if code != coded:
            yield from coding(SOC_2018, code)
            coded = code
        yield f"{occupation(code)} {_TITLE} {literal(str(direct))}"
        if illustrative:
            yield f"{occupation(code)} {_EXAMPLE} {literal(str(direct))}"


DIRECT_MATCH_TITLES = Table(
    "Direct-match titles",
    ("2018 SOC Code", "2018 SOC Direct Match Title"),
    _titles,
    optional=("Illustrative Example",),
    called=re.compile(r"soc_\d{4}_direct_match", re.I),
)


def _crosswalk(rows: Iterable[Row], source: Source) -> Lines:
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
    _crosswalk,
    called=re.compile(r"soc_\d{4}_to_\d{4}_crosswalk", re.I),
)
TABLES = (STRUCTURE, DEFINITIONS, DIRECT_MATCH_TITLES, CROSSWALK)
