"""Numbers and periods as a filing prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.resolve import values


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("102500", "jobs", "102,500"),
        ("53040", "usd-per-year", "$53,040"),
        ("25.5", "usd-per-hour", "$25.50"),
        ("26", "usd-per-hour", "$26.00"),
        ("53040.5", "usd-per-year", "$53,040.50"),
        ("84.29", "percent", "84.3%"),
        ("37.0", "percent", "37%"),
        ("-1.25", "percent", "−1.3%"),
        ("-2960", "usd-per-year", "−$2,960"),
        ("3.46", "scale-1-5", "3.46"),
        ("0.34", "correlation", "0.34"),
        ("40", "hours", "40 hours"),
        ("1", "days", "1 day"),
        ("1E+3", "count", "1,000"),
        ("0", "count", "0"),
    ],
)
def test_with_unit(value: str, unit: str, shown: str) -> None:
    assert values.with_unit(Decimal(value), unit) == shown


def test_a_column_has_as_many_decimals_as_its_longest_number_needs() -> None:
    shares = [Decimal("84.29"), Decimal("37"), Decimal("0")]
    places = max(values.decimals(share, "percent") for share in shares)
    assert [values.with_unit(share, "percent", places) for share in shares] == ["84.3%", "37.0%", "0.0%"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2025-05", "May 2025"),
        ("2025", "2025"),
        ("2021-05/2025-05", "May 2021 to May 2025"),
        ("2024-08-12", "August 12, 2024"),
        ("2025-13", "2025-13"),
        ("", ""),
    ],
)
def test_period(written: str, shown: str) -> None:
    assert values.period(written) == shown


def test_enumeration() -> None:
    assert values.listed(["a"]) == "a"
    assert values.listed(["a", "b"]) == "a and b"
    assert values.listed(["a", "b", "c"]) == "a, b, and c"


@pytest.mark.parametrize(
    ("recorded", "printed"),
    [
        ("a “first” responder", "a ‘first’ responder"),
        ("“shall answer every call”", "shall answer every call"),
        ('"shall answer every call"', "shall answer every call"),
        ("“Yes” and “no”", "‘Yes’ and ‘no’"),
    ],
)
def test_marks_typed_around_a_whole_quotation_are_those_it_is_put_in(recorded: str, printed: str) -> None:
    assert values.inner(recorded) == printed
