"""What a client gets by its `Accept` header."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.endpoint.content_negotiation import preferred

OFFERED = {"text/turtle": "turtle", "application/ld+json": "jsonld", "application/rdf+xml": "rdf"}
TABLE = Path(__file__).with_name("accept.tsv").read_text("utf-8")
CASES = list(csv.DictReader(TABLE.splitlines(), delimiter="\t"))
WEIGHTS = st.dictionaries(st.sampled_from(sorted(OFFERED)), st.integers(1, 1000), min_size=1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["accept"] or "no header")
def test_a_client_gets_what_it_prefers(case: dict[str, str]) -> None:
    assert preferred(case["accept"], OFFERED) == case["preferred"]


@given(st.text())
def test_any_header_gives_something_offered_or_nothing(header: str) -> None:
    assert preferred(header, OFFERED) in {"", *OFFERED.values()}


@given(WEIGHTS)
def test_the_greatest_weight_wins(asked: dict[str, int]) -> None:
    header = ", ".join(f"{media};q={weight / 1000}" for media, weight in asked.items())
    most = max(asked.values())
    assert preferred(header, OFFERED) in {OFFERED[media] for media, weight in asked.items() if weight == most}
