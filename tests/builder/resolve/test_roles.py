"""What each role puts into a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.document import Paragraph
from builder.resolve.resolve_draft import Resolved
from builder.resolve.roles import ROLES
from tests.builder.conftest import Examined, plain

CASES = {
    "agent": ("aha", "American Heart Association"),
    "claim": ("gives-instructions", "Giving callers instructions that can save a life is part of the work"),
    "code": ("33-9031", "33-9031"),
    "count": ("required 43-5031", "1"),
    "docket": ("citation", "89 FR 49911"),
    "evidence": ("not-every-center", "Not every center gives instructions[1]"),
    "figure": ("43-5031 employment 2025-05", "102,500[1]"),
    "item": ("R1", "Nature of the work performed"),
    "objection": ("A1", "Training differs by state"),
    "occupation": ("43-5031", "Public Safety Telecommunicators (43-5031)"),
    "period": ("43-5031 employment latest", "May 2025"),
    "principle": ("G6", "Coding Guideline 6"),
    "quote": (
        "aha-initial-care",
        "“provide initial care by delivering CPR instructions to the caller”[1]",
    ),
    "ref": ("the-work", "The work"),
    "share": ("43-5031 employment 2025-05 of 43-0000", "0.6%[1]"),
    "status": ("hr-9", "referred, February 1, 2023; as of June 20, 2024[1]"),
    "title": ("33-9031", "Gambling Surveillance Officers and Gambling Investigators"),
    "topic": ("T5", "Change selected detailed occupations"),
    "value": ("43-5031 annual-median-wage latest", "$53,040"),
}


def test_every_role_has_a_case() -> None:
    assert sorted(CASES) == sorted(ROLES)


@pytest.mark.parametrize("name", CASES)
def test_role(name: str, examined: Callable[[str], Examined]) -> None:
    argument, expected = CASES[name]
    result = examined(f"# The work\n\n{{{name}}}`{argument}`\n")
    paragraph = result.first(Paragraph)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.content) == expected


@pytest.mark.parametrize("name", sorted(ROLES))
@pytest.mark.parametrize(
    "argument", ["", "x", "43-5031", "> } x {", "43-5031 employment 2025-05 of 0", "../.."]
)
def test_no_argument_raises(name: str, argument: str, filled: Callable[[str], Resolved]) -> None:
    filled(f"# The work\n\n{{{name}}}` {argument} `\n")


def test_a_statement_on_how_a_bill_stands_is_dated(examined: Callable[[str], Examined]) -> None:
    paragraph = examined("# The work\n\n{evidence}`crossing-referred`.\n").first(Paragraph)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.content) == (
        "H.R. 9 is pending in a committee of the House (as of June 20, 2024).[1]"
    )


def test_a_judgement_names_who_makes_it(examined: Callable[[str], Examined]) -> None:
    paragraph = examined("{claim}`first-response`").first(Paragraph)
    assert isinstance(paragraph, Paragraph)
    expected = "Telecommunicators are the first to respond (the judgement of American Heart Association)"
    assert plain(paragraph.content) == expected


def test_hearsay_and_partial_sight_are_told_in_the_note(examined: Callable[[str], Examined]) -> None:
    hearsay, opening = examined("One [@staff-conceded]. Two [@notice-2024].").notes
    assert "As reported by this source; “Committee Response on Docket I-0199” was not seen." in hearsay
    assert opening.endswith("Only the opening of this source was seen.")


def test_a_computed_figure_cites_what_it_was_computed_from(examined: Callable[[str], Examined]) -> None:
    (note,) = examined("{figure}`change-43-5031`").notes
    assert "May 2025 National Estimates" in note
    assert "Computed: 100 × (2025 − 2024) / 2024." in note
    assert "Base: jobs in May 2024." in note


def test_text_from_the_graph_is_never_markup(examined: Callable[[str], Examined]) -> None:
    result = examined("So [@odd-title].\n\n```{bibliography}\n```")
    assert "A <b>bold</b> & [@sly] Title with {title}`33-9031` in It" in result.notes[0]
    assert not result.of("draft-html")
