"""Nodes of the graph with all that is said of them, one query a kind: what the loaders of records read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.model.graph import Binding, Graph
from kb.model.record_names import id_of
from kb.model.records import Locator, Provenance
from kb.namespaces import RECORDS, iri

Prose = Callable[[str], str]
"""How our own words are shown, such as with typographic quotation marks; never applied to quotations."""

_LOCATOR_KEYS = (
    "sheet",
    "section",
    "paragraph",
    "table",
    "page",
    "item",
    "row",
    "column",
    "cell",
    "line",
)
"""Locator keys from the wide to the narrow, the order in which a note names them."""


@dataclass(frozen=True, slots=True)
class Node:
    """A subject with its values by predicate; several values of one predicate are sorted."""

    iri: str
    values: Mapping[str, tuple[str, ...]]
    prose_style: Prose = str
    superseded_by: str = ""
    """Id of the record that takes its place."""

    @property
    def id(self) -> str:
        """The last part of the IRI: the id as people write it."""
        return id_of(self.iri)

    def one(self, name: str) -> str:
        """Return the (first) value of a prefixed predicate name, or an empty string."""
        return next(iter(self.many(name)), "")

    def prose(self, name: str) -> str:
        """Return our own words in the reader's style; quotations are read with `one`."""
        return self.prose_style(self.one(name))

    def many(self, name: str) -> tuple[str, ...]:
        """Return the values of a prefixed predicate name."""
        return self.values.get(iri(name), ())

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the records or concepts a predicate leads to."""
        return tuple(id_of(value) for value in self.many(name))

    def id_of(self, name: str) -> str:
        """Return the id of the record or concept a predicate leads to, or an empty string."""
        return id_of(self.one(name))


EMPTY = Node("", {})

_SUPERSEDED = """
SELECT ?old ?new WHERE {
  { ?new dcterms:replaces ?old } UNION { ?old dcterms:isReplacedBy ?new }
} ORDER BY ?old ?new"""


class NodeReader:
    """Reads nodes of one graph."""

    def __init__(self, graph: Graph, prose: Prose = str) -> None:
        self.graph, self.prose = graph, prose

    @cached_property
    def superseded(self) -> dict[str, str]:
        """What takes the place of each superseded record, as IRIs."""
        rows = self.graph.select(_SUPERSEDED)
        return {row["old"]: row["new"] for row in rows if row["old"].startswith(RECORDS)}

    def fetch(self, pattern: str, **bindings: Binding) -> dict[str, Node]:
        """Return the nodes `?s` of a graph pattern with all their values, by IRI, in order of IRI.

        Values of `bindings` are lists; each fills its block in the pattern, `VALUES ?s {}`.
        """
        rows = self.graph.select(
            f"SELECT DISTINCT ?s ?p ?o WHERE {{ {{ SELECT DISTINCT ?s WHERE {{ {pattern} }} }} ?s ?p ?o }}",
            **bindings,
        )
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            found[row["s"]][row["p"]].append(row["o"])
        return {subject: self._node(subject, found[subject]) for subject in sorted(found)}

    def _node(self, subject: str, values: Mapping[str, list[str]]) -> Node:
        return Node(
            subject,
            {name: tuple(sorted(some)) for name, some in values.items()},
            self.prose,
            id_of(self.superseded.get(subject, "")),
        )


def locator(node: Node, nested: Mapping[str, Node]) -> Locator:
    """Return the locator parts of a record, given the nodes its values lead to."""
    part = nested.get(node.one("soce:locator"), EMPTY)
    return tuple((key, value) for key in _LOCATOR_KEYS if (value := part.one(f"soce:{key}")))


def provenance(node: Node, nested: Mapping[str, Node]) -> Provenance:
    """Return where a record comes from."""
    return Provenance(
        source=node.id_of("dcterms:source"),
        locator=locator(node, nested),
        verification=node.id_of("soce:verification") or "unverified",
        note=node.prose("soce:verificationNote"),
    )


def walk_list(cells: Mapping[str, Node], head: str) -> Iterable[str]:
    """Yield the members of an RDF list whose cells were fetched."""
    seen = set()
    while head in cells and head not in seen:
        seen.add(head)
        yield cells[head].one("rdf:first")
        head = cells[head].one("rdf:rest")
