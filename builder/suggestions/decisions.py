"""What was decided about suggestions, in a file beside the draft, kept under git with it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from kb.common.files import write_atomically
from kb.common.output import as_csv
from kb.errors import UnreadableError, UsageError

FILE = "suggestions.csv"
ACCEPTED, REJECTED = "accepted", "rejected"
_HEADER = ["record", "decision", "reason"]


@dataclass(frozen=True, slots=True)
class Decision:
    """That a record was accepted for the draft, or rejected, and why."""

    record: str
    """Kind and id, such as `evidence/aha-2020-burden`."""
    decision: str
    """accepted or rejected."""
    reason: str


def decisions_file(draft: Path) -> Path:
    """Return the file of a draft's decisions; it need not exist."""
    return draft.parent / FILE


def read_decisions(path: Path) -> dict[str, Decision]:
    """Return the decisions by record.

    Raises:
        UnreadableError: the file is not a table of record, decision, reason.
    """
    if not path.exists():
        return {}
    try:
        rows = list(csv.reader(path.read_text("utf-8").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(f"{path}: {error}.", "Correct the file, or delete it.") from error
    if not rows or rows[0] != _HEADER:
        raise UnreadableError(f"{path}:1:1: the header is missing.", f"Begin it with {','.join(_HEADER)}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(_HEADER) or row[1] not in (ACCEPTED, REJECTED):
            raise UnreadableError(
                f"{path}:{number}:1: this is no decision.", f"Write: record,{ACCEPTED} or {REJECTED},reason"
            )
    return {row[0]: Decision(*row) for row in rows[1:]}


def write_decision(path: Path, decision: Decision) -> None:
    """Add a decision to the file, or replace the one on the same record.

    Raises:
        UsageError: a rejection without a reason.
        UnreadableError: the file is malformed, or cannot be written.
    """
    if decision.decision == REJECTED and not decision.reason.strip():
        raise UsageError("A rejection needs a reason.", 'Add --reason "why it does not fit"')
    known = read_decisions(path) | {decision.record: decision}
    rows = ((d.record, d.decision, " ".join(d.reason.split())) for _, d in sorted(known.items()))
    write_atomically(path, as_csv(_HEADER, rows).encode())
