"""What an office says that its quotations came to, for those whose documents did not travel.

It lies beside the records that it sent, and proves nothing here: it is shown in the review, and becomes the
verdict on record only when somebody accepts the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from kb.contributing.row_ids import with_office
from kb.quoting.verdict import Recorded, ledger_path, ledger_text, read_ledger, verdicts_in, write_ledger
from kb.reviewing.pack_files import VERDICTS
from kb.reviewing.received_folder import ReceivedFolder
from kb.workspace import Workspace


def verdicts_text(text: str, office: str, records: Collection[str]) -> str:
    """Return the verdicts of a pack on the records taken in, by their names here; empty where there are none.

    Args:
        text: of the pack's file of verdicts, which may hold anything.
        office: short name of the office.
        records: names of the records that were taken in.
    """
    try:
        said = verdicts_in(text) if text else {}
    except ValueError:
        return ""
    rows = {}
    for name, verdict in said.items():
        kind, _, identifier = name.partition("/")
        here = f"{kind}/{with_office(identifier, office)}"
        if here in records:
            rows[here] = verdict
    return ledger_text(rows) if rows else ""


def said_by_office(folder: ReceivedFolder) -> dict[str, Recorded]:
    """Return the verdicts that came with the records of a folder; none where the file is damaged."""
    path = folder.path / VERDICTS
    try:
        return verdicts_in(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        return {}


def put_on_record(workspace: Workspace, folder: ReceivedFolder, accepted: Iterable[str]) -> Path | None:
    """Put the office's verdicts on accepted records on record where there is none; return what changed.

    Raises:
        UnreadableError: the recorded verdicts are damaged, or cannot be written.
    """
    own = next(layer for layer in workspace.layers if layer.name == "own")
    path, said = ledger_path(own), said_by_office(folder)
    known = read_ledger(path)
    fresh = {name: said[name] for name in accepted if name in said and name not in known}
    return path if fresh and write_ledger(path, {**known, **fresh}) else None
