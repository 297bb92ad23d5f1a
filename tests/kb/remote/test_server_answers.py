"""A server's words are taken for nothing until they are what the protocol says."""

from __future__ import annotations

import pytest

from kb.errors import UnreadableError
from kb.remote.server_answers import read_boolean, read_solutions, read_triples, words_of


def test_words_of_a_server_are_one_line_that_steers_no_terminal() -> None:
    assert words_of(b"\x1b[2J Gone\r\n\r\n\x07for\xe2\x80\xaegood", 40) == "�[2J Gone �for�good"
    assert words_of("ünü".encode() * 100, 5) == "ünüün"
    assert words_of(b"\xff\xfe", 5) == "��"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"null",
        b'{"head": {"vars": ["s"]}, "results": {"bindings": 3}}',
        b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "no IRI"}}]}}',
        b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "thing", "value": "x"}}]}}',
        b'{"boolean": "true"}',
    ],
)
def test_what_is_no_answer_is_told(answer: bytes) -> None:
    for read in (read_solutions, read_boolean):
        with pytest.raises(UnreadableError, match=r"none of the SPARQL 1\.1 Protocol; it begins"):
            read(answer)


def test_what_is_no_graph_is_told() -> None:
    with pytest.raises(UnreadableError, match="it begins: <html>Sign in"):
        read_triples(b"<html>Sign in</html>")
