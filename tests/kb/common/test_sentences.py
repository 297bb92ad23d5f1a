from __future__ import annotations

import pytest

from kb.common.english import sentence_ends, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ask Mr. Fox. He knows.", ["Ask Mr. Fox.", "He knows."]),
        ("It is 89 Fed. Reg. 58. See p. 3.", ["It is 89 Fed. Reg. 58.", "See p. 3."]),
        ("He said “stop.” Nobody did.", ["He said “stop.”", "Nobody did."]),
        ("They agree.[3] Others do not!", ["They agree.[3]", "Others do not!"]),
        ("one. two", ["one. two"]),
        ("  ", []),
    ],
)
def test_a_paragraph_is_split_at_the_ends_of_its_sentences_and_loses_nothing(
    text: str, parts: list[str]
) -> None:
    assert sentences(text) == parts


def test_a_caller_can_add_marks_that_close_and_open_sentences() -> None:
    assert list(sentence_ends("Cited.* +Then", closing="*", opening="+")) == [(7, 8)]
    assert list(sentence_ends("Cited.* +Then")) == []
