"""Read nodes of the graph with all they say, one query a kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.resolve.lookup.records import Locator, Provenance
from kb.namespaces import iri
from kb.store import Knowledge

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

    @property
    def id(self) -> str:
        """The last part of the IRI: the id as people write it."""
        return local(self.iri)

    def one(self, name: str) -> str:
        """Return the (first) value of a prefixed predicate name, or an empty string."""
        return next(iter(self.many(name)), "")

    def prose(self, name: str) -> str:
        """Return our own words, with typographic quotation marks; quotations are read with `one`."""
        return curled(self.one(name))

    def many(self, name: str) -> tuple[str, ...]:
        """Return the values of a prefixed predicate name."""
        return self.values.get(iri(name), ())

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the records or concepts a predicate leads to."""
        return tuple(local(value) for value in self.many(name))

    def id_of(self, name: str) -> str:
        """Return the id of the record or concept a predicate leads to, or an empty string."""
        return local(self.one(name))


EMPTY = Node("", {})


def curled(words: str) -> str:
    """Return text with straight quotation marks and apostrophes as typographic ones."""
    words = re.sub(r'(^|[\s(\[—–])"', r"\1“", words).replace('"', "”")
    words = re.sub(r"(^|[\s(\[—–“])'", r"\1‘", words)
    return words.replace("'", "’")


def local(address: str) -> str:
    """Return what follows the last slash or hash of an IRI."""
    return address.rpartition("/")[2].rpartition("#")[2]


def fetch(knowledge: Knowledge, pattern: str) -> dict[str, Node]:
    """Return the nodes `?s` of a graph pattern with all their values, by IRI, in order of IRI."""
    rows = knowledge.select(
        f"SELECT DISTINCT ?s ?p ?o WHERE {{ {{ SELECT DISTINCT ?s WHERE {{ {pattern} }} }} ?s ?p ?o }}"
    )
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row["s"]][row["p"]].append(row["o"])
    return {
        subject: Node(subject, {name: tuple(sorted(v)) for name, v in found[subject].items()})
        for subject in sorted(found)
    }


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
