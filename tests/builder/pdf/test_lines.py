"""Where lines end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pdf.flow.lines import Line, balanced, broken, natural_widths
from builder.pdf.flow.styled_runs import Run, words
from builder.pdf.fonts import Typeface
from builder.pdf.structure import Element

FACE = Typeface("serif")


def run(text: str, size: float = 10) -> Run:
    return Run(text, FACE, size, (0, 0, 0), Element("P", None))


def shown(lines: list[Line]) -> list[str]:
    return ["".join(span.text for span in line.spans) for line in lines]


def set_text(text: str, measure: float) -> list[str]:
    return shown(broken(words([run(text)]), measure))


def run_width(text: str) -> float:
    return broken(words([run(text)]), 1000)[0].width


def room(text: str) -> float:
    """Return just enough room for `text`."""
    return run_width(text) + 1


def test_breaks_at_spaces_and_drops_them() -> None:
    assert set_text("one two  three", room("one two")) == ["one two", "three"]


@pytest.mark.parametrize("code", ["43-5031", "9-1-1", "33-9000.00", "BLS-2024-0001"])
def test_codes_are_never_broken(code: str) -> None:
    assert set_text(f"about {code}", room(code)) == ["about", code]


def test_breaks_after_hyphens_between_words_and_after_dashes() -> None:
    assert set_text("first-responder", room("responder")) == ["first-", "responder"]
    assert set_text("risk\u2014always", room("always")) == ["risk\u2014", "always"]


def test_breaks_addresses_after_their_punctuation() -> None:
    lines = set_text("https://example.org/one/two?x=1", room("https://example"))
    assert lines == ["https://example", ".org/one/two?", "x=1"]


def test_breaks_a_word_wider_than_the_line_anywhere() -> None:
    lines = set_text("x" * 50, 60)
    assert "".join(lines) == "x" * 50
    assert len(lines) > 3


def test_no_break_space_does_not_break() -> None:
    cited = "89\u00a0FR\u00a049911"
    assert set_text(f"see {cited}", room(cited)) == ["see", "89 FR 49911"]


def test_narrow_columns_are_hyphenated() -> None:
    def narrow(text: str, width: float) -> list[str]:
        return shown(broken(words([run(text)]), width, language="en_US"))

    word = "administrative"
    assert narrow(f"an {word}", room(word)) == ["an administra\u00ad", "tive"]
    assert set_text(f"an {word}", room(word)) == ["an", word]
    assert narrow(f"{word} {word}", room(f"{word} adm")) == [word, word]
    assert narrow("43-5031 codes", room("43-5031")) == ["43-5031", "codes"]


def test_breaks_ids_and_addresses_before_hyphens() -> None:
    mono = replace(run("aha-2020-tcpr"), typeface=Typeface("mono"))
    assert shown(broken(words([mono]), 55)) == ["aha-2020", "-tcpr"]
    assert set_text("https://a.org/one-two", room("https://a.org/one")) == ["https://a.org/one", "-two"]


def test_line_feeds_force_a_line() -> None:
    assert set_text("a\nb", 100) == ["a", "b"]
    assert set_text("a\n\nb", 100) == ["a", "", "b"]


def test_runs_that_meet_share_a_word() -> None:
    lines = broken(words([run("word"), run("1", 6), run(", next")]), room("word1,"))
    assert shown(lines) == ["word1,", "next"]


def test_lines_know_whether_they_end_at_white_space() -> None:
    lines = broken(words([run("one " + "x" * 30)]), 60)
    assert [line.spaced for line in lines][:2] == [True, False]
    assert not lines[-1].spaced


def test_balanced_lines_are_as_few_and_shorter() -> None:
    found = words([run("Public Safety Telecommunicators belong in Protective Service")])
    plain, even = broken(found, 200), balanced(found, 200)
    assert len(even) == len(plain)
    assert max(line.width for line in even) <= max(line.width for line in plain)


def test_natural_widths() -> None:
    least, most = natural_widths(words([run("aa bbbb c\nd")]))
    assert least == pytest.approx(run_width("bbbb"))
    assert most == pytest.approx(run_width("aa bbbb c"))


@given(st.text(alphabet="ab -/.\u2014\n?", max_size=60), st.floats(20, 200))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, measure: float) -> None:
    lines = broken(words([run(text)]), measure)
    assert "".join("".join(shown(lines)).split()) == "".join(text.split())
    assert all(line.width <= measure + 0.02 for line in lines)
