"""A coverage report as tables for people, and as CSV and JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence

from kb.analysis.coverage import SECTIONS, Entry
from kb.common.output import as_csv, as_json
from kb.common.tables import table


def coverage_text(entries: Sequence[Entry], form: str, width: int | None, done: str = "within reach") -> str:
    """Write a coverage report; `done` says of tables what the entries are that are not open.

    A section without entries is a line, as there is nothing of its kind to do.
    """
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
        if not found:
            parts.append(f"{section}: none\n")
            continue
        heading = f"{section}: {len(found) - left} of {len(found)} {done}\n\n"
        parts.append(heading + table(("", "id", "title", "state", "by"), lines, width))
    return "\n".join(parts)
