"""The classification against the publisher's workbooks: titles, nesting, crosswalk, our own glosses."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kb.namespaces import SOC_2010, SOC_2018

from .conftest import SCHEME_2010, SCHEME_2018, Graph, Workbooks

RUN = 6
"""Words in a row that a gloss may not share with the official definition."""


def test_2018_titles_are_the_official_ones(soc: Graph, workbooks: Workbooks) -> None:
    for concept in soc.subjects("skos:inScheme", SCHEME_2018):
        title, _ = workbooks.structure[concept.value.removeprefix(SOC_2018)]
        assert soc.objects(concept, "skos:prefLabel") == [title]


def test_codes_hang_where_the_workbook_hangs_them(soc: Graph, workbooks: Workbooks) -> None:
    for concept in soc.subjects("skos:inScheme", SCHEME_2018):
        _, parent = workbooks.structure[concept.value.removeprefix(SOC_2018)]
        assert soc.objects(concept, "skos:broader") == ([SOC_2018 + parent] if parent else [])


def test_group_33_is_the_workbooks(soc: Graph, workbooks: Workbooks) -> None:
    shipped = {c.value.removeprefix(SOC_2018) for c in soc.subjects("skos:inScheme", SCHEME_2018)}
    assert {c for c in shipped if c.startswith("33-")} == {
        c for c in workbooks.structure if c.startswith("33-")
    }


def test_2010_titles_are_the_official_ones(soc: Graph, workbooks: Workbooks) -> None:
    titles = {
        code: title.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for code, title, _ in workbooks.crosswalk
    }
    for concept in soc.subjects("skos:inScheme", SCHEME_2010):
        assert soc.objects(concept, "skos:prefLabel") == [titles[concept.value.removeprefix(SOC_2010)]]


def test_each_association_has_all_the_successors(soc: Graph, workbooks: Workbooks) -> None:
    for association in soc.instances("xkos:ConceptAssociation"):
        (source,) = soc.objects(association, "xkos:sourceConcept")
        code = source.removeprefix(SOC_2010)
        targets = sorted(SOC_2018 + new for old, _, new in workbooks.crosswalk if old == code)
        assert soc.objects(association, "xkos:targetConcept") == targets


def test_a_group_33_or_dispatcher_code_has_all_its_predecessors(soc: Graph, workbooks: Workbooks) -> None:
    for old, _, new in workbooks.crosswalk:
        if new.startswith(("33-", "43-503")):
            association = ox.NamedNode(f"{SOC_2018.replace('2018', '2010-2018')}{old}")
            assert SOC_2018 + new in soc.objects(association, "xkos:targetConcept")


def test_a_gloss_does_not_copy_the_definition(soc: Graph, workbooks: Workbooks) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}

    for code, definition in workbooks.definitions.items():
        for gloss in soc.objects(ox.NamedNode(SOC_2018 + code), "skos:scopeNote"):
            assert not runs(gloss) & runs(definition), code
