from __future__ import annotations

import pytest

from kb.common.english import MAX_QUERY_WORDS, query_stems, stems
from kb.search.hits import matched


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9-1-1", ["911"]),
        ("T-CPR", ["tcpr", "cpr"]),
        ("43-5031", ["435031"]),
        ("call-takers", ["call", "taker"]),
        ("O*NET", ["onet", "net"]),
        ("the dispatcher's calls", ["dispatch", "call"]),
        ("U.S. and E-911", ["us", "e911"]),
        ("the of and", []),
        ("救命 спасение", ["救命", "спасение"]),
        ("AND OR NOT (((", ["not"]),
        ("", []),
    ],
)
def test_words_become_stems(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


def test_a_very_long_query_is_read_in_part() -> None:
    assert len(query_stems(" ".join(f"word{n}" for n in range(10_000)))) == MAX_QUERY_WORDS


def test_matched_words_are_shown_as_they_are_written() -> None:
    assert matched("Callers are told; the caller listens", {"caller"}) == ("Callers", "caller")
