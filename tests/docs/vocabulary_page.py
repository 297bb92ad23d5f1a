"""Writes docs/vocabulary.md and its picture from the terms and from the bundled base as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

import pyoxigraph as ox

from kb.model.record_names import shorten
from kb.namespaces import BASE, FILES, RDF_TYPE, TERMS, iri, short

HEAD = """\
# The vocabulary

Classes and properties of the graph, as the bundled base uses them: what they mean, how often they occur, and
one example each. Own terms (`soce:`) are declared in [terms.ttl](../ontology/terms.ttl); all others are standard
vocabularies, for which see [The graph](graph.md). This page is made from the base:
`UPDATE_DOCS=1 pytest tests/docs/test_vocabulary_page.py`.

![Kinds of record and how they lead to one another](images/vocabulary.svg)

Labels and annotations are worked out by the program. So is `soce:standing`, which changes with the day and is not
counted here (`soc-evidence export OUT derived` writes them).
"""
_SHOWN = {
    "soce:Claim": (390, 30),
    "soce:EvidenceLine": (390, 130),
    "soce:EvidenceItem": (390, 230),
    "qb:Observation": (640, 230),
    "soce:DutyStatement": (140, 230),
    "dcterms:BibliographicResource": (390, 330),
    "soce:Objection": (640, 30),
    "soce:Principle": (640, 130),
    "soce:ProtectiveFunction": (140, 130),
    "skos:Concept": (140, 330),
    "soce:Docket": (640, 330),
    "prov:Agent": (140, 30),
}
"""Where the kinds stand in the picture, by their upper left corner."""
_SVG = "http://www.w3.org/2000/svg"
_WIDE, _HIGH = 190, 40
_OF_THE_DAY = tuple(iri(f"soce:{name}") for name in ("standing", "support", "textChanged"))


class Usage:
    """How the classes and properties of a store are used."""

    def __init__(self, store: ox.Store) -> None:
        self.types: dict[str, set[str]] = defaultdict(set)
        quads = [
            quad
            for quad in store
            if not quad.graph_name.value.startswith(f"{FILES}manifest")
            and not quad.predicate.value.startswith(_OF_THE_DAY)
        ]
        for quad in quads:
            if quad.predicate.value == RDF_TYPE:
                self.types[quad.subject.value].add(shorten(quad.object.value))
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


def picture(usage: Usage) -> str:
    """Return a picture of the kinds of record and the properties between them, as SVG."""
    parts = [
        f'<svg xmlns="{_SVG}" viewBox="0 0 970 400" role="img" font-family="sans-serif" font-size="12">',
        "<title>Kinds of record and how they lead to one another</title>",
        '<rect width="970" height="400" fill="#fff"/>',
    ]
    boxes = {name: place for name, place in _SHOWN.items() if usage.classes[name]}
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, name, other in sorted(usage.links):
        if one in boxes and other in boxes and one != other:
            named[one, other].append(name)
    for (one, other), names in named.items():
        parts += _arrow(boxes[one], boxes[other], names)
    for name, (x, y) in boxes.items():
        parts.append(
            f'<rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="4" fill="#eef3f8" stroke="#345"/>'
            f'<text x="{x + _WIDE / 2:g}" y="{y + 17}" text-anchor="middle">{escape(name)}</text>'
            f'<text x="{x + _WIDE / 2:g}" y="{y + 33}" text-anchor="middle" fill="#567">'
            f"{usage.classes[name]:,}</text>"
        )
    return "\n".join([*parts, "</svg>", ""])


def _arrow(start: tuple[int, int], end: tuple[int, int], names: list[str]) -> Iterator[str]:
    (x1, y1), (x2, y2) = ((x + _WIDE / 2, y + _HIGH / 2) for x, y in (start, end))
    shown = ", ".join(names[:1]) + (" …" if len(names) > 1 else "")
    x, y = x1 + (x2 - x1) * 0.42, y1 + (y2 - y1) * 0.42
    yield f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="#9ab"/>'
    yield f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="9" fill="#345">{escape(shown)}</text>'
