"""What changed between two texts, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.word_changes import word_changes

WORDS = st.lists(st.sampled_from("a b c the".split()), max_size=60)


@given(WORDS, WORDS)
def test_the_changes_make_one_text_of_the_other(before: list[str], after: list[str]) -> None:
    changes = word_changes(before, after)
    assert [w for _, a, b, _, _ in changes for w in before[a:b]] == before
    assert [w for _, _, _, c, d in changes for w in after[c:d]] == after
    assert all(before[a:b] == after[c:d] for what, a, b, c, d in changes if what == "equal")


def test_one_word_put_among_thousands_of_equal_ones() -> None:
    before = ["word"] * 3000
    after = [*before[:1500], "new", *before[1500:]]
    assert [c for c in word_changes(before, after) if c[0] != "equal"] == [("insert", 1500, 1500, 1500, 1501)]


def test_thousands_of_equal_words_in_another_order() -> None:
    before, after = ["a", "b"] * 1500, ["b", "a", "a"] * 1000
    assert word_changes(before, after)
