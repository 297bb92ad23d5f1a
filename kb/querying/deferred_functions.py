"""Functions of our own where a server evaluates, which does not know them: computed here, in its answer.

A call is written as one of CONCAT, which every engine has, and puts a mark and the arguments into the answer.
There it is computed. So it may stand wherever its value goes into the answer as it is, within COALESCE or IF
also; where the server itself would have to compare it or count with it, the query is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kb.common.sparql_tokens import Kind, Token, position, significant
from kb.model.record_names import PREDECLARED
from kb.namespaces import TERMS, XSD
from kb.querying.query_errors import QueryError
from kb.querying.query_functions import FUNCTIONS

_MARK = "\x1f"
_NAMES = {function.value.removeprefix(TERMS): function for function in FUNCTIONS}
_COUNTED = frozenset({"FILTER", "HAVING", "BY"})
_PASSING = ("COALESCE", "IF")
_OPENING, _CLOSING = ("(", "{", "["), (")", "}", "]")
_DOUBLE = ox.NamedNode(f"{XSD}double")


def deferred(query: str) -> str:
    """Return a query that parses with calls of our own functions put off.

    Raises:
        QueryError: one stands where the server would have to know its value.
    """
    found = significant(query)
    calls = [n for n, token in enumerate(found[:-1]) if _name(token) and found[n + 1].text == "("]
    for number in reversed(calls):
        wrong = _counted(found, number)
        if wrong is not None:
            raise QueryError(
                f"a server cannot count with {wrong.text}, since it does not know {found[number].text}",
                "Put its value into a column, with BIND, and filter or sort what comes out.",
                *position(query, wrong.start),
            )
        arguments, closing = _arguments(query, found, number + 1)
        texts = f', "{_escaped()}", '.join(f"STR({argument})" for argument in arguments)
        call = f'CONCAT("{_escaped()}{_name(found[number])}{_escaped()}", {texts})'
        query = query[: found[number].start] + call + query[closing.end :]
    return query


def computed(value: dict[str, Any]) -> dict[str, Any] | None:
    """Return a value of a server's answer (SPARQL 1.1 Query Results JSON) with its call computed.

    None is an unbound variable, as after any wrong call.
    """
    text = value.get("value", "")
    if not (isinstance(text, str) and text.startswith(_MARK)):
        return value
    name, *arguments = text[1:].split(_MARK)
    if name not in _NAMES:
        return value
    found = FUNCTIONS[_NAMES[name]](*(ox.Literal(each, datatype=_DOUBLE) for each in arguments))
    if not isinstance(found, ox.Literal):
        return None
    return {"type": "literal", "value": found.value, "datatype": found.datatype.value}


def computed_rows(bindings: Sequence[Mapping[str, dict[str, Any]]]) -> list[dict[str, dict[str, Any]]]:
    """Return the rows of an answer with every call computed."""
    rows = ({name: computed(value) for name, value in row.items()} for row in bindings)
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _name(token: Token) -> str:
    """Return the name of one of our functions; nothing where a token is none."""
    prefix, _, local = token.text.partition(":")
    if token.kind is Kind.PNAME and PREDECLARED.get(prefix) == TERMS and local in _NAMES:
        return local
    whole = token.text.strip("<>").removeprefix(TERMS) if token.kind is Kind.IRI else ""
    return whole if whole in _NAMES else ""


def _counted(found: Sequence[Token], call: int) -> Token | None:
    """Return the call, or the variable that gets its value, where the server would have to know the value."""
    if _keyword_before(found, call) in _COUNTED:
        return found[call]
    first, last = call, _other_end(found, call + 1, 1)
    while not (found[first - 1].text == "(" and found[last + 1].text.upper() == "AS"):
        opening = _other_end(found, first - 1, -1)
        name = found[opening - 1].text.upper()
        alone = found[first - 1].text in ("(", ",") and found[last + 1].text in (",", ")")
        if not alone or name not in _PASSING or (name == "IF" and opening == first - 1):
            return found[call]
        first, last = opening - 1, _other_end(found, opening, 1)
    named = last + 2
    for number, token in enumerate(found):
        if number == named or token.kind is not Kind.VARIABLE or token.text[1:] != found[named].text[1:]:
            continue
        if _keyword_before(found, number) == "BY" or found[_other_end(found, number - 1, -1)].text == "(":
            return token
    return None


def _other_end(found: Sequence[Token], number: int, step: int) -> int:
    """Return where the bracket at a place is closed; with -1, where what is open at a place was opened."""
    depth = 0
    while 0 <= number < len(found):
        depth += (found[number].text in _OPENING) - (found[number].text in _CLOSING)
        if depth == (step < 0):
            return number
        number += step
    return 0


def _keyword_before(found: Sequence[Token], number: int) -> str:
    """Return the word that governs an expression."""
    words = {"FILTER", "HAVING", "BY", "BIND", "SELECT"}
    return next((t.text.upper() for t in reversed(found[:number]) if t.text.upper() in words), "")


def _arguments(query: str, found: Sequence[Token], opening: int) -> tuple[list[str], Token]:
    """Return the arguments of a call as they are written, and the token that closes it."""
    depth, start, arguments = 0, found[opening].end, list[str]()
    for token in found[opening:]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 or (depth == 1 and token.text == ","):
            arguments.append(query[start : token.start].strip())
            start = token.end
        if depth == 0:
            return arguments, token
    raise ValueError("the query was seen to parse")


def _escaped() -> str:
    return "\\u001F"
