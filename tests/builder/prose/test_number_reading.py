"""What is read as a quantity, with its value, unit and hedge, and what only names something."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.prose.number_reading import numbers
from builder.prose.number_rounding import stands_for


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("102,500 jobs", "102500"),
        ("84.3 percent, or 37%", "84.3 percent; 37 percent"),
        ("$25.50, $3bn and 1.2 million dollars", "25.5 money; 3000000000 money; 1200000 money"),
        ("ninety thousand people", "90000"),
        ("two hundred and five; one hundred twenty", "205; 120"),
        ("a dozen, two dozen, half a million", "12; 24; 500000"),
        ("two thirds and three-quarters", "66.67 percent; 75 percent"),
        ("nearly half, about a third of them", "nearly 50 percent; about 33.33 percent"),
        ("one in five", "20 percent"),
        ("more than 100,000, at least 7, fewer than 40", "over 100000; over 7; under 40"),
        ("no more than 12, not less than 3", "under 12; over 3"),
        ("between 60 and 75 percent", "60 percent; 75 percent"),
        ("a 40-hour course within six months", "40 hour; 6 month"),
        ("one of them, the third option, the second half", ""),
        ("U.S. 774 centers", "774"),
    ],
)
def test_quantities(text: str, read: str) -> None:
    found = (f"{n.hedge} {n.value:.2f}".rstrip("0").rstrip(".") + f" {n.unit}" for n in numbers(text))
    assert "; ".join(" ".join(words.split()) for words in found) == read


@pytest.mark.parametrize(
    "text",
    [
        "12 June 2024, June 12–14, 2024, 2024-06-12, 6/12/2024, the 1990s, FY 2024, ’24, 2019–24",
        "10:30 a.m., 4 p.m., 24/7, 24 hours a day",
        "89 FR 49911, 47 C.F.R. § 9.10(i)(2), 5 U.S.C. 552, Pub. L. 104-13, H.R. 637, S. 725, §§ 12 and 14",
        "43-5031, 43-5031.00, O*NET 29.3, NFPA 1225, ISO/IEC 27001:2022, APCO ANS 3.103.2-2015, RFC 2119",
        "Section 12, pages 23 to 27, Tables 14 and 15, major group 33, Principles 2, 6 and 9, No. 17",
        "9-1-1, 911, E911, NG9-1-1, 988, (555) 010-2345, 555-0100, TX 75001",
        "the 21st century, 3rd place, 1:1, T1 to T9, COVID-19",
    ],
)
def test_names_are_no_quantities(text: str) -> None:
    assert numbers(text) == ()


@given(st.integers(10, 10**12).filter(lambda value: value not in (112, 911, 988)))  # numbers to call
def test_whole_numbers_are_read_as_they_are_written(value: int) -> None:
    (read,) = numbers(f"about {value:,} people came")
    assert (read.value, read.hedge, read.noun) == (value, "about", "people came")


@given(st.decimals("0.01", "1000000", places=2), st.integers(0, 1))
def test_a_rounded_value_stands_for_the_value(value: Decimal, places: int) -> None:
    (read,) = numbers(f"The share is {round(value, places):,} percent.")
    assert stands_for(read, value)


@given(st.decimals("1", "1000000", places=2), st.decimals("0.06", "0.5", places=2))
def test_a_number_far_off_never_does(value: Decimal, off: Decimal) -> None:
    for hedge in ("", "about ", "nearly "):
        (read,) = numbers(f"It is {hedge}{value:,} percent.")
        assert not stands_for(read, value * (1 + off) + 1)


@given(st.text(st.sampled_from("0123456789.,-–/$%() abcdehilnortuwyONE*'’"), max_size=60))
def test_any_text_is_read_in_order_without_overlaps(text: str) -> None:
    end = 0
    for number in numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end
