"""Answers of a server as terms: its words are taken for nothing until they are what the protocol says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kb.errors import UnreadableError
from kb.remote.engine_differences import term
from kb.server_settings import INSTEAD

ROWS_TYPE = "application/sparql-results+json"
GRAPH_TYPE = "application/n-triples"
_WRONG = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
Term = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Solutions:
    """The rows of a SELECT query."""

    names: tuple[str, ...]
    rows: list[dict[str, Term]]


def read_solutions(answer: bytes) -> Solutions:
    """Read the rows of a SELECT query.

    Raises:
        UnreadableError: the answer is no such thing.
    """
    try:
        document = json.loads(answer)
        names = tuple(str(name) for name in document["head"]["vars"])
        bindings = document["results"]["bindings"]
        rows = [{name: term(row[name]) for name in names if name in row} for row in bindings]
    except _WRONG as error:
        raise garbage(answer, error) from error
    return Solutions(names, rows)


def read_boolean(answer: bytes) -> bool:
    """Read the answer to an ASK query.

    Raises:
        UnreadableError: it is no such thing.
    """
    try:
        said: Any = json.loads(answer)["boolean"]
        if not isinstance(said, bool):
            raise ValueError("neither true nor false")
    except _WRONG as error:
        raise garbage(answer, error) from error
    return said


def read_triples(answer: bytes) -> list[ox.Triple]:
    """Read the graph of a CONSTRUCT query.

    Raises:
        UnreadableError: it is none.
    """
    try:
        # Turtle has N-Triples within it, and some servers answer in it whatever they are asked for.
        return [quad.triple for quad in ox.parse(answer, format=ox.RdfFormat.TURTLE)]
    except (SyntaxError, ValueError) as error:
        raise garbage(answer, error) from error


def garbage(answer: bytes, error: Exception) -> UnreadableError:
    """Return the error for an answer that cannot be read; it says how the answer begins."""
    return UnreadableError(
        f"The server's answer is none of the SPARQL 1.1 Protocol; it begins: {words_of(answer, 80)}",
        f"Is `query` in [store] the address of its query endpoint? Meanwhile: export {INSTEAD}=embedded",
    )


def words_of(answer: bytes, most: int) -> str:
    """Return how an answer begins on one line, without signs by which it could steer a terminal."""
    words = " ".join(answer[: 4 * most].decode("utf-8", "replace").split())
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words)[:most]
