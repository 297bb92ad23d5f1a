"""What the rows of an OEWS workbook are estimates of: an area, an industry, a kind of owner, or everything.

BLS publishes national, state, metropolitan, nonmetropolitan and industry files with the same columns and the
same occupations. Only the columns read here tell one from another, so each has to hold something known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.importing.editions import extents
from kb.importing.ntriples import literal, node, term
from kb.importing.publisher_sheet import Cell, CellError
from kb.model.classification import default_classification
from kb.namespaces import OEWS

COLUMNS = ("area", "area_title", "area_type", "naics", "naics_title", "i_group", "own_code")
"""In the order in which `ExtentReader.of` takes them; that which may be missing, `prim_state`, comes last."""
STATE = "prim_state"
_TYPE, _CONCEPT, _SCHEME = term("rdf:type"), term("skos:Concept"), term("skos:inScheme")
_NOTATION, _LABEL, _KIND = term("skos:notation"), term("skos:prefLabel"), term("dcterms:type")
_AREA, _INDUSTRY, _OWNER = term("soce:area"), term("soce:industry"), term("soce:ownership")
_PLACE, _PART = term("soce:place"), term("rdfs:label")


@dataclass(frozen=True, slots=True)
class Extent:
    """What one row is an estimate of, with the publisher's codes and names."""

    area: str
    place: str
    """Name of the area."""
    area_type: str
    national: bool
    industry: str
    industry_title: str
    level: str
    """Of the industry in the NAICS, such as `4-digit`."""
    every_industry: bool
    owner: str
    owner_title: str
    every_owner: bool

    @property
    def is_whole(self) -> bool:
        """Say whether it is all of the nation's economy."""
        return self.national and self.every_industry and self.every_owner

    @property
    def path(self) -> str:
        """Return what tells its figures from those of the whole economy, in their ids."""
        area = "" if self.national else f"-area-{self.area}"
        industry = "" if self.every_industry else f"-naics-{self.industry}"
        return f"{area}{industry}{'' if self.every_owner else f'-own-{self.owner}'}".lower()

    @property
    def label(self) -> str:
        """Return the name of a part of the economy of its area; empty for all of it."""
        industry = "" if self.every_industry else f"{self.industry_title} (NAICS {self.industry})"
        return ", ".join(filter(None, (industry, "" if self.every_owner else self.owner_title)))

    def figure(self, it: str) -> Iterator[str]:
        """Yield what a figure says of its extent."""
        yield f"{it} {_AREA} {node(OEWS, 'area', self.area)}"
        yield f"{it} {_INDUSTRY} {node(OEWS, 'industry', self.industry)}"
        yield f"{it} {_OWNER} {node(OEWS, 'ownership', self.owner)}"
        if not self.national:
            yield f"{it} {_PLACE} {literal(self.place)}"
        if self.label:
            yield f"{it} {_PART} {literal(self.label)}"

    def described(self) -> Iterator[str]:
        """Yield what its area, industry and owner are."""
        yield from _concept("area", self.area, self.place)
        yield from _concept("industry", self.industry, self.industry_title)
        yield f"{node(OEWS, 'industry', self.industry)} {_KIND} {literal(self.level)}"
        yield from _concept("ownership", self.owner, self.owner_title)


def _concept(scheme: str, code: str, title: str) -> Iterator[str]:
    it = node(OEWS, scheme, code)
    yield f"{it} {_TYPE} {_CONCEPT}"
    yield f"{it} {_SCHEME} <{OEWS}{scheme}>"
    yield f"{it} {_NOTATION} {literal(code)}"
    yield f"{it} {_LABEL} {literal(title)}"


class ExtentReader:
    """Reads the extents of the rows of one workbook, and sees that they agree with one another."""

    def __init__(self, ontology: Path) -> None:
        self._known: Mapping[str, Any] = extents(ontology, "oews")
        self._industry_code = re.compile(self._known["industry-code"])
        self._read: dict[tuple[Cell, ...], Extent] = {}
        self._titles: dict[str, str] = {}

    def of(self, cells: tuple[Cell, ...]) -> Extent:
        """Return the extent of a row, given its cells in the order of `COLUMNS`, then `STATE`.

        Raises:
            CellError: a cell holds nothing that is known, or contradicts another.
        """
        if cells not in self._read:
            self._read[cells] = self._extent(*cells)
        return self._read[cells]

    def _extent(
        self,
        area: Cell,
        title: Cell,
        kind: Cell,
        naics: Cell,
        sector: Cell,
        level: Cell,
        own: Cell,
        state: Cell,
    ) -> Extent:
        code, national = self._area(area, title, kind, state)
        owner = _code(own)
        if owner not in self._known["owners"]:
            raise CellError(own, f"which is no OWN_CODE; they are {_listed(self._known['owners'])}")
        return Extent(
            area=code,
            place=str(title),
            area_type=_code(kind),
            national=national,
            industry=_code(naics),
            industry_title=str(sector),
            level=str(level),
            every_industry=self._is_every_industry(naics, level),
            owner=owner,
            owner_title=self._known["owners"][owner],
            every_owner=owner == self._known["all-owners"],
        )

    def _area(self, area: Cell, title: Cell, kind: Cell, state: Cell) -> tuple[str, bool]:
        """Return the code of an area, and whether it is the nation."""
        known, nation = self._known["areas"].get(_code(kind)), self._known["nation"]
        if known is None:
            raise CellError(kind, f"which is no AREA_TYPE; they are {_listed(self._known['areas'])}")
        code, name = _code(area).zfill(known["digits"]), str(title)
        national = _code(kind) == "1"
        if national != (code == nation["code"]):
            raise CellError(area, f"which is no AREA of AREA_TYPE {_code(kind)}")
        if national != (name in nation["titles"]) or not name:
            raise CellError(title, f"which is no AREA_TITLE of AREA {code}")
        stated = dict(default_classification().states).get(str(state), name) if _code(kind) == "2" else name
        if stated != name:
            raise CellError(title, f"although PRIM_STATE is {state}, which is {stated}")
        if self._titles.setdefault(code, name) != name:
            raise CellError(title, f"although AREA {code} is {self._titles[code]} in a row above")
        return code, national

    def _is_every_industry(self, naics: Cell, level: Cell) -> bool:
        """Say whether a row is of all industries together."""
        code, every = _code(naics), self._known["all-industries"]
        across = str(level).startswith(every)
        if not across and level not in self._known["levels"]:
            levels = ", ".join((every, *self._known["levels"]))
            raise CellError(level, f"which is no I_GROUP; they are {levels}")
        if not self._industry_code.fullmatch(code):
            raise CellError(naics, "which is no NAICS code such as 000000 or 622000")
        if across != code.startswith("0000"):
            raise CellError(naics, f"which is no NAICS code of I_GROUP {level}")
        return across


def _code(cell: Cell) -> str:
    """Return a code that a workbook may hold as a number."""
    return f"{cell:.15g}" if isinstance(cell, float) else cell


def _listed(known: Iterable[str]) -> str:
    return ", ".join(known)


def name_of_table(found: Iterable[Extent], ontology: Path) -> tuple[str, str]:
    """Return what the file of these extents is called, and the name of an area that is alone in it."""
    areas = extents(ontology, "oews")["areas"]
    some = set(found)
    kinds = {(areas[extent.area_type]["table"], extent.every_industry) for extent in some}
    if len(kinds) > 1:
        return "All estimates", ""
    [(name, across)] = kinds
    places = sorted({extent.place for extent in some if not extent.national})
    if not across:
        levels = " and ".join(sorted({extent.level for extent in some}))
        name = f"{name} by industry, {levels}" if places else f"Industry estimates, {levels}"
    by_owner = (
        not all(extent.every_owner for extent in some)
        if across
        else len({(extent.area, extent.industry) for extent in some}) < len(some)
    )
    name = f"{name} by ownership" if by_owner else name
    return name, places[0] if len(places) == 1 else ""
