"""A share that a question rounds: it asks for the exact ones that the base has."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.common.english import stems
from kb.search.rounded_shares import exact_readings

KNOWN = {stem for share in ("84.3", "84.29", "83.5", "84.5", "15.7", "0.4") for stem in stems(share)}


@pytest.mark.parametrize(
    ("query", "readings"),
    [
        (
            "84 percent training",
            ["83.5 percent training", "84.3 percent training", "84.29 percent training"],
        ),
        ("training of 84% at least", [f"training of {x}% at least" for x in ("83.5", "84.3", "84.29")]),
        ("16 per cent", ["15.7 per cent"]),
        ("0 percent", ["0.4 percent"]),
        ("84 centers", []),
        ("84.3 percent", []),
        ("9-84 percent", []),
        ("1,084 percent", []),
        ("", []),
    ],
)
def test_a_rounded_share_is_read_as_the_exact_ones_on_record(query: str, readings: list[str]) -> None:
    assert exact_readings(query, KNOWN) == readings


@given(st.integers(0, 100), st.integers(0, 10_000))
def test_a_reading_rounds_to_what_was_asked(whole: int, hundredths: int) -> None:
    share = f"{Decimal(hundredths) / 100:.2f}"
    rounds = Decimal(share).quantize(Decimal(1), ROUND_HALF_UP) == whole and Decimal(share) != whole
    assert bool(exact_readings(f"{whole} percent", set(stems(share)))) == rounds
