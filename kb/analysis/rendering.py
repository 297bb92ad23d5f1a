"""Analyses as text for people, and as CSV and JSON for programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from kb.analysis.coverage import SECTIONS, Entry
from kb.common.tables import table

FORMATS = ("table", "csv", "json")


def as_json(value: Any) -> str:
    """Write a dataclass, or a list of them, as JSON."""
    plain = (
        [dataclasses.asdict(item) for item in value] if isinstance(value, list) else dataclasses.asdict(value)
    )
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as RFC 4180 CSV with line feeds."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return buffer.getvalue()


def coverage(entries: list[Entry], form: str, width: int | None) -> str:
    """Write a coverage report."""
    if form == "json":
        return as_json(entries)
    if form == "csv":
        rows = [(e.section, e.id, e.title, e.state, str(e.open).lower(), " ".join(e.by)) for e in entries]
        return as_csv(("section", "id", "title", "state", "open", "by"), rows)
    parts = []
    for section in SECTIONS:
        found = [entry for entry in entries if entry.section == section]
        left = sum(entry.open for entry in found)
        lines = [("open" if e.open else "", e.id, e.title, e.state, " ".join(e.by)) for e in found]
        heading = f"{section}: {len(found) - left} of {len(found)} closed\n\n"
        parts.append(heading + table(("", "id", "title", "state", "by"), lines, width) if found else heading)
    return "\n".join(parts)
