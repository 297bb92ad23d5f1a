"""What a query demands of every row: its triples, the values it lists, and what it compares them with.

Only what must hold for each row is returned: no OPTIONAL patterns, no alternatives, nothing that must not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kb.namespaces import BASE

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

_PASSED = (
    *("Project", "Distinct", "Reduced", "Slice", "OrderBy", "Extend", "Group", "AggregateJoin"),
    *("SelectQuery", "AskQuery", "ConstructQuery", "DescribeQuery", "ToMultiSet", "Graph", "Filter"),
)
"""Steps of the algebra whose pattern must hold."""
_UNTRIED = 2_000
"""Signs of nesting from which a query is not looked at."""

Term = ox.NamedNode | ox.Literal | str
"""A term, or the name of a variable."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A variable compared with a literal, or its language with one."""

    variable: str
    operator: str
    literal: ox.Literal
    of_language: bool = False


@dataclass(slots=True)
class Demands:
    """What must hold."""

    triples: list[tuple[Term, Term, Term]] = field(default_factory=list)
    """With a property in the middle; paths are left out."""
    values: dict[str, list[ox.NamedNode | ox.Literal]] = field(default_factory=dict)
    """What VALUES lists, by variable."""
    comparisons: list[Comparison] = field(default_factory=list)


def demands_of(text: str, prefixes: Mapping[str, str]) -> Demands:
    """Return what a query demands; nothing of one that rdflib does not read, or that is very deep."""
    found = Demands()
    if len(re.findall(r"[{(!]|\|\|", text)) > _UNTRIED:
        return found
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(text), base=BASE, initNs=dict(prefixes)).algebra
    except Exception:
        return found
    _walk(algebra, found)
    return found


def _walk(step: CompValue, found: Demands) -> None:
    name = step.name
    if name == "BGP":
        found.triples += _triples(step)
    elif name == "values":
        for variable, term in _listed(step):
            found.values.setdefault(variable, []).append(term)
    elif name == "Join":
        _walk(step.p1, found)
        _walk(step.p2, found)
    elif name in ("LeftJoin", "Minus"):
        _walk(step.p1, found)
    elif name == "DescribeQuery" and step.p is None:  # terms alone: each is to be in a statement
        described = [term for term in map(_term, step.PV) if isinstance(term, ox.NamedNode)]
        found.triples += [(term, "property", "value") for term in described]
    elif name in _PASSED:
        if name == "Filter":
            found.comparisons += _comparisons(step.expr)
        _walk(step.p, found)


def _triples(step: CompValue) -> Iterator[tuple[Term, Term, Term]]:
    for triple in step.triples:
        subject, property_, value = (_term(each) for each in triple)
        if subject is not None and property_ is not None and value is not None:
            yield subject, property_, value


def _listed(step: CompValue) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    for row in step.res:
        for variable, value in row.items():
            term = _term(value)
            if isinstance(term, ox.NamedNode | ox.Literal):
                yield str(variable), term


def _comparisons(expression: Any) -> Iterator[Comparison]:
    """Yield what all must hold: the parts of a conjunction."""
    name = getattr(expression, "name", "")
    if name == "ConditionalAndExpression":
        for part in (expression.expr, *expression.other):
            yield from _comparisons(part)
    elif name == "RelationalExpression":
        yield from _comparison(expression.expr, str(expression.op), expression.other)
    elif name == "Builtin_LANGMATCHES":
        yield from _comparison(expression.arg1, "=", expression.arg2)


def _comparison(left: Any, operator: str, right: Any) -> Iterator[Comparison]:
    from rdflib import Variable

    literal = _term(right)
    if not isinstance(literal, ox.Literal):
        return
    if isinstance(left, Variable):
        yield Comparison(str(left), operator, literal)
    elif getattr(left, "name", "") == "Builtin_LANG" and isinstance(left.arg, Variable):
        yield Comparison(str(left.arg), operator, literal, of_language=True)


def _term(term: Any) -> Term | None:
    """Return a term of rdflib's as the store has it; None for paths, and for what is no term."""
    from rdflib import BNode, Literal, URIRef, Variable

    if isinstance(term, Variable):
        return str(term)
    if isinstance(term, BNode):
        return f"_:{term}"
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return ox.Literal(str(term), datatype=datatype)
    return None
