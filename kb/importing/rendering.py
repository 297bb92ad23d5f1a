"""What an import tells: its progress, a line a table, and notes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from kb.importing.importer import ImportReport, Progress

_WORDS = 44
"""Characters of the progress line left for what is being done."""


@contextmanager
def progress(stream: TextIO, paths: Sequence[Path]) -> Iterator[Progress]:
    """Show a bar while the block runs, when the stream is a terminal; its length is the files' bytes."""
    if not stream.isatty():
        yield lambda doing, size: None
        return
    total = sum(file.stat().st_size for path in paths for file in _files(path))
    doing_now = ""

    def shown(_: object) -> str:
        return doing_now[:_WORDS]

    with click.progressbar(length=total, file=stream, item_show_func=shown, width=24) as bar:

        def advance(doing: str, size: int) -> None:
            nonlocal doing_now
            doing_now = doing
            bar.update(size)
            bar.render_progress()

        yield advance


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in sorted(path.iterdir()) if file.is_file()]
    return [path] if path.is_file() else []


def report(found: ImportReport, form: str) -> str:
    """Return a line for each table, or JSON."""
    if form == "json":
        rows = [
            {"file": o.file, "table": o.key, "state": o.state, **asdict(o.imported)} for o in found.outcomes
        ]
        return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    width = max(len(outcome.key) for outcome in found.outcomes)
    return "".join(
        f"{o.key:{width}}  {o.imported.rows:>9,} rows  {o.imported.statements:>11,} statements  {o.state}\n"
        for o in found.outcomes
    )


def notes(found: ImportReport) -> list[str]:
    """Return what else there is to know."""
    told = []
    if found.passed_over:
        told.append(f"Not imported, for they hold no table that is: {', '.join(found.passed_over)}.")
    told += [f"Passed over: {matter}" for matter in found.unrecognised]
    uncounted = [outcome.key for outcome in found.outcomes if not outcome.counted]
    if uncounted:
        told.append(f"No count is declared, so completeness was not checked: {', '.join(uncounted)}.")
    if found.sync.behind:
        told.append("Another process is writing to the store; the next command takes the import in.")
    if not found.changed:
        told.append("Everything was imported before; nothing has changed.")
    return told
