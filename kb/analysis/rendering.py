"""Analyses as text for people, and as CSV and JSON for programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from kb.analysis.compare import Cell, Comparison
from kb.analysis.coverage import SECTIONS, Entry
from kb.analysis.figures import Figure, latest
from kb.querying.table import table

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


def comparison(found: Comparison, form: str, width: int | None, *, series: bool) -> str:
    """Write a comparison; figures of earlier periods only with `series`."""
    found = found if series else dataclasses.replace(found, figures=latest(found.figures))
    if form == "json":
        return as_json(found)
    if form == "csv":
        return as_csv(_LONG, _long_rows(found))
    return "\n".join(
        (
            table(
                ("code", "title", "definition"),
                [(o.code, o.title, _whose(o)) for o in found.occupations],
                width,
            ),
            _matrix(found, width),
            _figures(found.figures, width),
            _duties(found, width),
        )
    )


def _whose(occupation: Any) -> str:
    return occupation.definition if occupation.official else f"{occupation.definition} (our gloss)"


_LONG = ("section", "code", "item", "value", "unit", "period", "sample", "source", "verification", "records")


def _long_rows(found: Comparison) -> Iterable[tuple[str, ...]]:
    for o in found.occupations:
        yield ("definition", o.code, o.title, o.definition, "official" if o.official else "gloss", *[""] * 5)
    for row in found.functions:
        for cell in row.cells:
            ids = " ".join((*cell.required, *cell.may))
            count = str(len(cell.required) + len(cell.may))
            yield ("function", cell.code, row.function, count, "duties", "", "", "", "", ids)
    for f in found.figures:
        yield (
            "figure",
            f.code,
            f.measure,
            f.value,
            f.unit,
            f.period,
            f.sample,
            f.source,
            f.verification,
            f.id,
        )
    for d in found.duties:
        yield ("duty", d.code, d.kind, d.statement, "", "", "", d.source, d.verification, d.id)


def _matrix(found: Comparison, width: int | None) -> str:
    headings = ("function", *(o.code for o in found.occupations))
    rows = [
        (row.label if row.protective else f"({row.label})", *(_count(cell) for cell in row.cells))
        for row in found.functions
    ]
    note = "Duties by function: required + may. Functions in brackets are not protective.\n\n"
    return note + table(headings, rows, width, frozenset(range(1, len(headings))))


def _count(cell: Cell) -> str:
    """Write how many duties perform a function; a full stop for none, so that an empty row is no gap."""
    if not cell.required and not cell.may:
        return "."
    return f"{len(cell.required)}+{len(cell.may)}"


def _figures(figures: Iterable[Figure], width: int | None) -> str:
    headings = ("measure", "code", "value", "unit", "period", "n", "source", "verification")
    rows = [
        (
            ", ".join(filter(None, (f.measure, f.label, f.place))),
            f.code,
            f.value,
            f.unit,
            f.period,
            f.sample,
            f.source,
            f.verification,
        )
        for f in figures
    ]
    return table(headings, rows, width, frozenset((2, 5)))


def _duties(found: Comparison, width: int | None) -> str:
    rows = [(d.code, d.kind, d.statement, " ".join(d.functions), d.source, d.item) for d in found.duties]
    return table(("code", "kind", "duty", "functions", "source", "item"), rows, width)
