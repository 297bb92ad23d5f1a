"""Solutions as SPARQL 1.1 Query Results JSON, the form in which the worker hands them over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kb.namespaces import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def solutions_json(names: Sequence[str], rows: Iterable[Mapping[str, Term]]) -> bytes:
    """Return a results document; a variable that a row lacks is unbound in it."""
    bindings = [{name: as_json(term) for name, term in row.items()} for row in rows]
    document = {"head": {"vars": list(names)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False).encode()


def as_json(term: Term) -> dict[str, Any]:
    """Return a term as section 3.2.2 of the recommendation has it; an RDF 1.2 triple is nested."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return {"type": "triple", "value": {name: as_json(part) for name, part in parts}}
    literal: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
    elif term.datatype.value != f"{XSD}string":
        literal["datatype"] = term.datatype.value
    return literal
