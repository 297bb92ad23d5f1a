"""Which figure answers: never the number of a place or a part for the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.classification import default_classification
from kb.model.evidence import choose_figures
from kb.model.records import Figure, Provenance

SOC = default_classification()


def figure(identifier: str, period: str, place: str = "", label: str = "") -> Figure:
    return Figure(
        identifier,
        "43-5031",
        "employment",
        period,
        Decimal(1),
        "jobs",
        Provenance(),
        label=label,
        place=place,
    )


NATION_2024 = figure("nation-2024", "2024-05")
NATION_2025 = figure("nation-2025", "2025-05")
NAMED_2025 = figure("named-2025", "2025-06", "United States")
STATE_2026 = figure("state-2026", "2026-03", "Cascadia")
PART_2026 = figure("part-2026", "2026-05", label="In local government")
STATE_PART = figure("state-part-2027", "2027", "Cascadia", "In local government")
EVERY = [STATE_PART, PART_2026, STATE_2026, NATION_2025, NATION_2024]


@pytest.mark.parametrize(
    ("figures", "period", "place", "label", "found"),
    [
        (EVERY, "latest", "", "", ["nation-2025"]),
        (EVERY, "2024-05", "", "", ["nation-2024"]),
        (EVERY, "2026-03", "", "", []),
        (EVERY, "latest", "Cascadia", "", ["state-2026"]),
        (EVERY, "latest", "", "In local government", ["part-2026"]),
        (EVERY, "latest", "Cascadia", "In local government", ["state-part-2027"]),
        (EVERY, "latest", "Oregon", "", []),
        ([STATE_2026], "latest", "", "", []),
        ([PART_2026], "latest", "", "", []),
        ([NAMED_2025, STATE_2026], "latest", "", "", ["named-2025"]),
        ([], "latest", "", "", []),
    ],
)
def test_the_figure_that_answers(
    figures: list[Figure], period: str, place: str, label: str, found: list[str]
) -> None:
    chosen = choose_figures(figures, "employment", period, SOC, place=place, label=label)
    assert [one.id for one in chosen.found] == found
    assert len(chosen.found) + len(chosen.others) == len(figures)


PLACES = st.sampled_from(["", "United States", "Cascadia", "Oregon"])
FIGURES = st.lists(
    st.builds(
        figure,
        st.uuids().map(str),
        st.sampled_from(["2023", "2024-05", "2025-05"]),
        PLACES,
        st.sampled_from(["", "a part"]),
    )
)


@given(FIGURES, PLACES, st.sampled_from(["", "a part"]))
def test_latest_never_crosses_places_or_labels(figures: list[Figure], place: str, label: str) -> None:
    chosen = choose_figures(figures, "employment", "latest", SOC, place=place, label=label)
    for one in chosen.found:
        assert one.label == label
        assert one.place == place or (not place and SOC.is_nation(one.place))
    here = [f for f in figures if f.place == place or (not place and SOC.is_nation(f.place))]
    same = [f for f in here if f.label == label]
    assert bool(chosen.found) == bool(same)
    assert all(one.period == max(f.period for f in same) for one in chosen.found)
