"""Dates and periods: the days that they take, and their typed values."""

from __future__ import annotations

import pytest

from kb.model.periods import about_period
from kb.namespaces import short
from kb.store import Knowledge, open_readonly
from kb.workspace import open_workspace
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("written", "first", "last", "value"),
    [
        ("2025", "2025-01-01", "2025-12-31", "2025 gYear"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02 gYearMonth"),
        ("2025-05-12", "2025-05-12", "2025-05-12", "2025-05-12 date"),
        ("2023/2033", "2023-01-01", "2033-12-31", ""),
        ("2021-05/2025", "2021-05-01", "2025-12-31", ""),
    ],
)
def test_a_period_has_its_first_and_last_day(written: str, first: str, last: str, value: str) -> None:
    said = {short(predicate.value): found for _, predicate, found in about_period(written)}
    assert said["dcterms:identifier"].value == written
    assert (said["dcat:startDate"].value, said["dcat:endDate"].value) == (first, last)
    typed = said.get("rdf:value")
    assert (f"{typed.value} {typed.datatype.value.partition('#')[2]}" if typed else "") == value


@pytest.mark.parametrize("written", ["", "spring 2025", "2025-13", "2025/2024", "2025/"])
def test_what_is_no_period_is_not_described(written: str) -> None:
    assert list(about_period(written)) == []


@pytest.fixture(scope="module")
def base() -> Knowledge:
    return open_readonly(open_workspace(ROOT).base)


def test_every_date_that_a_record_writes_is_described(base: Knowledge) -> None:
    undescribed = base.select(
        "SELECT DISTINCT ?written { ?it sdmx-dimension:refPeriod|dcterms:date|dcterms:issued|soce:statusDate "
        "?written FILTER NOT EXISTS { ?p dcterms:identifier ?written ; dcat:startDate ?from } }"
    )
    assert undescribed == []


def test_figures_are_found_by_the_days_of_their_period(base: Knowledge) -> None:
    found = base.select(
        "SELECT DISTINCT ?written { ?p dcterms:identifier ?written ; dcat:startDate ?from ; dcat:endDate ?to "
        "FILTER (?from <= '2021-05-31'^^xsd:date && ?to >= '2021-05-01'^^xsd:date) "
        "?figure sdmx-dimension:refPeriod ?written }"
    )
    assert {"2021", "2021-05", "2021-05/2025-05"} <= {row["written"] for row in found}
