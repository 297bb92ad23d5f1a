"""Text with its place: the small tree that YAML, JSON and CSV files are read into, and the way back to it.

Scalars stay the characters the user typed; datatypes come from the JSON-LD context, so `no`, `0.10` and
`2020-03` are never turned into something else on the way. The source map leads from what became a triple
back to its line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column in a file, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text."""

    text: str
    place: Place
    empty: bool = False
    """True for nothing at all, `~` or `null`, unquoted."""
    comment: str = ""
    """What stands behind an unquoted text on its line, from the `#` on; YAML takes it for a comment."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values in file order; a repeated key is kept, so that it can be reported."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place
    blanks: tuple[tuple[str, Place], ...] = ()
    """Keys that have a cell of their own with nothing in it: where to write what is missing."""

    def get(self, key: str) -> Node | None:
        """Return the first value of `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def scalars_of(node: Node | None) -> Iterator[Scalar]:
    """Yield the texts of a tree in file order, keys left out."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars_of(item)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            yield from scalars_of(value)


@dataclass(slots=True)
class SourceMap:
    """Places in one file, by what they became in the graph."""

    subjects: dict[str, Place] = field(default_factory=dict)
    """Where each node begins."""
    names: dict[str, str] = field(default_factory=dict)
    """The key under which each node stands, such as `evidence` or `locator`."""
    keys: dict[tuple[str, str], Place] = field(default_factory=dict)
    """Where a key stands, by subject and predicate."""
    values: dict[tuple[str, str], list[tuple[str, Place]]] = field(default_factory=dict)
    """Where each value stands, by subject and predicate, with its text or IRI."""

    repeats: dict[str, list[Place]] = field(default_factory=dict)
    """Where a node of a YAML or CSV file begins again."""

    def subject(self, iri: str, place: Place, name: str = "", *, once: bool = False) -> None:
        """Record where a node begins; the first place wins, later ones are repeats if `once` is set."""
        if once and iri in self.subjects:
            self.repeats.setdefault(iri, []).append(place)
        self.subjects.setdefault(iri, place)
        self.names.setdefault(iri, name)

    def key(self, subject: str, predicate: str, place: Place) -> None:
        """Record where a key stands."""
        self.keys.setdefault((subject, predicate), place)

    def value(self, subject: str, predicate: str, key: Place, place: Place, text: str) -> None:
        """Record where a value stands."""
        self.keys.setdefault((subject, predicate), key)
        self.values.setdefault((subject, predicate), []).append((text, place))

    def find(self, subject: str, predicate: str = "", value: str = "") -> Place | None:
        """Return the closest place known: the value, else its key, else the node; None if in no file."""
        for text, place in self.values.get((subject, predicate), ()):
            if text == value:
                return place
        known = self.keys.get((subject, predicate))
        return known or self.subjects.get(subject)
