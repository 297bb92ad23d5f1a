"""An imported file of which something was odd: not as its publisher issued it, or other than the base."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding, Location
from kb.records.collection import Collection
from kb.store.imported_tables import LEDGER, imports_folder, read_ledger

CHECK = declare(
    __name__,
    "Something was odd about a publisher's file when it was imported.",
    "Look at the cell or file that is named; download the file again, and import it.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report what the imports that are in force were told with."""
    workspace = collection.workspace
    folder = imports_folder(workspace) if workspace else None
    if workspace is None or folder is None:
        return
    for key, table in sorted(read_ledger(workspace).tables.items()):
        for remark in table.remarks:
            yield CHECK.finding(f"{key}: {remark}", Location(str(folder / LEDGER)))
