"""Give a query its parameters: new values for its VALUES blocks.

A query that takes a parameter says so in plain SPARQL, with a default, so that it runs in any tool:

    VALUES ?code { soc:43-5031 }

Binding puts other terms between the braces. A value from outside is made into a term of the kind the
default has (IRI, text, number) and written out escaped; it can never become part of the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kb.common.dates_and_numbers import read_number
from kb.common.names import nearest_name
from kb.common.sparql_tokens import Kind, Token, significant
from kb.model.record_names import expand
from kb.namespaces import iri
from kb.querying.query_errors import QueryError

_WHOLE_IRI = re.compile(r"(?:https?|urn):[^\s<>\"{}|\\^`]+")
_BARE = re.compile(r"[^\s<>\"{}|\\^`/#]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A `VALUES ?name { … }` of a query. `start` and `end` are the offsets between the braces."""

    name: str
    start: int
    end: int
    default: Token | None
    """The first value, whose kind the values from outside take; None when there is none."""


def blocks(text: str) -> dict[str, Block]:
    """Return the one-variable VALUES blocks of a query by variable name; the first of a name counts."""
    found = significant(text)
    result: dict[str, Block] = {}
    for index, token in enumerate(found):
        if token.text.upper() != "VALUES" or len(found) < index + 4:
            continue
        variable, brace = found[index + 1], found[index + 2]
        if variable.kind is not Kind.VARIABLE or brace.text != "{":
            continue
        closing = next((item for item in found[index + 3 :] if item.text == "}"), None)
        if closing is not None:
            first = found[index + 3]
            default = None if first is closing else first
            block = Block(variable.text[1:], brace.end, closing.start, default)
            result.setdefault(block.name, block)
    return result


def bind(text: str, values: Mapping[str, Sequence[str]]) -> str:
    """Return the query with the given values in place of the defaults.

    Raises:
        QueryError: the query has no such parameter, or a value does not fit its kind.
    """
    known = blocks(text)
    for name in sorted(values):
        if name not in known:
            raise _unknown(name, known)
    for block in sorted((known[name] for name in values), key=lambda item: -item.start):
        terms = " ".join(str(_term(value, block)) for value in values[block.name])
        text = f"{text[: block.start]} {terms} {text[block.end :]}"
    return text


def _term(value: str, block: Block) -> ox.NamedNode | ox.Literal:
    """Make a value into a term of the kind of the block's default."""
    kind = block.default.kind if block.default else Kind.STRING
    if kind in (Kind.IRI, Kind.PNAME) and block.default:
        return ox.NamedNode(_address(value, block.name, block.default))
    if kind is Kind.NUMBER:
        if read_number(value) is None or "e" in value.lower():
            raise QueryError(f"`{value}` is no number", f"Give one: -p {block.name}=10")
        datatype = "xsd:decimal" if "." in value else "xsd:integer"
        return ox.Literal(value, datatype=ox.NamedNode(iri(datatype)))
    return ox.Literal(value)


def _address(value: str, name: str, default: Token) -> str:
    """Return an IRI: as given, from a known prefix, or in the namespace of the default."""
    whole = expand(value) or (value if _WHOLE_IRI.fullmatch(value) else None)
    if whole:
        return whole
    base = expand(default.text) if default.kind is Kind.PNAME else default.text.strip("<>")
    if base is None or not _BARE.fullmatch(value):
        raise QueryError(
            f"`{value}` names nothing", f"Give an id or an IRI: -p {name}=… (now {default.text})"
        )
    return re.sub(r"[^/#]*$", "", base) + value


def _unknown(name: str, known: Mapping[str, Block]) -> QueryError:
    near = nearest_name(name, known, 0.5)
    if near:
        remedy = f"Did you mean -p {near}=…?"
    elif known:
        remedy = f"Its parameters are: {', '.join(sorted(known))}."
    else:
        remedy = (
            f"Write VALUES ?{name} {{ soc:43-5031 }} in the query; -p changes what is between the braces."
        )
    return QueryError(f"the query has no parameter `{name}`", remedy)
