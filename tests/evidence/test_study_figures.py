"""Figures of other people keep their denominator, their mark and their disagreements."""

from __future__ import annotations

import pytest

from tests.evidence.records import read_records

STUDIES = read_records("figures", "studies.csv")


def test_every_share_says_of_what() -> None:
    for figure in STUDIES.values():
        assert figure["label"]
        if figure["unit"] in ("percent", "correlation"):
            assert figure["denominator"], figure["figure"]


def test_what_was_not_seen_whole_says_what_was_seen() -> None:
    for figure in STUDIES.values():
        partly = figure["verification"] in ("verified-in-part", "second-hand")
        assert partly == bool(figure["verification-note"]), figure["figure"]


@pytest.mark.parametrize(
    ("figure_id", "other_id"),
    [
        ("studies-florida-program-232", "studies-florida-program-280"),
        ("studies-florida-program-280", "studies-florida-program-232"),
        ("studies-hiring-difficulty-restated", "studies-hiring-difficulty"),
    ],
)
def test_conflicting_figures_point_at_each_other(figure_id: str, other_id: str) -> None:
    assert STUDIES[figure_id]["contests"] == f"figure/{other_id}"
    assert other_id in STUDIES


def test_samples_are_those_of_the_studies() -> None:
    samples = {(f["source"], f["sample"]) for f in STUDIES.values() if f["sample"]}
    assert samples == {
        ("healthday-2016-tcpr", "2334"),
        ("iaed-nasna-2023", "774"),
        ("lilly-allen-2015", "808"),
        ("lilly-london-mercer-2016", "758"),
        ("pierce-lilly-2012", "171"),
    }
