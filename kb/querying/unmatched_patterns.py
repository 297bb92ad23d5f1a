"""Patterns of a query that nothing in the graph fits, though each of their names occurs in it.

Of a property, one value stands for the kind of all: the base writes those of one property in one way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kb.model.record_names import shorten
from kb.namespaces import RDF_TYPE, XSD
from kb.querying.query_patterns import Comparison, Demands, Term
from kb.store.merged_graph import is_merged

_LOOKED_AT = 50_000
"""Values of one property among which the nearest is looked for."""
_OWNERS = 20
_SHOWN = 60
"""Characters of a text that are shown."""
_ALIKE = 70.0
_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long"))
_TYPE = ox.NamedNode(RDF_TYPE)


def unmatched_patterns(demands: Demands, store: ox.Store) -> Iterator[str]:
    """Yield a sentence for each pattern that nothing fits."""
    for subject, property_, value in demands.triples:
        if not isinstance(property_, ox.NamedNode):
            continue
        for wanted in _wanted(value, demands):
            yield from _unmatched(subject, property_, wanted, store)
        if isinstance(value, str):
            yield from _lacking(subject, property_, demands, store)
    for comparison in demands.comparisons:
        for property_, _ in _compared(comparison, demands, store):
            if comparison.operator == "=" and not comparison.of_language:
                yield from _unmatched("it", property_, comparison.literal, store)


def unlike_comparisons(demands: Demands, store: ox.Store) -> Iterator[str]:
    """Yield a sentence for each comparison of values with what is of another kind, so that none ever fits."""
    for comparison in demands.comparisons:
        for property_, there in _compared(comparison, demands, store):
            name = written(property_)
            if comparison.of_language:
                if not there.language:
                    yield f"Values of {name} have no language tag; leave the condition on LANG out."
            elif kind_of(there) != kind_of(comparison.literal):
                yield (
                    f"{written(comparison.literal)} is compared with values of {name}, which are "
                    f"{kind_of(there)}, such as {written(there)}; compare with one of that kind."
                )


def _compared(
    comparison: Comparison, demands: Demands, store: ox.Store
) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    """Yield the properties whose values are compared, with one of the values."""
    for _, property_, value in demands.triples:
        if value == comparison.variable and isinstance(property_, ox.NamedNode):
            sample = _first(store, None, property_, None)
            if sample is not None and isinstance(sample.object, ox.Literal):
                yield property_, sample.object


def _wanted(value: Term, demands: Demands) -> list[ox.NamedNode | ox.Literal]:
    """Return the terms that stand in a place: one that is written there, or those of VALUES."""
    return demands.values.get(value, []) if isinstance(value, str) else [value]


def _unmatched(
    subject: Term, property_: ox.NamedNode, value: ox.NamedNode | ox.Literal, store: ox.Store
) -> Iterator[str]:
    """Say that nothing has a value, or that a thing does not; nothing of terms that are nowhere at all."""
    node = subject if isinstance(subject, ox.NamedNode) else None
    if _first(store, node, property_, value) is not None or _first(store, None, property_, None) is None:
        return
    if isinstance(value, ox.NamedNode) and not _is_there(value, store):
        return
    whose = written(node) if node else "Nothing"
    said = f"{whose} has {written(property_)} {written(value)}."
    if node:
        said = f"{whose} has no {written(property_)} {written(value)}."
    yield f"{said}{_instead(property_, value, store)}"


def _instead(property_: ox.NamedNode, value: ox.NamedNode | ox.Literal, store: ox.Store) -> str:
    """Return what to write in place of a value: its other form, that of what is called so, or the nearest."""
    found = islice(store.quads_for_pattern(None, property_, None, None), _LOOKED_AT)
    texts = list(dict.fromkeys(quad.object for quad in found if isinstance(quad.object, ox.Literal)))
    if not texts:
        return ""
    if isinstance(value, ox.NamedNode):
        own = _first(store, value, property_, None)
        such = (
            f"It is written {written(own.object)}" if own else f"Its values are such as {written(texts[0])}"
        )
        return f" {such}."
    same = next((text for text in texts if text.value == value.value), None)
    if same is not None:
        return f" It is written {written(same)}."
    if kind_of(texts[0]) != kind_of(value):
        return f" Its values are {kind_of(texts[0])}, such as {written(texts[0])}."
    owners = islice(store.quads_for_pattern(None, None, ox.Literal(value.value), None), _OWNERS)
    others = [(quad, _first(store, quad.subject, property_, None)) for quad in owners]
    meant = sorted({written(other.object) for _, other in others if other})
    if meant:
        called = written(next(quad.predicate for quad, other in others if other))
        return f" That is the {called} of what has {' or '.join(meant)}."
    names = [text.value for text in texts]
    near = process.extractOne(value.value, names, scorer=fuzz.ratio, processor=str.lower, score_cutoff=_ALIKE)
    return f' Did you mean "{near[0]}"?' if near else f" Its values are such as {written(texts[0])}."


def _lacking(subject: Term, property_: ox.NamedNode, demands: Demands, store: ox.Store) -> Iterator[str]:
    """Say that a thing, or everything of a class, lacks a property that others have."""
    if _first(store, None, property_, None) is None or property_ == _TYPE:
        return
    if isinstance(subject, ox.NamedNode):
        if _is_there(subject, store) and _first(store, subject, property_, None) is None:
            yield f"{written(subject)} has no {written(property_)}."
        return
    classes = [value for each, of, value in demands.triples if each == subject and of == _TYPE]
    for kind in classes:
        if isinstance(kind, ox.NamedNode) and _is_there(kind, store):
            asked = f"ASK {{ ?it a {kind} ; {property_} ?value }}"
            if not store.query(asked, use_default_graph_as_union=not is_merged(store)):
                yield f"No {written(kind)} has {written(property_)}."


def kind_of(literal: ox.Literal) -> str:
    """Return what kinds of literal compare with one another, in words."""
    if literal.language:
        return f"texts in {literal.language}"
    datatype = literal.datatype.value
    if datatype in _NUMBERS:
        return "numbers"
    return "texts" if datatype == f"{XSD}string" else shorten(datatype)


def written(term: object) -> str:
    """Return a term as it is written in a query."""
    if isinstance(term, ox.NamedNode):
        name = shorten(term.value)
        return "a" if term == _TYPE else name if name != term.value else f"<{name}>"
    if isinstance(term, ox.Literal):
        if term.datatype.value in _NUMBERS:
            return term.value
        plain = not term.language and term.datatype.value == f"{XSD}string"
        mark = "" if plain else f"@{term.language}" if term.language else f"^^{shorten(term.datatype.value)}"
        text = term.value if len(term.value) <= _SHOWN else f"{term.value[:_SHOWN]}…"
        return f"{ox.Literal(text)}{mark}"
    return str(term)


def _is_there(node: ox.NamedNode, store: ox.Store) -> bool:
    return _first(store, node, None, None) is not None or _first(store, None, None, node) is not None


def _first(
    store: ox.Store,
    subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
    property_: ox.NamedNode | None,
    value: ox.NamedNode | ox.Literal | None,
) -> ox.Quad | None:
    return next(store.quads_for_pattern(subject, property_, value, None), None)
