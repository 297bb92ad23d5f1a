"""Words that set one value against another, and words that only look so."""

from __future__ import annotations

import pytest

from builder.prose.survey_values import comparing_word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is higher for guards, X and Y.", "higher"),
        ("X of them train longer than Y of guards.", "longer"),
        ("X train more often, against Y of guards.", "more"),
        ("It is required of fewer of the guards (X), of police (Y).", "fewer"),
        ("X exceeds Y.", "exceed"),
        ("X is twice Y.", "twice"),
        ("The shares differ: X and Y.", "differ"),
        ("More than three months are reported by X, far more than by Y.", "more"),
    ],
)
def test_a_comparison_is_found(text: str, word: str) -> None:
    found = comparing_word(text)
    assert found
    assert found[0] == word
    assert text[found[1] :].lower().startswith(word)


@pytest.mark.parametrize(
    "text",
    [
        "More than three months are reported by X and Y.",
        "More than 40 hours are reported by X and fewer than 10 percent by Y.",
        "In larger centers X and Y report it.",
        "X of more experienced workers and Y of guards report it.",
        "They no longer ask; X and Y were the last.",
        "X and Y report it.",
        "Training over three months is reported by X and by Y.",
    ],
)
def test_what_compares_nothing_is_left_alone(text: str) -> None:
    assert comparing_word(text) is None
