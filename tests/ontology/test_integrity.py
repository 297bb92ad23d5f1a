"""The integrity that the recommendations of SKOS and of the RDF Data Cube ask for, over the whole base."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kb.api import Base, open_base
from kb.namespaces import BASE, PREFIXES, SOC
from kb.store import Knowledge
from kb.workspace import Workspace, open_workspace
from tests.conftest import ROOT

from .integrity import CUBE, SINGLE_RESULTS, SKOS, WITHHELD

EXCEPT = {
    "IC-2: a data set has one structure": SINGLE_RESULTS,
    "IC-14: every measure has a value": WITHHELD,
}
"""What rightly does not hold (docs/graph.md, "Figures as data cubes"), and what finds all such cases."""
_ABOVE_ELSEWHERE = ("occupation", "2010/occupation", "commodity")
"""Of O*NET: their groups are those of the SOC, and of a table of commodities that may not be imported."""
IN_PART = {f"{SOC}2010", f"{BASE}census/2018", *(f"{BASE}onet/{it}" for it in _ABOVE_ELSEWHERE)}
"""Classifications with single codes and no groups above them."""


@pytest.fixture(scope="module")
def base() -> Base:
    """The bundled base."""
    return open_base(open_workspace(ROOT).base)


@pytest.mark.parametrize("asked", [*SKOS, *CUBE])
def test_nothing_in_the_base_breaks_it(asked: str, base: Base) -> None:
    assert _offenders(asked, base) == _excepted(asked, base)


@pytest.mark.parametrize("asked", [*SKOS, *CUBE])
def test_nothing_breaks_it_with_official_tables(asked: str, official_base: Workspace) -> None:
    base = open_base(official_base)
    assert sorted(set(_offenders(asked, base)) ^ set(_excepted(asked, base)))[:5] == []


BROKEN = """
<urn:it> a skos:Concept , skos:ConceptScheme , skos:Collection ;
  skos:prefLabel "a" , "b" ; skos:altLabel "a" ;
  skos:broader <urn:it> ; skos:related <urn:it> ; skos:memberList <urn:l> , <urn:m> ;
  skos:exactMatch <urn:o> ; skos:broadMatch <urn:o> .
<urn:no> a skos:Concept .
<urn:low> skos:inScheme <urn:s> ; skos:notation "1" . <urn:other> skos:inScheme <urn:s> ; skos:notation "1" .
<urn:s> a skos:ConceptScheme .
<urn:set> a qb:DataSet ; qb:structure <urn:structure> , <urn:second> .
<urn:structure> a qb:DataStructureDefinition ; qb:component
  [ qb:dimension soce:nothing ; qb:componentRequired false ] ,
  [ qb:dimension soce:occupation ] ,
  [ qb:measure soce:lacking ] , [ qb:attribute soce:unit ; qb:componentRequired true ] .
<urn:empty> a qb:DataStructureDefinition . <urn:slice> a qb:Slice .
soce:nothing a qb:DimensionProperty . soce:uncoded a qb:DimensionProperty ; rdfs:range skos:Concept .
soce:occupation qb:codeList <urn:list> .
<urn:a> a qb:Observation ; qb:dataSet <urn:set> , <urn:t> ; soce:occupation <urn:x> ; soce:measure <urn:y> ;
  sdmx-dimension:refPeriod "2025" .
<urn:b> a qb:Observation ; qb:dataSet <urn:set> ; soce:occupation <urn:x> ; soce:measure <urn:y> ;
  sdmx-dimension:refPeriod "2025" .
<urn:c> a qb:Observation ; qb:dataSet <urn:set> ; soce:onetOccupation <urn:x> ; soce:element <urn:y> ;
  sdmx-dimension:refPeriod "2025" .
<urn:d> a qb:Observation ; qb:dataSet <urn:set> ; soce:onetOccupation <urn:x> ; soce:element <urn:y> ;
  sdmx-dimension:refPeriod "2025" .
"""


@pytest.mark.parametrize("asked", [*SKOS, *CUBE])
def test_a_question_finds_what_breaks_it(asked: str) -> None:
    store = ox.Store()
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    store.load((prefixes + BROKEN).encode(), format=ox.RdfFormat.TURTLE)
    assert Knowledge(store).select((SKOS | CUBE)[asked]) != []


def test_there_are_estimates_that_a_publisher_withholds(official_base: Workspace) -> None:
    assert len(open_base(official_base).graph.select(WITHHELD)) > 1000


def _excepted(asked: str, base: Base) -> list[str]:
    return sorted({row["it"] for row in base.graph.select(EXCEPT[asked])}) if asked in EXCEPT else []


def _offenders(asked: str, base: Base) -> list[str]:
    return sorted(
        {
            row["it"]
            for row in base.graph.select((SKOS | CUBE)[asked])
            if row.get("it", "") not in ("", *IN_PART)
        }
    )
