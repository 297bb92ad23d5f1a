"""What the last check found, kept so that the next one looks only at what changed since."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kb.errors import UnreadableError
from kb.files import write_atomically
from kb.findings import Finding, Location, Severity

_BASE = "<base>"
"""What stands for the folder of the bundled base, which may be elsewhere when the memory is read."""


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
    """Digest of each file's content, by graph."""
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
    except UnreadableError:
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
