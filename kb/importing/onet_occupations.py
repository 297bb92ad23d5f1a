"""What O*NET says of an occupation itself: what it is, its job titles, its nearest kin, its tools.

The IRIs of O*NET's things, and the columns that most of its tables share, are here for its other tables too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.editions import soc_codes
from kb.importing.ntriples import digits, integer, literal, node, term, typed
from kb.importing.official_table import Lines, Source, Table
from kb.importing.publisher_sheet import Cell, CellError, Row
from kb.namespaces import ONET, SOC, STRUCTURES

CODE = "O*NET-SOC Code"
TYPE = term("rdf:type")
CONCEPT = term("skos:Concept")
SCHEME, NOTATION, LABEL = term("skos:inScheme"), term("skos:notation"), term("skos:prefLabel")
BROADER, TOP_OF = term("skos:broader"), term("skos:topConceptOf")
OCCUPATION = term("soce:onetOccupation")
DATE = term("dcterms:date")
DOMAIN_SOURCE = term("soce:domainSource")

ELEMENT_SCHEME, COMMODITY_SCHEME = f"<{ONET}element>", f"<{ONET}commodity>"
_IN_FORCE = "2018"
"""Year of the SOC that the O*NET-SOC taxonomy in force refines."""
_SOC_CODE = re.compile(r"[0-9]{2}-[0-9]{4}")
_PART = re.compile(r"[0-9]{2}")
"""What follows the SOC code: 00 for the occupation itself, other numbers for parts of it."""

_DESCRIPTION = term("xkos:coreContentNote")
_SAME, _WIDER = term("skos:exactMatch"), term("skos:broadMatch")
_WHOLE = ".00"
"""Ending of an O*NET-SOC code that stands for the SOC occupation itself."""

_LABEL, _FORM = term("skosxl:Label"), term("skosxl:literalForm")
_ALTERNATE, _REPORTED = term("soce:alternateTitle"), term("soce:reportedTitle")
_SHORT, _ORIGIN = term("schema:alternateName"), term("soce:titleSource")
_SHOWN = term("soce:shownInMyNextMove")
_YES = typed("true", "boolean")

_RELATION, _RELATED = term("soce:RelatedOccupation"), term("soce:relatedOccupation")
_TIER, _ORDER = term("soce:tier"), term("soce:order")

_KIND, _NAME = term("dcterms:type"), term("rdfs:label")
_TOOL, _TECHNOLOGY = term("soce:usesTool"), term("soce:usesTechnology")
_HOT, _IN_DEMAND = term("soce:hotTechnology"), term("soce:inDemandTechnology")


def occupation(cell: Cell, source: Source) -> str:
    """Return the term of an O*NET-SOC occupation; a code of a former taxonomy means something else.

    Raises:
        CellError: the cell holds no O*NET-SOC code, or one of a SOC that the edition does not refine.
    """
    text = str(cell)
    code, _, part = text.rpartition(".")
    if not _PART.fullmatch(part) or not _SOC_CODE.fullmatch(code):
        raise CellError(cell, "which is no O*NET-SOC code such as 43-5031.00")
    if code not in soc_codes(source.ontology)[source.edition.soc]:
        raise CellError(
            cell,
            f"although the {source.edition.soc} SOC has no {code}",
            "Use the file exactly as O*NET issued it, and see that its edition is the right one.",
        )
    return node(ONET, *_taxonomy(source), "occupation", text)


def _taxonomy(source: Source) -> tuple[str, ...]:
    """Return what tells the occupations of a former taxonomy from those of the one in force."""
    return () if source.edition.soc == _IN_FORCE else (source.edition.soc,)


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


def commodity(code: Cell) -> str:
    """Return the term of a kind of tool: a commodity of the UNSPSC, or a group of commodities."""
    return node(ONET, "commodity", digits(code))


def commodities() -> Lines:
    """Yield the scheme that kinds of tools are in, as every table with some does."""
    yield f"{COMMODITY_SCHEME} {TYPE} {term('skos:ConceptScheme')}"
    yield f"{COMMODITY_SCHEME} {term('dcterms:title')} {literal('Commodities (UNSPSC) that O*NET names')}"


def _occupations(rows: Iterable[Row], source: Source) -> Lines:
    scheme = node(ONET, *_taxonomy(source), "occupation")
    named = " ".join(("O*NET-SOC", *_taxonomy(source), "taxonomy"))
    yield f"{scheme} {TYPE} {term('skos:ConceptScheme')}"
    yield f"{scheme} {term('dcterms:title')} {literal(named)}"
    for code, title, description in rows:
        it, soc = occupation(code, source), node(f"{SOC}{source.edition.soc}/", str(code)[:7])
        yield f"{it} {TYPE} {CONCEPT}"
        yield f"{it} {SCHEME} {scheme}"
        yield f"{it} {NOTATION} {literal(str(code))}"
        yield f"{it} {LABEL} {literal(str(title))}"
        yield f"{it} {_DESCRIPTION} {literal(str(description))}"
        yield f"<{STRUCTURES}onet-occupations> {term('skos:member')} {it}"
        yield f"{it} {_SAME if str(code).endswith(_WHOLE) else _WIDER} {soc}"


_OCCUPATION_DATA = Table("Occupation Data", (CODE, "Title", "Description"), _occupations)


def _title(code: Cell, title: Cell, kind: str, link: str, source: Source) -> tuple[str, Lines]:
    """Return the node of a title (SKOS-XL), and statements that tie it to its occupation."""
    it = node(ONET, kind, str(code), str(title))

    def lines() -> Lines:
        yield f"{occupation(code, source)} {link} {it}"
        yield f"{it} {TYPE} {_LABEL}"
        yield f"{it} {_FORM} {literal(str(title))}"

    return it, lines()


def _alternate(rows: Iterable[Row], source: Source) -> Lines:
    for code, title, short, origins in rows:
        it, lines = _title(code, title, "alternate-title", _ALTERNATE, source)
        yield from lines
        if short:
            yield f"{it} {_SHORT} {literal(str(short))}"
        for origin in str(origins).split(","):
            if origin.strip():
                yield f"{it} {_ORIGIN} {literal(origin.strip())}"


def _reported(rows: Iterable[Row], source: Source) -> Lines:
    for code, title, shown in rows:
        it, lines = _title(code, title, "reported-title", _REPORTED, source)
        yield from lines
        if shown == "Y":
            yield f"{it} {_SHOWN} {_YES}"


_TITLES = (
    Table("Alternate Titles", (CODE, "Alternate Title"), _alternate, optional=("Short Title", "Source(s)")),
    Table(
        "Sample of Reported Titles",
        (CODE, "Reported Job Title"),
        _reported,
        optional=("Shown in My Next Move",),
    ),
)


def _related(rows: Iterable[Row], source: Source) -> Lines:
    for code, other, tier, index in rows:
        it = node(ONET, source.edition.name, "related", str(code), digits(index))
        yield f"{it} {TYPE} {_RELATION}"
        yield f"{it} {OCCUPATION} {occupation(code, source)}"
        yield f"{it} {_RELATED} {occupation(other, source)}"
        yield f"{it} {_TIER} {literal(str(tier))}"
        yield f"{it} {_ORDER} {integer(index)}"


_RELATED_OCCUPATIONS = Table(
    "Related Occupations", (CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"), _related
)


class _Described:
    """Describes a tool and its commodity where they first occur, not in each of their many rows."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def tool(self, example: Cell, code: Cell, title: Cell) -> tuple[str, list[str]]:
        number = digits(code)
        kind, it = commodity(code), node(ONET, "tool", number, str(example))
        lines = []
        if kind not in self._seen:
            lines += [f"{kind} {TYPE} {CONCEPT}", f"{kind} {SCHEME} {COMMODITY_SCHEME}"]
            lines += [f"{kind} {NOTATION} {literal(number)}"]
            lines += [f"{kind} {LABEL} {literal(str(title))}"] if title else []
        if it not in self._seen:
            lines += [f"{it} {_NAME} {literal(str(example))}", f"{it} {_KIND} {kind}"]
        self._seen |= {kind, it}
        return it, lines


def _tools(rows: Iterable[Row], source: Source) -> Lines:
    described = _Described()
    yield from commodities()
    for code, example, kind, title in rows:
        it, lines = described.tool(example, kind, title)
        yield from lines
        yield f"{occupation(code, source)} {_TOOL} {it}"


def _technologies(rows: Iterable[Row], source: Source) -> Lines:
    described = _Described()
    yield from commodities()
    for code, example, kind, title, hot, in_demand in rows:
        it, lines = described.tool(example, kind, title)
        yield from lines
        yield f"{occupation(code, source)} {_TECHNOLOGY} {it}"
        if hot == "Y":
            yield f"{it} {_HOT} {_YES}"
        if in_demand == "Y":
            yield f"{occupation(code, source)} {_IN_DEMAND} {it}"


_TOOLS = (
    Table(
        "Technology Skills",
        (CODE, "Example", "Commodity Code"),
        _technologies,
        optional=("Commodity Title", "Hot Technology", "In Demand"),
    ),
    Table("Tools Used", (CODE, "Example", "Commodity Code"), _tools, optional=("Commodity Title",)),
)
TABLES = (_OCCUPATION_DATA, *_TITLES, _RELATED_OCCUPATIONS, *_TOOLS)
