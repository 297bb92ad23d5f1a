"""Records as they are written: plain keys and values, the same from YAML and from CSV, and back to YAML.

For whoever compares, renames or hands on records without the graph. What may be written in two ways has one
form here: a list of one value is that value, and `quote: "…"` is `quote: {exact: "…"}`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from kb.records import nodes
from kb.records.csv_nodes import parse_csv
from kb.records.linked import SHORTHAND
from kb.records.schema import Schema, Term
from kb.records.yaml_nodes import parse_yaml

Value = Any
"""Text, a list of values, or a dict of values by key."""
WRITTEN = frozenset({".yaml", ".yml", ".csv"})
"""The kinds of file whose records can be taken as they are written."""
CONTRIBUTION = "contribution"
_WIDTH = 110


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """One record with its keys, as its file has them."""

    kind: str
    identifier: str
    keys: Mapping[str, Value]
    """Everything but the id."""

    @property
    def name(self) -> str:
        """The record as people write it, such as `duty/bay-1`."""
        return f"{self.kind}/{self.identifier}"

    @property
    def digest(self) -> str:
        """The sha256 of what it says: the same for the same keys and values in any order of keys."""
        said = json.dumps([self.kind, self.identifier, self.keys], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The records of one file, in its order, and the contribution that it states itself."""

    records: tuple[WrittenRecord, ...]
    contribution: Mapping[str, str]


def read_written(text: str, suffix: str, schema: Schema) -> WrittenFile:
    """Take the records of a file's text; what is malformed is left out, and `read_record_file` says why.

    Args:
        text: of a file, with plain line ends.
        suffix: one of `WRITTEN`.
        schema: the keys that records may have.
    """
    root, _ = parse_csv(text, "", schema) if suffix == ".csv" else parse_yaml(text, "")
    if not isinstance(root, nodes.Mapping):
        return WrittenFile((), {})
    found: list[WrittenRecord] = []
    contribution: dict[str, str] = {}
    for key, value in root.entries:
        kind = schema.kinds.get(key.text)
        for node in value.items if isinstance(value, nodes.Sequence) else (value,):
            if kind is None or not isinstance(node, nodes.Mapping):
                continue
            keys = _keys(node, kind)
            if key.text == CONTRIBUTION:
                contribution = {name: text for name, text in keys.items() if isinstance(text, str)}
            elif isinstance(keys.get("id"), str):
                found.append(WrittenRecord(key.text, keys.pop("id"), keys))
    return WrittenFile(tuple(_with_source(found)), contribution)


def _with_source(records: list[WrittenRecord]) -> Iterator[WrittenRecord]:
    """Name the source of evidence that its file leaves to be understood."""
    sources = [record.identifier for record in records if record.kind == "source"]
    for record in records:
        if record.kind == "evidence" and len(sources) == 1 and "source" not in record.keys:
            record = replace(record, keys={**record.keys, "source": sources[0]})
        yield record


def _keys(node: nodes.Mapping, term: Term) -> dict[str, Value]:
    values = {key.text: _value(value, term.scope.get(key.text)) for key, value in node.entries}
    return {key: value for key, value in values.items() if value not in ("", [], {})}


def _value(node: nodes.Node, term: Term | None) -> Value:
    if isinstance(node, nodes.Sequence):
        values = [_value(item, term) for item in node.items]
        return values[0] if len(values) == 1 else values
    if isinstance(node, nodes.Mapping):
        return _keys(node, term) if term else {}
    if term and term.node_class and term.key in SHORTHAND:
        return {SHORTHAND[term.key]: node.text}
    return "" if node.empty else node.text


def references(record: WrittenRecord, schema: Schema) -> Iterator[str]:
    """Yield the names of the records that a record refers to, such as `source/bay-sop`."""
    found: list[str] = []

    def noted(name: str) -> str:
        found.append(name)
        return name

    _walked(record.keys, schema.kinds[record.kind], schema, noted)
    yield from found


def renamed(record: WrittenRecord, names: Mapping[str, str], schema: Schema) -> WrittenRecord:
    """Return a record with other names for itself and for what it refers to, such as `duty/1: duty/bay.1`."""
    keys = _walked(record.keys, schema.kinds[record.kind], schema, lambda name: names.get(name, name))
    return WrittenRecord(record.kind, names.get(record.name, record.name).partition("/")[2], keys)


def _walked(
    keys: Mapping[str, Value], term: Term, schema: Schema, named: Callable[[str], str]
) -> dict[str, Value]:
    """Return keys with `named` applied to the name of every record that they refer to."""

    def value(found: Value, inner: Term | None) -> Value:
        if isinstance(found, list):
            return [value(item, inner) for item in found]
        if isinstance(found, dict):
            return _walked(found, inner, schema, named) if inner else found
        name = schema.name_of(inner, found) if inner else ""
        return named(name).removeprefix(name.removesuffix(found)) if name else found

    return {key: value(found, term.scope.get(key)) for key, found in keys.items()}


def as_yaml(records: Iterable[WrittenRecord], contribution: Mapping[str, str] | None = None) -> str:
    """Write records as an evidence file, the contribution first, then kind by kind as they come."""
    document: dict[str, Any] = {CONTRIBUTION: dict(contribution)} if contribution else {}
    for record in records:
        document.setdefault(record.kind, []).append({"id": record.identifier, **record.keys})
    layout: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": _WIDTH}
    return str(yaml.dump(document, Dumper=_Plain, **layout))


class _Plain(yaml.CSafeDumper):
    """Writes what records may hold: no anchors, however often the same value stands there."""

    def ignore_aliases(self, data: object) -> bool:
        """Write every value out."""
        return True
