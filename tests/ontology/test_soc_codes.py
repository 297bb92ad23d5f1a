"""The classification as shipped: consistent within itself, and group 33 complete."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kb.namespaces import SOC_2010, SOC_2018

from .conftest import SCHEME_2010, SCHEME_2018, Graph

MINORS = {
    "33-1": ("011", "012", "021", "091", "099"),
    "33-2": ("011", "021", "022"),
    "33-3": ("011", "012", "021", "031", "041", "051", "052"),
    "33-9": ("011", "021", "031", "032", "091", "092", "093", "094", "099"),
}
GROUP_33 = [minor + rest for minor, codes in MINORS.items() for rest in codes]
LEVELS = ("major", "minor", "broad", "detailed")


def level_of(code: str) -> str:
    """Read the level off the code: 33-0000, 33-9000, 33-9090, 33-9094."""
    zeros = len(code) - len(code.rstrip("0"))
    return "major" if code.endswith("0000") else LEVELS[{0: 3, 1: 2}.get(zeros, 1)]


def members(soc: Graph, level: str) -> list[str]:
    return [
        iri.removeprefix(SOC_2018)
        for iri in soc.objects(ox.NamedNode(f"{SOC_2018}level/{level}"), "skos:member")
    ]


def codes(soc: Graph) -> list[ox.NamedNode]:
    return soc.subjects("skos:inScheme", SCHEME_2018)


def test_group_33_is_complete(soc: Graph) -> None:
    assert len(GROUP_33) == 24
    assert [code for code in members(soc, "detailed") if code.startswith("33-")] == GROUP_33


@pytest.mark.parametrize(
    "code", ["43-5000", "43-5030", "43-5031", "43-5032", "43-1011", "31-1122", "53-7065", "15-1299"]
)
def test_a_code_the_case_argues_with_is_there(soc: Graph, code: str) -> None:
    assert soc.objects(ox.NamedNode(SOC_2018 + code), "skos:notation") == [code]


def test_a_notation_is_the_end_of_its_address(soc: Graph) -> None:
    for scheme, base in ((SCHEME_2018, SOC_2018), (SCHEME_2010, SOC_2010)):
        for concept in soc.subjects("skos:inScheme", scheme):
            assert [base + notation for notation in soc.objects(concept, "skos:notation")] == [concept.value]
            assert len(soc.objects(concept, "skos:prefLabel")) == 1


def test_each_code_is_at_the_level_that_it_shows(soc: Graph) -> None:
    shown = {level: members(soc, level) for level in LEVELS}
    everywhere = sorted(code for level in LEVELS for code in shown[level])
    assert everywhere == [concept.value.removeprefix(SOC_2018) for concept in codes(soc)]
    for level in LEVELS:
        assert {level_of(code) for code in shown[level]} == {level}


def test_broader_and_narrower_mirror_each_other(soc: Graph) -> None:
    for concept in codes(soc):
        code = concept.value.removeprefix(SOC_2018)
        broader = soc.objects(concept, "skos:broader")
        assert len(broader) == (0 if level_of(code) == "major" else 1)
        for parent in broader:
            above = parent.removeprefix(SOC_2018)
            assert LEVELS.index(level_of(code)) == LEVELS.index(level_of(above)) + 1
            assert code.startswith(above.rstrip("0"))
            assert concept.value in soc.objects(ox.NamedNode(parent), "skos:narrower")
        for child in soc.objects(concept, "skos:narrower"):
            assert soc.objects(ox.NamedNode(child), "skos:broader") == [concept.value]


def test_a_gloss_is_ours_and_says_so(soc: Graph) -> None:
    for concept in codes(soc):
        detailed = level_of(concept.value) == "detailed"
        assert len(soc.objects(concept, "skos:scopeNote")) == detailed
        assert len(soc.objects(concept, "soce:glossedBy")) == detailed
        assert not soc.objects(concept, "xkos:coreContentNote")


def test_associations_join_codes_that_are_there(soc: Graph) -> None:
    there = {
        concept.value
        for scheme in (SCHEME_2010, SCHEME_2018)
        for concept in soc.subjects("skos:inScheme", scheme)
    }
    associations = soc.instances("xkos:ConceptAssociation")
    (correspondence,) = soc.instances("xkos:Correspondence")
    assert [a.value for a in associations] == soc.objects(correspondence, "xkos:madeOf")
    for association in associations:
        ends = soc.objects(association, "xkos:sourceConcept") + soc.objects(association, "xkos:targetConcept")
        assert set(ends) <= there
        assert re.fullmatch(r".*/2010-2018/\d\d-\d{4}", association.value)
