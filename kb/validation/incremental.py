"""Validation whose cost follows the change, not the size of the base.

The records that a change can reach are validated on a small graph of them and their company. A shape looks
along property paths, forwards and backwards, so a change reaches as far as the longest path of the shapes.
Concepts and codes (a verification status, an occupation) and nodes that many others point to do not pass a
change on: no shape looks from one record to another through them.

What a check found is kept, so that the next one looks only at what changed since. A workspace that was never
checked starts from the results of the bundled base, which a wheel brings along; in a clone they are kept in
the user's cache folder.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kb.common.files import write_atomically
from kb.common.program import code_digest
from kb.errors import UnwritableError
from kb.findings import Finding, Location, Severity
from kb.namespaces import BASE, RECORDS, file_graph
from kb.records.collection import Collection, RecordFile, reader_digest
from kb.workspace import Workspace

_BASE = "<base>"
"""What stands for the folder of the bundled base, which may be elsewhere when the memory is read."""

MANY = 0.5
"""Share of changed files above which everything is validated again."""
FINDINGS = "findings.json"
Links = Mapping[str, set[str]]

REACH = 1
"""Steps a change travels from what a changed file describes or mentions; no record shape looks further."""
HUB = 64
"""Links beyond which a node that did not change itself does not pass a change on."""


class Result(NamedTuple):
    """One violation of a shape: the node that was checked, and what is wrong with it."""

    focus: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Memory:
    """The results of one validation, with what they depend on."""

    rules: str
    """Digest of the shapes and the program."""
    files: dict[str, str]
    """Digest of each file's content, with its place unless it is of the base, by graph."""
    names: dict[str, list[str]]
    """The records that each file describes or mentions, by graph."""
    results: tuple[Result, ...]


NOTHING = Memory("", {}, {}, ())


def recall(path: Path, base: Path) -> Memory:
    """Read a memory; an absent or damaged one is no memory. `base` is the folder of the bundled base."""
    try:
        data = json.loads(path.read_text("utf-8"))
        results = tuple(_result(row, base) for row in data["results"])
        return Memory(data["rules"], data["files"], data["names"], results)
    except (OSError, ValueError, KeyError, TypeError):
        return NOTHING


def remember(path: Path, memory: Memory, base: Path) -> None:
    """Write a memory; a folder that cannot be written only makes the next check slower."""
    rows = [_row(result, base) for result in memory.results]
    data = {"rules": memory.rules, "files": memory.files, "names": memory.names, "results": rows}
    try:
        write_atomically(path, json.dumps(data).encode())
    except UnwritableError:
        return


def _row(result: Result, base: Path) -> list[Any]:
    data = dataclasses.asdict(result.finding)
    path = Path(result.finding.location.path)
    if path.is_relative_to(base):
        data["location"]["path"] = f"{_BASE}/{path.relative_to(base).as_posix()}"
    return [result.focus, data]


def _result(row: list[Any], base: Path) -> Result:
    focus, data = row
    where = Location(**data["location"])
    if where.path.startswith(_BASE):
        where = dataclasses.replace(where, path=str(base / where.path.removeprefix(f"{_BASE}/")))
    severity = Severity(data["severity"])
    more = tuple((name, value) for name, value in data["data"])
    told = (data["check"], severity, data["message"], data["fix"], where, data["subject"], more)
    return Result(focus, Finding(*told))


def validated(collection: Collection, workspace: Workspace) -> tuple[Result, ...]:
    """Return every violation of a shape, from memory as far as nothing within reach changed."""
    return _memory_of(collection, workspace, _rules_digest(workspace.ontology)).results


def _memory_of(collection: Collection, workspace: Workspace, rules: str) -> Memory:
    place, base = workspace.derived / FINDINGS, workspace.base
    known = recall(place, base.root)
    before = known
    if before.rules != rules:
        before = recall(workspace.shipped / FINDINGS, base.root)
    if before.rules != rules:
        before = NOTHING if base is workspace else _memory_of(_part(collection, base), base, rules)
    memory = validate_since(before, collection, rules, workspace.ontology / "shapes")
    if memory is not known:
        remember(place, memory, base.root)
    return memory


def _part(collection: Collection, base: Workspace) -> Collection:
    """Return the files of the base alone."""
    home = file_graph("base", "")
    files = tuple(file for file in collection.files if file.graph.startswith(home))
    return Collection(collection.schema, files, (), base)


def _rules_digest(ontology: Path) -> str:
    """Return a digest of all code and shapes that the results depend on."""
    code = code_digest((__name__,), ("pyshacl", "rdflib"))
    shapes = [path.read_bytes() for path in sorted((ontology / "shapes").rglob("*.ttl"))]
    return hashlib.sha256(b"".join([code.encode(), reader_digest(ontology).encode(), *shapes])).hexdigest()


def validate_since(memory: Memory, collection: Collection, rules: str, shapes: Path) -> Memory:
    """Validate what changed since `memory` and carry the rest over."""
    files = {file.graph: _state(file) for file in collection.files}
    changed = {
        graph for graph in files.keys() | memory.files.keys() if files.get(graph) != memory.files.get(graph)
    }
    if memory.rules == rules and not changed:
        return memory
    names = {file.graph: names_in(file) for file in collection.files}
    if memory.rules != rules or len(changed) > MANY * len(files):
        return Memory(rules, files, names, tuple(_validate(collection, shapes)))
    seeds = {name for graph in changed for name in (*names.get(graph, ()), *memory.names.get(graph, ()))}
    links = links_of(collection.files)
    focus = within_reach(links, seeds, seeds)
    company = within_reach(links, focus, seeds)
    kept = [result for result in memory.results if result.focus not in focus]
    return Memory(rules, files, names, (*kept, *_validate(collection, shapes, focus, company)))


def _state(file: RecordFile) -> str:
    """Return what results about a file depend on: its content, and, as they name it, its place."""
    return file.sha256 if file.graph.startswith(file_graph("base", "")) else f"{file.sha256} {file.shown}"


def _validate(
    collection: Collection, shapes: Path, focus: set[str] | None = None, company: set[str] | None = None
) -> list[Result]:
    """Validate some nodes on a graph of them and their company, or all nodes."""
    from kb.validation.shacl import load_shapes, validate_statements

    statements = (
        statement
        for file in collection.files
        for statement in file.statements
        if company is None or statement.subject in company
    )
    found = validate_statements(statements, load_shapes(shapes), collection, focus)
    return [Result(*each) for each in found]


def names_in(file: RecordFile) -> list[str]:
    """Return every record that a file describes or mentions, sorted."""
    subjects = {statement.subject for statement in file.statements}
    objects = {statement.value for statement in file.statements if statement.value.startswith(RECORDS)}
    return sorted(subjects | objects)


def within_reach(links: Links, start: AbstractSet[str], changed: AbstractSet[str]) -> set[str]:
    """Return the nodes to start from and those within reach of them; `changed` ones always pass on."""
    reached = set(start)
    edge = set(start)
    for _ in range(REACH):
        passing = {name for name in edge if name in changed or _passes_on(name, links)}
        edge = {other for name in passing for other in links.get(name, ())} - reached
        reached |= edge
    return reached


def _passes_on(name: str, links: Links) -> bool:
    return name.startswith(RECORDS) and len(links.get(name, ())) <= HUB


def links_of(files: Iterable[RecordFile]) -> Links:
    """Return who is linked to whom, in either direction."""
    links: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for subject, _, term, _ in file.statements:
            if term.value.startswith(BASE):
                links[subject].add(term.value)
                links[term.value].add(subject)
    return links
