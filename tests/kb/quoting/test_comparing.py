"""What each verdict means, on a page that a policy reader could have written."""

from __future__ import annotations

import pytest

from kb.quoting import Comparison, Selector, SourceText, Verdict, compare

PAGE = """\
Telecommunicators at the center took 1,240.5 thousand calls in 2019–2020, a change of −3.2 percent.
They are not first responders in the classification’s sense; they provide emer-
gency instructions—often life-
saving ones—to callers. See note [2] for the wording.

The center employs 150 people. It does not, despite what was said in the
hearing of 12 May, dispatch fire engines. Police on-scene and non-police
responders rely on the center. The area is 10² km, “roughly”.
The desk is staffed at all times. Staff are trained. The desk is staffed at all times by two people.
"""
SOURCE = SourceText(PAGE)


def verdict(exact: str, prefix: str = "", suffix: str = "") -> Verdict:
    return compare(Selector(exact, prefix, suffix), SOURCE).verdict


def said(exact: str) -> Comparison:
    return compare(Selector(exact), SOURCE)


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("They are not first responders", Verdict.EXACT),
        ("See note [2] for the wording.", Verdict.EXACT),
        ("took 1,240.5 thousand calls in 2019-2020, a change of -3.2 percent", Verdict.NORMALISED),
        ("in the classification's sense", Verdict.CUT),
        ("provide emergency instructions - often life-saving ones - to callers", Verdict.NORMALISED),
        ('The area is 10² km, "roughly".', Verdict.NORMALISED),
        ("the hearing of 12 May, dispatch fire engines", Verdict.NORMALISED),
        ("They are not first responders … they provide emergency instructions", Verdict.ELIDED),
        ("They are not first responders [...] to callers", Verdict.ELIDED),
        ("[t]he center employs 150 people", Verdict.ELIDED),
        ("[telecommunicators] are not first responders in the [SOC]'s sense", Verdict.BRACKETED),
        ("non-police responder[s] rely on the center", Verdict.ELIDED),
        ("took 1,240.6 thousand calls", Verdict.ALTERED),
        ("took 12,405 thousand calls", Verdict.ALTERED),
        ("a change of 3.2 percent", Verdict.ALTERED),
        ("in 2019–2020, a change of +3.2 percent", Verdict.ALTERED),
        ("They are first responders in the classification’s sense", Verdict.ALTERED),
        ("They are … first responders in the classification’s sense", Verdict.ALTERED),
        ("It does … dispatch fire engines", Verdict.ALTERED),
        ("They are [clearly not] first responders in the classification's sense", Verdict.ALTERED),
        ("The center employs [151] people. It does not", Verdict.ALTERED),
        ("Police on-scene and police responders rely", Verdict.ALTERED),
        ("The center employs 150 [thousand] people. It does not", Verdict.ALTERED),
        ("[most] Police on-scene and non-police responders rely on the center.", Verdict.ALTERED),
        ("instructions often life-saving ones to callers. See note [3]", Verdict.ALTERED),
        ("are not first [9-1-1] responders in the classification's sense", Verdict.BRACKETED),
        ("police responders rely on the center", Verdict.ALTERED),
        ("240.5 thousand calls in 2019", Verdict.ALTERED),
        ("The area is 102 km", Verdict.ALTERED),
        ("The center employs 15", Verdict.ALTERED),
        ("rely on the center … They are not first responders", Verdict.SPLICED),
        ("They are not first responders rely on the center.", Verdict.SPLICED),
        ("The desk is staffed at all times", Verdict.AMBIGUOUS),
        ("the center", Verdict.AMBIGUOUS),
        ("150", Verdict.TOO_SHORT),
        ("", Verdict.TOO_SHORT),
        ("[telecommunicators everywhere] are … [and more]", Verdict.TOO_SHORT),
        ("Clerks answer the telephone and file letters", Verdict.NOT_FOUND),
    ],
)
def test_a_quotation_gets_the_verdict_that_it_deserves(quotation: str, expected: Verdict) -> None:
    assert verdict(quotation) is expected


def test_context_chooses_among_several_places() -> None:
    assert verdict("The desk is staffed at all times", suffix="by two") is Verdict.EXACT
    assert verdict("The desk is staffed at all times", prefix="km, “roughly”.") is Verdict.EXACT
    assert verdict("The desk is staffed at all times", prefix="It rains.") is Verdict.ALTERED


def test_an_altered_quotation_shows_the_difference() -> None:
    assert said("They are first responders in the classification’s sense").difference == "`not` was left out"
    assert said("took 1,240.6 thousand calls").difference == "`1,240.5` became `1,240.6`"


@pytest.mark.parametrize(
    ("sentence", "quotation", "cut"),
    [
        ("Unless a supervisor agrees, staff answer every call.", "staff answer every call", "Unless"),
        ("When asked, and if the line is free, staff answer calls.", "staff answer calls", "if"),
        (
            "It does not, in any county, fall to staff to answer calls.",
            "fall to staff to answer calls",
            "not",
        ),
        ("The fee is less than 50 dollars for each call.", "50 dollars for each call", "less than"),
        ("Staff answer calls only when no one else can.", "Staff answer calls", "only"),
        ("In Bay County, staff answer every call.", "staff answer every call", ""),
        ("They are no clerks. Staff answer every call.", "Staff answer every call", ""),
    ],
)
def test_what_turns_a_sentence_is_seen_when_it_is_cut_off(sentence: str, quotation: str, cut: str) -> None:
    assert compare(Selector(quotation), SourceText(sentence)).cut == cut


def test_a_negation_cut_off_at_the_beginning_is_seen() -> None:
    comparison = said("first responders in the classification’s sense")
    assert (comparison.verdict, comparison.cut) == (Verdict.CUT, "not")


def test_an_ellipsis_has_a_bound() -> None:
    source = SourceText(
        "The first part stands here. " + "Filling words go on. " * 200 + "The last part stands."
    )
    comparison = compare(Selector("The first part … The last part"), source)
    assert comparison.verdict is Verdict.SPLICED
    assert "leaves out 42" in comparison.difference


def test_places_are_those_of_the_original_text() -> None:
    place = said("provide emergency instructions").places[0]
    assert PAGE[place.start : place.end] == "provide emer-\ngency instructions"
