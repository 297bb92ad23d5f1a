"""The graph of a draft, and text helpers that both note and annex rely on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.building import annex
from builder.citations.marked_text import sentence
from builder.document import Heading, PageBreak, Table
from kb.findings import Finding, Location, Severity
from kb.namespaces import RDF_TYPE, short
from tests.builder.conftest import Examined


def test_the_graph_says_what_the_sections_do(examined: Callable[[str], Examined]) -> None:
    graph = examined(
        "# Summary\n\n# The work {claim=gives-instructions topic=T5 item=R1}\n\n```{objection} O3b\n```\n"
    ).prepared.graph
    said = {
        (s.subject.rpartition("/")[2], short(s.predicate), short(s.value))
        for s in graph.statements
        if s.predicate != RDF_TYPE
    }
    assert said == {
        ("draft.md", "dcterms:title", "A test"),
        ("draft.md", "soce:submittedTo", "docket/bls-2024-0001"),
        ("draft.md", "dcterms:hasPart", f"{short(graph.subject)}#summary"),
        ("draft.md", "dcterms:hasPart", f"{short(graph.subject)}#the-work"),
        ("draft.md#summary", "dcterms:title", "Summary"),
        ("draft.md#the-work", "dcterms:title", "The work"),
        ("draft.md#the-work", "soce:argues", "claim/gives-instructions"),
        ("draft.md#the-work", "soce:addressesTopic", "topic/bls-2024-0001-T5"),
        ("draft.md#the-work", "soce:addressesItem", "required-item/R1"),
        ("draft.md#the-work", "soce:answersObjection", "objection/O3b"),
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A title", "A title."),
        ("A title.", "A title."),
        ("“A title”", "“A title.”"),
        ("“A title?”", "“A title?”"),
        ("(A title.)", "(A title.)"),
        ("(A title)", "(A title)."),
        ("\ue000A title\ue003", "\ue000A title\ue003."),
        ("", ""),
    ],
)
def test_sentence(words: str, expected: str) -> None:
    assert sentence(words) == expected


def test_annex() -> None:
    finding = Finding("check", Severity.ERROR, "Wrong.", "Right.", Location("draft.md", 3, 4))
    page, heading, table = annex([finding])
    assert isinstance(page, PageBreak)
    assert isinstance(heading, Heading)
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    assert annex([]) == ()
