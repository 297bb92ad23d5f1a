"""Writes docs/vocabulary.md from the terms and from the bundled base as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kb.model.record_names import shorten
from kb.namespaces import BASE, FILES, RDF_TYPE, TERMS, iri, short

HEAD = """\
# The vocabulary

Classes and properties of the graph, as the bundled base uses them: what they mean, how often they occur, and
one example each. Own terms (`soce:`) are declared in [terms.ttl](../ontology/terms.ttl); the others are of
standard vocabularies, for which see [The graph](graph.md). This page is made from the base:
`UPDATE_DOCS=1 pytest tests/docs/test_vocabulary_page.py`.

![Kinds of record and how they lead to one another](images/vocabulary.svg)

Labels and annotations are worked out by the program. So is `soce:standing`, which changes with the day and is
not counted here (`soc-evidence export OUT derived` writes them).
"""
_OF_THE_DAY = tuple(iri(f"soce:{name}") for name in ("standing", "support", "textChanged"))


class Usage:
    """How the classes and properties of a store are used."""

    def __init__(self, store: ox.Store) -> None:
        self.types: dict[str, set[str]] = defaultdict(set)
        quads = [
            quad
            for quad in store
            if isinstance(quad.graph_name, ox.NamedNode)  # the default graph repeats what the others say
            and not quad.graph_name.value.startswith(f"{FILES}manifest")
            and not quad.predicate.value.startswith(_OF_THE_DAY)
        ]
        for quad in quads:
            if quad.predicate.value == RDF_TYPE:
                self.types[quad.subject.value].add(shorten(quad.object.value))
        for names in self.types.values():
            if len(names) > 1:
                names.discard("oa:SpecificResource")  # a role that records with a quotation have, too
        self.classes = Counter(name for names in self.types.values() for name in names)
        self.members: dict[str, str] = {}
        for node in sorted(self.types):
            for name in self.types[node]:
                self.members.setdefault(name, node)
        self.properties: Counter[str] = Counter()
        self.examples: dict[str, tuple[str, str]] = {}
        self.ends: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
        self.links: Counter[tuple[str, str, str]] = Counter()
        for quad in quads:
            self._note(quad)
        self.meanings = {
            shorten(quad.subject.value): quad.object.value
            for quad in quads
            if quad.predicate.value == iri("rdfs:comment") and quad.subject.value.startswith(TERMS)
        }

    def _note(self, quad: ox.Quad) -> None:
        name = shorten(quad.predicate.value)
        self.properties[name] += 1
        pair = (_named(quad.subject.value), _value(quad.object))
        self.examples[name] = min(self.examples.get(name, pair), pair)
        domain, range_ = self.ends[name]
        froms, tos = self.types.get(quad.subject.value, set()), _kinds(quad.object, self.types)
        domain.update(froms)
        range_.update(tos)
        self.links.update((one, name, other) for one in froms for other in tos)


def page(usage: Usage) -> str:
    """Return the page."""
    return "\n".join([HEAD, *_classes(usage), "", *_properties(usage), ""])


def _classes(usage: Usage) -> Iterator[str]:
    yield "## Classes\n"
    yield "| class | in the base | example | meaning |"
    yield "| --- | ---: | --- | --- |"
    for name in sorted(usage.classes, key=_ours_first):
        example = _named(usage.members[name])
        yield f"| `{name}` | {usage.classes[name]:,} | `{example}` | {_meaning(usage, name)} |"


def _properties(usage: Usage) -> Iterator[str]:
    yield "## Properties\n"
    yield "| property | in the base | of | leads to | example | meaning |"
    yield "| --- | ---: | --- | --- | --- | --- |"
    for name in sorted(usage.properties, key=_ours_first):
        domain, range_ = usage.ends[name]
        example = " → ".join(f"`{part}`" for part in usage.examples[name])
        yield (
            f"| `{name}` | {usage.properties[name]:,} | {_most(domain)} | {_most(range_)} | {example} "
            f"| {_meaning(usage, name)} |"
        )


def _ours_first(name: str) -> tuple[bool, str]:
    return not name.startswith("soce:"), name


def _most(ends: Counter[str]) -> str:
    """Return the three that occur most, and that there are more."""
    named = sorted(ends, key=lambda name: (-ends[name], name))
    return ", ".join(f"`{name}`" for name in named[:3]) + (" …" if len(named) > 3 else "")


def _meaning(usage: Usage, name: str) -> str:
    return usage.meanings.get(name, "").replace("|", "\\|")


def _kinds(term: object, types: dict[str, set[str]]) -> Iterable[str]:
    if isinstance(term, ox.Literal):
        return [f"text @{term.language}"] if term.language else [shorten(term.datatype.value)]
    return types.get(term.value, ["an address"]) if isinstance(term, ox.NamedNode) else []


def _named(node: str) -> str:
    name = shorten(node)
    return (short(node) if name == node else name).removeprefix(BASE)


def _value(term: object) -> str:
    if not isinstance(term, ox.Literal):
        return _named(term.value) if isinstance(term, ox.NamedNode) else ""
    text = term.value if len(term.value) <= 40 else f"{term.value[:39].rstrip()}…"
    return text.replace("|", "/").replace("`", "'").replace("\n", " ")
