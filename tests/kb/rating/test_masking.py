"""Hidden words stay hidden, however they are written; the words that are rated stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.rating.masking import GAP, Mask
from kb.rating.study_design import StudyPlan, design_study
from kb.workspace import open_workspace

MASK = Mask(
    ["Public Safety Telecommunicators", "Dispatchers, Except Police, Fire, and Ambulance", "Security Guards"],
    ["9-1-1", "call taker", "PSAP"],
    ["guard", "guards"],
    "Guide the public. Direct the response to an emergency. Schedule work.",
)


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("Dispatchers answer 9-1-1 calls.", f"{GAP} answer {GAP} calls."),
        ("Help the PSAP's call-takers (43-5031.00).", f"Help the {GAP} ({GAP})."),
        ("Guard the premises.", "Guard the premises."),
        ("Tell the public what to do.", "Tell the public what to do."),
        ("Train security guards.", f"Train {GAP}."),
        ("Call the fire department.", "Call the fire department."),
        ("Telecommunicator or dispatcher.", f"{GAP}."),
    ],
)
def test_what_is_shown(statement: str, shown: str) -> None:
    assert MASK.hide(statement).shown == shown


def test_what_was_hidden_is_kept_for_the_key() -> None:
    assert MASK.hide("Dispatchers answer 9-1-1 calls.").hidden == ("Dispatchers", "9-1-1")


SAID = st.sampled_from(
    [
        "telecommunicator",
        "TELECOMMUNICATORS",
        "dispatchers",
        "9-1-1",
        "call taker",
        "call-takers",
        "PSAPs",
        "33-9032",
    ]
)


@given(st.lists(st.tuples(st.sampled_from(["answer", "and", "the", "in"]), SAID), min_size=1))
def test_no_hidden_word_is_left(parts: list[tuple[str, str]]) -> None:
    shown = MASK.hide(" ".join(word for pair in parts for word in pair)).shown
    assert re.search(r"telecom|dispatch|9-1-1|call.taker|psap|\d{2}-\d{4}", shown, re.IGNORECASE) is None


@pytest.fixture(scope="module")
def shown_in_the_base() -> dict[str, str]:
    """The duties of the bundled base as raters would read them, by id of the duty."""
    base = kb.open()
    without = ("11-9161", "29-2042", "43-2011", "53-2021")
    plan = StudyPlan("trial", without=without, hide=("tire chalk",))
    key = design_study(base.records, plan, base._snapshot.standings, open_workspace())
    return {row.statement.duty: row.shown for row in key.rows if row.statement}


@pytest.mark.parametrize(
    "word",
    "telecommunicator dispatcher firefighter police officer lifeguard casino passenger parking TSA 9-1-1 "
    "psap flagger screener".split(),
)
def test_no_duty_of_the_base_gives_its_occupation_away(word: str, shown_in_the_base: dict[str, str]) -> None:
    found = [shown for shown in shown_in_the_base.values() if re.search(rf"\b{word}", shown, re.IGNORECASE)]
    assert found == []


def test_the_work_itself_stays_to_be_judged(shown_in_the_base: dict[str, str]) -> None:
    everything = " ".join(shown_in_the_base.values())
    for word in ("emergency", "rescue", "first aid", "suspicious", "records", "orders", "danger"):
        assert word in everything


def test_words_of_the_stewards_own_are_hidden(shown_in_the_base: dict[str, str]) -> None:
    assert not any("tire chalk" in shown for shown in shown_in_the_base.values())


def test_nearly_every_duty_has_something_left(shown_in_the_base: dict[str, str]) -> None:
    bare = [shown for shown in shown_in_the_base.values() if len(shown.replace(GAP, "").split()) < 3]
    assert len(bare) < 4
