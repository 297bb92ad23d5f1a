"""What an import did: a line a table for people, JSON for programs, and what else there is to know."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kb.common.output import as_json
from kb.store.ledger import Imported
from kb.store.sync import SyncResult


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    file: str
    key: str
    """`dataset/edition/table`."""
    imported: Imported
    state: str
    """`new`, `replaced` or `unchanged`."""
    counted: bool
    """False when the edition declares no count for the table."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    outcomes: tuple[Outcome, ...]
    passed_over: tuple[str, ...]
    """Files of a given folder that hold no table of the data set."""
    unrecognised: tuple[str, ...]
    """For each workbook of a given folder that is something else, or cannot be read: what is the matter."""
    sync: SyncResult

    @property
    def changed(self) -> bool:
        """Whether anything is other than before."""
        return any(outcome.state != "unchanged" for outcome in self.outcomes)


def report(found: ImportReport, form: str) -> str:
    """Return a line for each table, or JSON."""
    if form == "json":
        rows = [
            {"file": o.file, "table": o.key, "state": o.state, **asdict(o.imported)} for o in found.outcomes
        ]
        return as_json(rows, 1)
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
