"""Where a description names a technology: by its words, or by an acronym."""

from __future__ import annotations

import pytest

from kb.job_descriptions.technologies import Technology


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Computer aided dispatch software", "Enters calls into the CAD system."),
        ("Computer aided dispatch software", "Uses computer-aided dispatch."),
        ("National Crime Information Center (NCIC) database", "Runs NCIC queries."),
        ("Two way radios", "Talks to units by two-way radio."),
        ("Microsoft Excel", "Keeps rosters in Microsoft Excel."),
        ("Telecommunication devices TDD", "Answers TDD calls."),
    ],
)
def test_it_is_named_by_its_words_or_acronym(name: str, sentence: str) -> None:
    assert Technology(name, "", "onet").is_named_in(sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Computer aided dispatch software", "Dispatches units."),
        ("Microsoft Word", "Passes on word of the fire."),
        ("Database software", "Uses the software."),
        ("Digital recording equipment", "Looks after equipment."),
        ("Radio scanners", "Talks on the radio."),
    ],
)
def test_general_words_name_none(name: str, sentence: str) -> None:
    assert not Technology(name, "", "onet").is_named_in(sentence)
