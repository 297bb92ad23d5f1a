"""Sheets and files of an office that are handed in again: their rows take the place of the earlier ones.

A file is the same one again when its office is the same and it shares rows with an earlier file: all of the
earlier one's, at least half of them, or any where the name is the same, too. It is replaced where it lies, at
once or not at all; what it said before stays beside it, in `.earlier/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.common.files import short_path, write_atomically
from kb.contributing.contribution import CONTRIBUTED, Contribution, office_of, stated_in
from kb.contributing.incoming import Incoming
from kb.contributing.row_comparison import ComparedRow, RowState, compare_rows
from kb.findings import Check, Finding, Location, Severity
from kb.records.collection import Collection
from kb.records.evidence_files import CONTRIBUTION_FILE, decode
from kb.records.schema import Schema
from kb.records.written_records import WRITTEN, WrittenRecord, as_yaml, read_written

ROW_GONE = Check(
    "row-gone",
    Severity.WARNING,
    "A sheet that is handed in again lacks a row that it had.",
    "Put it back if it still holds. What the sheet said before is kept in `.earlier/`.",
)
CONTRIBUTION_KEPT = Check(
    "contribution-kept",
    Severity.WARNING,
    "A workbook that is handed in again says something else of the contribution than before.",
    "Correct it in the `contribution.yaml` of the folder.",
)
EARLIER = ".earlier"
"""Folder beside a file for what it said before; not read."""


@dataclass(frozen=True, slots=True)
class Update:
    """A file that takes the place of an earlier one."""

    file: Incoming
    earlier: Path
    rows: tuple[ComparedRow, ...]

    @property
    def findings(self) -> list[Finding]:
        """Name the rows that are gone."""
        return [
            ROW_GONE.finding(f"`{row.name}` is not in it any more.", Location(self.file.shown))
            for row in self.rows
            if row.state is RowState.GONE
        ]

    def said(self) -> list[str]:
        """Return how many rows are new, changed, the same or gone, and then what changed."""
        counts = [(state, sum(row.state is state for row in self.rows)) for state in RowState]
        changed = [row for row in self.rows if row.state is RowState.CHANGED]
        return [
            ", ".join(f"{count} {state.value}" for state, count in counts if count),
            *(f"{row.name}: {'; '.join(d.said() for d in row.differences)}" for row in changed),
        ]


def find_updates(
    files: Iterable[Incoming], contribution: Contribution, collection: Collection, evidence: Path
) -> list[Update]:
    """Return the files that take the place of earlier ones, each of another."""
    earlier = {
        path: _rows(path.read_bytes(), path.suffix.lower(), collection.schema)
        for path in contributed_by(contribution.short_name, collection, evidence)
    }
    updates: list[Update] = []
    for file in files:
        rows = _rows(file.records, Path(file.name).suffix, collection.schema)
        place = _same_again(file.name, rows, earlier)
        if place:
            updates.append(Update(file, place, compare_rows(earlier.pop(place), rows)))
    return updates


def contributed_by(office: str, collection: Collection, evidence: Path) -> list[Path]:
    """Return the files that an office handed in before and that can be replaced, by its short name."""
    return [
        file.path
        for file in collection.files
        if file.path.is_relative_to(evidence / CONTRIBUTED)
        and file.path.suffix.lower() in WRITTEN
        and file.path.name != CONTRIBUTION_FILE
        and office_of(stated_in(file.path.parent)) == office
    ]


def _rows(data: bytes, suffix: str, schema: Schema) -> dict[str, WrittenRecord]:
    if suffix not in WRITTEN:
        return {}
    text, _ = decode(data, "")
    return {record.name: record for record in read_written(text, suffix, schema).records}


def _same_again(
    name: str, rows: dict[str, WrittenRecord], earlier: dict[Path, dict[str, WrittenRecord]]
) -> Path | None:
    """Return the earlier file that a file is again, the one with most rows in common."""
    found: list[tuple[int, Path]] = []
    for path, known in earlier.items():
        shared = len(known.keys() & rows.keys())
        if path.suffix == Path(name).suffix and shared and (path.name == name or 2 * shared >= len(known)):
            found.append((shared, path))
    return max(found)[1] if found else None


def kept_contributions(
    folders: Iterable[Path], contribution: Contribution, asked: Mapping[str, Location]
) -> Iterator[Finding]:
    """Yield what a workbook says anew of the contribution of folders that are there, which stays as it was.

    `asked` has the cell of each thing said.
    """
    for folder in sorted(set(folders)):
        before, after = (
            stated_in(folder),
            {"licence": contribution.licence, "contributor": contribution.contributor},
        )
        for key, said in after.items():
            if key in asked and before.get(key, said) != said:
                message = f"What was taken in before has the {key} “{before[key]}”, and keeps it."
                fix = f"Correct it in {short_path(folder / CONTRIBUTION_FILE)}, if all of that is meant."
                yield CONTRIBUTION_KEPT.finding(message, asked[key], fix)


def carry_out_update(update: Update, contribution: Contribution) -> Path:
    """Put a file in the place of the earlier one, which is kept; return the place.

    Raises:
        UnreadableError: the folder cannot be written.
    """
    path, before = update.earlier, update.earlier.read_bytes()
    digest = hashlib.sha256(before).hexdigest()[:8]
    write_atomically(path.parent / EARLIER / f"{path.stem}-{digest}{path.suffix}", before)
    note = f"{path.name} again on {contribution.date} by {contribution.contributor}"
    note += f", made from {update.file.path.name} (sha256 {update.file.sha256})."
    said = stated_in(path.parent)
    said = {**said, "note": f"{said.get('note', '')} {note}".strip()}
    write_atomically(path.parent / CONTRIBUTION_FILE, as_yaml((), said).encode())
    write_atomically(path, update.file.records)
    return path


def without_updates(files: Sequence[Incoming], updates: Sequence[Update]) -> tuple[Incoming, ...]:
    """Return the files that take no other's place."""
    names = {update.file.name for update in updates}
    return tuple(file for file in files if file.name not in names)
