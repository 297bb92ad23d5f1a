"""What may be written in a record: the keys, read from `ontology/context.jsonld` and `ontology/kinds.yaml`.

The JSON-LD context is the one mapping from keys to RDF. This module only looks things up in it: which
keys a kind has, whether a value is text, a reference or a nested node, and the part of the context that
one file uses (`Schema.slice`), because a JSON-LD processor pays for every term it is given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.namespaces import PREFIXES, RECORDS, SOC_2018
from kb.records.statements import OF_DATATYPE

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Term:
    """One key in one scope."""

    key: str
    predicate: str
    """Expanded IRI."""
    datatype: str
    """`@id` or `@vocab` for a reference, an expanded IRI for a typed literal, empty for plain text."""
    node_class: str
    """Class of the nested node that the key's value describes; empty for text and references."""
    base: str
    """What a bare id is resolved against; empty for text."""
    scope: dict[str, Term]
    """Keys of the nested node, empty otherwise."""
    reverse: bool = False
    """True where the statement is read the other way round: the value is its subject."""

    @property
    def is_reference(self) -> bool:
        """Say whether values are ids of other things."""
        return not self.node_class and self.datatype in ("@id", "@vocab")


@dataclass(frozen=True, slots=True)
class Schema:
    """The vocabulary of evidence files."""

    kinds: dict[str, Term]
    """Kinds of record by key, plus `contribution`."""
    folders: dict[str, str]
    """Folder where a kind of record customarily lives."""
    context: Json
    """The whole JSON-LD context."""
    namespaces: dict[str, str]
    """By kind of thing with an id, nested ones such as `topic` too, what its ids are resolved against."""
    forms: dict[str, tuple[str, str]]
    """By predicate, the key that stands for it and the form of its values (`kb.records.statements.FORMS`)."""

    def address(self, name: str) -> str:
        """Return the IRI of a record by its name, `duty/bay.1`; a measure is a concept of a scheme."""
        kind, _, identifier = name.partition("/")
        base = self.kinds[kind].base if kind in self.kinds else ""
        return base + identifier if base else RECORDS + name

    def name_of(self, term: Term, typed: str) -> str:
        """Return the name of the record that a reference means, `duty/bay.1`; empty where it means none."""
        if not term.is_reference:
            return ""
        if term.base == RECORDS:  # a record of any kind, by its name
            return typed
        return next((f"{kind.key}/{typed}" for kind in self.kinds.values() if kind.base == term.base), "")

    def slice(self, document: Json) -> Json:
        """Return the part of the context that `document` uses; it maps the document to the same triples."""
        prefixes = {k: v for k, v in self.context.items() if isinstance(v, str) or k == "@version"}
        return prefixes | _slice(document, self.context)


def _slice(value: Any, scope: Json) -> Json:
    """Keep the definitions of the keys in `value`, each with its own nested context cut the same way."""
    kept: Json = {k: v for k, v in scope.items() if k in ("@base", "@vocab")}
    for part in value if isinstance(value, list) else [value]:
        if not isinstance(part, dict):
            continue
        for key, child in part.items():
            definition = scope.get(key)
            if isinstance(definition, dict) and "@context" in definition:
                inner = _slice(child, definition["@context"])
                if key in kept:
                    inner = _merged(kept[key]["@context"], inner)
                kept[key] = {**definition, "@context": inner}
            elif definition is not None:
                kept[key] = definition
    return kept


def _merged(left: Json, right: Json) -> Json:
    merged = dict(left)
    for key, value in right.items():
        if key in merged and isinstance(value, dict) and "@context" in value:
            inner = _merged(merged[key]["@context"], value["@context"])
            value = {**value, "@context": inner}
        merged[key] = value
    return merged


def _expand(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def _term(key: str, definition: Any, nodes: dict[str, str]) -> Term:
    if isinstance(definition, str):
        return Term(key, _expand(definition), "", "", "", {})
    inner: Json = definition.get("@context", {})
    datatype = definition.get("@type", "")
    scope = {k: _term(k, d, nodes) for k, d in inner.items() if not k.startswith("@")}
    base = inner.get("@base") or inner.get("@vocab") or (SOC_2018 if datatype == "@id" else "")
    if datatype not in ("@id", "@vocab"):
        datatype = _expand(datatype)
    predicate = _expand(definition.get("@id") or definition["@reverse"])
    return Term(key, predicate, datatype, nodes.get(key, ""), base, scope, "@reverse" in definition)


@cache
def load_schema(ontology: Path) -> Schema:
    """Read the schema from an ontology folder; the folder is part of the program, not of user data."""
    context: Json = json.loads((ontology / "context.jsonld").read_text("utf-8"))["@context"]
    table = yaml.load((ontology / "kinds.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    records: dict[str, dict[str, str]] = table["records"]
    nodes = {key: _expand(name) for key, name in table["nodes"].items()}
    classes = {kind: _expand(row["class"]) for kind, row in records.items()}
    classes["contribution"] = nodes["contribution"]
    kinds = {kind: _kind(kind, context[kind], classes[kind], nodes) for kind in classes}
    folders = {kind: row["folder"] for kind, row in records.items() if "folder" in row}
    named = {_expand(name): form for name, form in table["forms"].items()}
    bases = sorted(_bases(kinds.values()))
    namespaces = {base.rstrip("/").rpartition("/")[2]: base for base in bases}
    return Schema(kinds, folders, context, namespaces, _forms(kinds.values(), named))


def _bases(terms: Iterable[Term]) -> Iterator[str]:
    """Yield what the ids of described things are resolved against."""
    for term in terms:
        if term.node_class and term.base:
            yield term.base
        yield from _bases(term.scope.values())


def _forms(terms: Iterable[Term], named: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return key and form by predicate: what the table names, and what a datatype of the context asks for."""
    found: dict[str, tuple[str, str]] = {}
    for term in terms:
        form = named.get(term.predicate) or OF_DATATYPE.get(term.datatype)
        if form:
            found.setdefault(term.predicate, (term.key, form))
        found |= {key: value for key, value in _forms(term.scope.values(), named).items() if key not in found}
    return found


def _kind(key: str, definition: Json, node_class: str, nodes: dict[str, str]) -> Term:
    inner: Json = definition["@context"]
    scope = {k: _term(k, d, nodes) for k, d in inner.items() if not k.startswith("@")}
    return Term(key, _expand(definition["@id"]), "@id", node_class, inner.get("@base", ""), scope)
