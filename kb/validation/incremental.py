"""Validation whose cost follows the change, not the size of the base.

The records that a change can reach are validated on a small graph of them and their company.
"""

from __future__ import annotations

from pathlib import Path

from kb.records.collection import Collection
from kb.validation.memory import Memory
from kb.validation.neighbourhood import links_of, names_in, within_reach
from kb.validation.result import Result
from kb.validation.shacl import validate_statements
from kb.validation.shapes import load_shapes

MANY = 0.5
"""Share of changed files above which everything is validated again."""


def validate_since(memory: Memory, collection: Collection, rules: str, shapes: Path) -> Memory:
    """Validate what changed since `memory` and carry the rest over."""
    files = {file.graph: file.sha256 for file in collection.files}
    changed = {
        graph for graph in files.keys() | memory.files.keys() if files.get(graph) != memory.files.get(graph)
    }
    if memory.rules == rules and not changed:
        return memory
    names = {file.graph: names_in(file) for file in collection.files}
    if memory.rules != rules or len(changed) > MANY * len(files):
        return Memory(rules, files, names, tuple(_validate(collection, shapes, None)))
    seeds = {name for graph in changed for name in (*names.get(graph, ()), *memory.names.get(graph, ()))}
    links = links_of(collection.files)
    focus = within_reach(links, seeds, seeds)
    company = within_reach(links, focus, seeds)
    kept = [result for result in memory.results if result.focus not in focus]
    fresh = [result for result in _validate(collection, shapes, company) if result.focus in focus]
    return Memory(rules, files, names, (*kept, *fresh))


def _validate(collection: Collection, shapes: Path, nodes: set[str] | None) -> list[Result]:
    """Validate the statements about some nodes, or all of them; nodes at the edge may lack company."""
    statements = (
        statement
        for file in collection.files
        for statement in file.statements
        if nodes is None or statement.subject in nodes
    )
    return validate_statements(statements, load_shapes(shapes), collection)
