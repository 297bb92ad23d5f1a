"""Say where a query that does not parse goes wrong, and what to do about it.

The engine reports the furthest character it looked at, which lies up to one keyword beyond the mistake.
Spreading the tokens further apart than the longest keyword makes that character fall on the token to blame.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kb.common.names import nearest_name
from kb.common.sparql_tokens import Kind, offset_of, position, significant
from kb.namespaces import BASE
from kb.querying.mistakes import GENERAL, explain_fault, prose
from kb.querying.query_errors import QuerySyntaxError
from kb.querying.query_fault import Fault
from kb.querying.query_functions import FUNCTIONS
from kb.querying.safety import defused

_GAP = " " * 40
_SCHEMES = frozenset({"http", "https", "urn", "mailto"})
_ALSO_CALLED = {"dct": "dcterms", "dcterm": "dcterms", "terms": "dcterms", "sdo": "schema", "cube": "qb"}
"""Other usual names of known prefixes."""
_NOTHING = ox.Store()
"""In which nothing is found."""
_REPORT = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)


def syntax_error(text: str, prefixes: Mapping[str, str]) -> QuerySyntaxError | None:
    """Return what is wrong with a query, or None when it parses and calls no other computer."""
    try:
        _parse(defused(text), prefixes)
    except SyntaxError as error:
        return _unclosed(text) or _undeclared(text, prefixes) or _explained(text, prefixes, str(error))
    return None


def _parse(text: str, prefixes: Mapping[str, str]) -> None:
    """Parse only: a defused query over an empty store finds nothing and fetches nothing."""
    _NOTHING.query(text, base_iri=BASE, prefixes=dict(prefixes), custom_functions=FUNCTIONS)


def _unclosed(text: str) -> QuerySyntaxError | None:
    """Return an error for the first quotation mark that belongs to no text."""
    for token in significant(text):
        if token.kind is Kind.OTHER and token.text in ("'", '"'):
            return QuerySyntaxError(
                "this quotation mark is never closed",
                "Close it on the same line, or use three marks.",
                *position(text, token.start),
            )
    return None


def _undeclared(text: str, prefixes: Mapping[str, str]) -> QuerySyntaxError | None:
    """Return an error for the first prefix that is neither predeclared nor declared in the query."""
    found = significant(text)
    declared = set(prefixes)
    for before, token in zip([None, *found], found, strict=False):
        declares = before is not None and before.text.upper() == "PREFIX"
        if declares and token.kind is Kind.WORD:
            return QuerySyntaxError(
                f"`{token.text}` lacks its colon",
                f"Write PREFIX {token.text}: <…>.",
                *position(text, token.start),
            )
        if token.kind is not Kind.PNAME:
            continue
        prefix = token.text.partition(":")[0]
        if declares:
            declared.add(prefix)
        elif prefix in _SCHEMES and prefix not in declared:
            return QuerySyntaxError(
                "an address stands between < and >, and holds no blanks",
                f"Write <{prefix}:…>.",
                *position(text, token.start),
            )
        elif prefix not in declared:
            near = _ALSO_CALLED.get(prefix) or nearest_name(prefix, declared)
            hint = f"Did you mean `{near}:`? " if near else ""
            known = ", ".join(sorted(declared))
            return QuerySyntaxError(
                f"the prefix `{prefix}:` is not declared",
                f"{hint}Declare it with PREFIX {prefix}: <…>, or use a known one: {known}.",
                *position(text, token.start),
            )
    return None


def _explained(text: str, prefixes: Mapping[str, str], report: str) -> QuerySyntaxError:
    fault = _locate(text, prefixes)
    if fault is None:
        found = _REPORT.match(report)
        place = (int(found[1]), int(found[2])) if found else (1, 1)
        return QuerySyntaxError("the query does not parse", prose(report) or GENERAL, *place)
    said = explain_fault(fault)
    blamed = said.place or fault.token
    return QuerySyntaxError(
        said.message, said.remedy, *position(text, blamed.start if blamed else len(text.rstrip()))
    )


def _locate(text: str, prefixes: Mapping[str, str]) -> Fault | None:
    """Return the first token that the grammar does not allow, or None when it cannot be told."""
    found = significant(text)
    spread, starts = "", []
    for token in found:
        joined = token.kind is Kind.LANGUAGE or token.text == "^^" or spread.endswith("^^")
        spread += "" if joined else _GAP
        starts.append(len(spread))
        spread += token.text
    try:
        _parse(defused(spread + _GAP), prefixes)
    except SyntaxError as error:
        report = _REPORT.match(str(error))
        if report is None:
            return None
        reached = offset_of(spread + _GAP, int(report[1]), int(report[2]))
        index = sum(start <= reached for start in starts) - 1
        if reached >= len(spread + _GAP) and not prose(report[3]):
            return Fault(None, found, report[3])
        index = max(index, 0)
        if not found:
            return Fault(None, [], report[3])
        return Fault(found[index], found[:index], report[3], found[index + 1 :])
    return None
