"""What engines do otherwise than the recommendations, or each in its own way, put right in one place.

What cannot be put right is named in docs/larger-bases.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kb.namespaces import XSD

_INTEGER = ox.NamedNode(f"{XSD}integer")
_BOOLEANS = {"1": "true", "0": "false"}
"""Virtuoso writes booleans as numbers; both are lexical forms of the same value (XSD 1.1 part 2, 3.3.2)."""
_OVER_UNION = frozenset({"union-default-graph", "query.all.graphs"})
"""Parameters of an address by which Oxigraph and Stardog ask over the union of graphs."""


def query_address(address: str, selects: bool) -> str:
    """Return the address for a query: one that selects its graphs itself must not be asked over the union."""
    if not selects:
        return address
    parts = urlsplit(address)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in _OVER_UNION]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def term(value: Mapping[str, Any]) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a term of SPARQL 1.1 Query Results JSON, its literals as the embedded store writes them.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    kind, text = value["type"], value["value"]
    if kind == "uri":
        return ox.NamedNode(text)
    if kind == "bnode":
        return ox.BlankNode(re.sub(r"\W", "", text) or "b")
    if kind not in ("literal", "typed-literal"):
        raise ValueError(f"`{kind}` is no kind of term")
    if language := value.get("xml:lang"):
        return ox.Literal(text, language=language)
    datatype = value.get("datatype", f"{XSD}string")
    return ox.Literal(_canonical(text, datatype.removeprefix(XSD)), datatype=ox.NamedNode(datatype))


def _canonical(text: str, kind: str) -> str:
    """Return a lexical form as Oxigraph writes it: numbers without zeros that say nothing."""
    if kind == "boolean":
        return _BOOLEANS.get(text, text)
    if kind == "decimal" and "." in text:
        return text.rstrip("0").rstrip(".")
    return text


def make_canonical(value: dict[str, Any]) -> None:
    """Write a term of SPARQL 1.1 Query Results JSON as the embedded store does.

    Raises:
        KeyError, TypeError, AttributeError: it is none.
    """
    if value["type"] == "typed-literal":
        value["type"] = "literal"
    if datatype := value.get("datatype"):
        value["value"] = _canonical(value["value"], datatype.removeprefix(XSD))


def comparable(triple: ox.Triple) -> tuple[str, ...]:
    """Return a statement so that it compares by value: Virtuoso gives whole decimals as integers."""
    return tuple(_by_value(part) for part in triple)


def _by_value(part: object) -> str:
    whole = isinstance(part, ox.Literal) and part.datatype.value == f"{XSD}decimal" and "." not in part.value
    return (
        str(ox.Literal(part.value, datatype=_INTEGER))
        if whole and isinstance(part, ox.Literal)
        else str(part)
    )
