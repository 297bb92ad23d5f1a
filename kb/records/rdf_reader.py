"""Turtle, TriG and JSON-LD files, accepted as they are: quads from the RDF parser, places from a scan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kb.findings import Check, Finding, Location, Severity
from kb.namespaces import BASE, PREFIXES, RECORDS
from kb.records.evidence_files import place_of
from kb.records.nodes import Mapping, Node, Scalar, Sequence, SourceMap, scalars_of
from kb.records.schema import Schema
from kb.records.turtle_map import map_turtle
from kb.records.yaml_nodes import parse_yaml

SYNTAX = Check(
    "rdf-syntax",
    Severity.ERROR,
    "A Turtle, TriG or JSON-LD file is not well formed.",
    "Look at the place named; a missing full stop, quote or prefix shows up just after it.",
)
REMOTE_CONTEXT = Check(
    "remote-context",
    Severity.ERROR,
    "A JSON-LD file asks for a context on the network.",
    f"Write the context into the file, or use `{BASE}context.jsonld`, which is built in.",
)
NO_LINKED_DATA = Check(
    "json-without-context",
    Severity.WARNING,
    "A JSON file has no `@context`, so that nothing of it can be read.",
    f'Begin it with {{"@context": "{BASE}context.jsonld", …}}, write it as YAML, or move it elsewhere.',
)
CONTEXT_ADDRESS = BASE + "context.jsonld"
MAX_DEPTH = 100
"""Brackets inside brackets that a JSON-LD file may have; records have five."""

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')


def read_turtle(text: str, shown: str, *, trig: bool) -> tuple[list[ox.Quad], SourceMap, list[Finding]]:
    """Parse Turtle or TriG; relative IRIs are resolved against the record base, so `<claim/x>` works."""
    form = ox.RdfFormat.TRIG if trig else ox.RdfFormat.TURTLE
    quads, findings = _parse(text, form, shown)
    return quads, map_turtle(text, RECORDS), findings


def read_jsonld(text: str, shown: str, schema: Schema) -> tuple[list[ox.Quad], SourceMap, list[Finding]]:
    """Parse JSON-LD; only contexts inside the file and the project's own are used."""
    deep = _too_deep(text)
    if deep is not None:
        message = f"Here the brackets are nested more than {MAX_DEPTH} deep."
        return (
            [],
            SourceMap(),
            [SYNTAX.finding(message, Location(shown, *place_of(text, deep)), "Flatten it.")],
        )
    try:
        data = json.loads(text)
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        message = f"Not valid JSON: {getattr(error, 'msg', error)}."
        return [], SourceMap(), [SYNTAX.finding(message, Location(shown, line, column))]
    if not _is_linked(data):
        message = "This JSON has no `@context`; nothing of it is read."
        return [], SourceMap(), [NO_LINKED_DATA.finding(message, Location(shown, 1, 1))]
    root, _ = parse_yaml(text, shown)  # JSON is YAML too; this reading is for the places only
    findings = [
        REMOTE_CONTEXT.finding(f"The context `{address}` is not fetched.", _at(shown, address, root))
        for address in _remote_contexts(data)
    ]
    if findings:
        return [], SourceMap(), findings
    text = json.dumps(_with_own_context(data, schema))
    quads, findings = _parse(text, ox.RdfFormat.JSON_LD, shown)
    return quads, _map_json(root), findings


def _too_deep(text: str) -> int | None:
    """Return where the nesting passes the bound; everything behind this line may recurse."""
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        if depth > MAX_DEPTH:
            return match.start()
    return None


def _is_linked(data: Any) -> bool:
    """Say whether any object has a key of JSON-LD, such as `@context` or `@id`."""
    if isinstance(data, list):
        return any(_is_linked(item) for item in data)
    if not isinstance(data, dict):
        return False
    return any(key.startswith("@") or _is_linked(value) for key, value in data.items())


def _parse(text: str, form: ox.RdfFormat, shown: str) -> tuple[list[ox.Quad], list[Finding]]:
    try:
        return list(ox.parse(text, format=form, base_iri=RECORDS)), []
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        column = getattr(error, "offset", None) or 1
        message = re.sub(r"^Parser error .*?: ", "", str(getattr(error, "msg", error))).rstrip(".")
        where = Location(shown, line, column)
        return [], [SYNTAX.finding(f"Cannot be parsed: {message}.", where)]


def _contexts(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("@context", "@import"):
                yield from value if isinstance(value, list) else [value]
            yield from _contexts(value)
    elif isinstance(data, list):
        for item in data:
            yield from _contexts(item)


def _remote_contexts(data: Any) -> list[str]:
    addresses = (c for c in _contexts(data) if isinstance(c, str))
    return sorted({address for address in addresses if address != CONTEXT_ADDRESS})


def _with_own_context(data: Any, schema: Schema) -> Any:
    """Put the project's context in the place of its address."""
    if isinstance(data, list):
        return [_with_own_context(item, schema) for item in data]
    if not isinstance(data, dict):
        return schema.context if data == CONTEXT_ADDRESS else data
    return {
        key: _with_own_context(value, schema)
        if isinstance(value, dict | list) or key == "@context"
        else value
        for key, value in data.items()
    }


def _at(shown: str, text: str, node: Node | None) -> Location:
    for scalar in scalars_of(node):
        if scalar.text == text:
            return Location(shown, scalar.place.line, scalar.place.column)
    return Location(shown, 1, 1)


def _map_json(root: Node | None) -> SourceMap:
    """Map the nodes that carry an `@id` and their keys, through the prefixes that the project knows."""
    result = SourceMap()
    _visit(root, result)
    return result


def _visit(node: Node | None, result: SourceMap) -> None:
    if isinstance(node, Sequence):
        for item in node.items:
            _visit(item, result)
    if not isinstance(node, Mapping):
        return
    identifier = node.get("@id") or node.get("id")
    if isinstance(identifier, Scalar):
        subject = _expand(identifier.text)
        result.subject(subject, node.place)
        for key, value in node.entries:
            result.key(subject, _expand(key.text), key.place)
            for scalar in scalars_of(value):
                place = scalar.place
                result.value(subject, _expand(key.text), key.place, place, _expand(scalar.text))
    for _, value in node.entries:
        _visit(value, result)


def _expand(name: str) -> str:
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return name if "://" in name or " " in name else RECORDS + name
