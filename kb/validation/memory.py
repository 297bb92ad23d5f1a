"""What the last check found, kept so that the next one looks only at what changed since."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import UnreadableError
from kb.files import write_atomically
from kb.findings import Finding, Location, Severity
from kb.validation.result import Result


@dataclass(frozen=True, slots=True)
class Memory:
    """The results of one validation, with what they depend on."""

    rules: str
    """Digest of the shapes and the program, and the working folder that paths are relative to."""
    files: dict[str, str]
    """Digest of each file's content, by graph."""
    names: dict[str, list[str]]
    """The records that each file describes or mentions, by graph."""
    results: tuple[Result, ...]


NOTHING = Memory("", {}, {}, ())


def recall(path: Path) -> Memory:
    """Read the memory; an absent or damaged one is no memory."""
    try:
        data = json.loads(path.read_text("utf-8"))
        results = tuple(_result(row) for row in data["results"])
        return Memory(data["rules"], data["files"], data["names"], results)
    except (OSError, ValueError, KeyError, TypeError):
        return NOTHING


def remember(path: Path, memory: Memory) -> None:
    """Write the memory; a folder that cannot be written only makes the next check slower."""
    data = dataclasses.asdict(memory)
    data["results"] = [[result.focus, dataclasses.asdict(result.finding)] for result in memory.results]
    try:
        write_atomically(path, json.dumps(data).encode())
    except UnreadableError:
        return


def _result(row: list[Any]) -> Result:
    focus, finding = row
    where = Location(**finding["location"])
    severity = Severity(finding["severity"])
    data = tuple((name, value) for name, value in finding["data"])
    told = (finding["check"], severity, finding["message"], finding["fix"], where, finding["subject"], data)
    return Result(focus, Finding(*told))
