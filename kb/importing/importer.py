"""Import publishers' files into a workspace: check all of them, then put them in force in one step.

What an import did is told as a line a table for people, and as JSON for programs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path

import pyoxigraph as ox

from kb.common.output import as_json
from kb.errors import MissingError, SocEvidenceError, UnwritableError, UsageError
from kb.importing.conversion import Converted, Request, Staging, convert
from kb.importing.datasets import Chosen, chosen_files
from kb.importing.publisher_sheet import UnrecognisedFileError
from kb.model.record_names import id_of
from kb.namespaces import IMPORTS, iri, record
from kb.store import open_readonly, sync
from kb.store.imported_tables import Imported, imports_folder, read_ledger
from kb.store.sync import SyncResult
from kb.workspace import Workspace
from kb.write_lock import write_lock

Progress = Callable[[str, int], None]
"""Called with what is being done and how many bytes of the files have been dealt with since the last call."""
_VALUE = ox.NamedNode(iri("sdmx-measure:obsValue"))
_PATIENCE = 600.0
"""Seconds to wait for another process that is writing to the store."""


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
    sync: SyncResult | None
    """None where the store could not be filled."""
    unfilled: str = ""
    """Why not, and what to do."""

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
    told += [f"Note: {remark}" for outcome in found.outcomes for remark in outcome.imported.remarks]
    uncounted = [outcome.key for outcome in found.outcomes if not outcome.counted]
    if uncounted:
        told.append(
            "No count and no hash is declared, so neither completeness nor origin was checked: "
            f"{', '.join(uncounted)}."
        )
    if found.unfilled:
        told.append(f"Imported, but not yet in the store: {found.unfilled}")
    if found.sync and found.sync.behind:
        told.append("Another process is writing to the store; the next command takes the import in.")
    if not found.changed:
        told.append("Everything was imported before; nothing has changed.")
    return told


def import_files(
    workspace: Workspace,
    dataset: str,
    paths: Sequence[Path],
    edition: str = "",
    retrieved: str = "",
    *,
    again: bool = False,
    new_edition: bool = False,
    progress: Progress = lambda doing, size: None,
) -> ImportReport:
    """Import files, and the tables in folders, of one data set.

    Nothing takes effect before every file is found sound; then all of them do at once. A workbook that merely
    lies in a folder beside tables may be something else, unless it is called like a table. With `new_edition`
    an edition that nobody has heard of is taken because it was asked for.

    Raises:
        MissingError: there is no workspace to import into.
        RefusedFileError: a file is damaged, hostile, of another kind, or not as long as its edition says.
        UnknownEditionError: the edition cannot be told, or is not the one asked for.
        UsageError: a path does not exist, or two files hold the same table.
        UnreadableError: the folder of imports cannot be written.
        BusyError: another process is writing to the workspace.
    """
    if imports_folder(workspace) is None:
        raise MissingError(
            "There is no workspace here to import into.", "Make one: soc-evidence init DIR, then work in it."
        )
    chosen = chosen_files(paths, dataset)
    recorded = cache(partial(recorded_values, workspace, f"{dataset}-"))
    with write_lock(workspace), Staging(workspace) as staging:
        ledger = read_ledger(workspace)
        request = Request(
            workspace, dataset, edition, retrieved, ledger, staging, again, new_edition, recorded
        )
        outcomes, strays = _converted(chosen, request, progress)
        _refuse_twins(outcomes)
        added = {o.key: o.imported for o in outcomes if again or ledger.tables.get(o.key) != o.imported}
        if added:
            staging.commit(ledger.with_tables(added))
    progress("filling the store", 0)
    try:
        filled, unfilled = sync(workspace, _PATIENCE), ""
    except UnwritableError as error:
        filled, unfilled = None, f"{error.message} {error.remedy}"
    return ImportReport(tuple(outcomes), chosen.passed_over, strays, filled, unfilled)


def recorded_values(workspace: Workspace, series: str) -> dict[str, str]:
    """Return the values that the files of the base give figures of a series of ids, such as `oews-`, by id.

    A store that cannot be read now, for instance because an import is to mend it, gives none.
    """
    home, found = record("figure", series), {}
    try:
        store = open_readonly(workspace).store
    except SocEvidenceError:
        return {}
    for graph in store.named_graphs():
        if str(graph.value).startswith(IMPORTS):
            continue
        for quad in store.quads_for_pattern(None, _VALUE, None, graph):
            figure = str(getattr(quad.subject, "value", ""))
            if figure.startswith(home) and isinstance(quad.object, ox.Literal):
                found[id_of(figure)] = quad.object.value
    return found


def _converted(chosen: Chosen, request: Request, progress: Progress) -> tuple[list[Outcome], tuple[str, ...]]:
    """Convert the files; return what became of them, and what is the matter with those that are no tables.

    Raises:
        RefusedFileError: a file that is, or has to be, a table is not what it should be; or none is a table.
    """
    outcomes: list[Outcome] = []
    strays: list[UnrecognisedFileError] = []
    for file in chosen.files:
        try:
            outcomes.append(_outcome(file, convert(file, request, progress), request.ledger.tables))
        except UnrecognisedFileError as error:
            if file not in chosen.uncertain:
                raise
            strays.append(error)
    if not outcomes:
        raise strays[0]
    return outcomes, tuple(error.message for error in strays)


def _refuse_twins(outcomes: Sequence[Outcome]) -> None:
    """Refuse two files that hold the same table, as the Excel and the text release of O*NET do."""
    files: dict[str, str] = {}
    for outcome in outcomes:
        other = files.setdefault(outcome.key, outcome.file)
        if other != outcome.file:
            message = f"{other} and {outcome.file} hold the same table, {outcome.key}."
            raise UsageError(message, "Give one of them.")


def _outcome(path: Path, converted: Converted, before: Mapping[str, Imported]) -> Outcome:
    known = before.get(converted.key)
    state = "new" if known is None else "unchanged" if known.data == converted.imported.data else "replaced"
    return Outcome(path.name, converted.key, converted.imported, state, converted.counted)
