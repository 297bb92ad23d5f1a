"""The base as files for other programs, released, and held against another one."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import UsageError
from kb.face.opened_workspace import OpenedWorkspace, Values, several

if TYPE_CHECKING:
    from kb.exporting.base_differences import Differences
    from kb.exporting.exporting import Export


class ExportedBase(OpenedWorkspace):
    """The base as files for other programs, released, and held against another one."""

    def export(
        self,
        place: Path | str,
        selected: Values = (),
        form: str = "",
        *,
        replace: bool = False,
        version: str = "",
        doi: str = "",
        title: str = "",
        since: Path | str | None = None,
    ) -> Export:
        """Write what files say, or a part of it, as RDF, tables or a research object.

        The same base gives the same bytes. What follows from the records, such as their standing, is not part
        of it unless `derived` is selected.

        Args:
            place: a file, or for several files a folder; relative to the workspace's root.
            selected: layers (`base`, `own`, `imports`, `derived`), files by path, kinds of record, records by
                name; without any, all that files say. Kinds and records are looked for within the others.
            form: trig, nquads, turtle, jsonld, csv, parquet or ro-crate; else the name of the place tells.
            replace: take the place of what lies there; of a folder only if an export filled it.
            version: of a release, which then carries its citation; for a research object, like what follows.
            doi: of the release.
            title: of the release.
            since: an earlier release, for the changelog.

        Raises:
            MissingError: there is nothing of a name, or pyarrow is not installed.
            UsageError: the place belongs to the workspace or is taken, the format is not told, or is none of
                a release where something of one is given.
            UnwritableError: the place cannot be written.
        """
        from kb.exporting.export_selection import select
        from kb.exporting.exporting import ExportFormat, export, export_format
        from kb.exporting.releasing import release

        where = Path(normpath(self.root / place))
        chosen = export_format(where, form)
        if chosen is not ExportFormat.RO_CRATE and (version or doi or title or since):
            raise UsageError(
                f"A release is a ro-crate, and no {chosen}.", "Name a folder, and --format ro-crate."
            )
        selection = select(self.embedded.store, several(selected))
        if chosen is ExportFormat.RO_CRATE:
            named = self.root / since if since else None
            return release(selection, self.workspace, where, version, doi, title, named, over=replace)
        return export(selection, self.workspace, where, chosen, over=replace)

    def differences(self, before: Path | str, after: Path | str | None = None) -> Differences:
        """Return what changed from one base to another, record by record and claim by claim.

        Args:
            before: an export as RDF, a release, or the folder of a workspace; relative to this one's root.
            after: likewise; without it, this base.

        Raises:
            MissingError: there is nothing there.
            UnreadableError: it is no export, or damaged.
        """
        from kb.exporting.base_differences import differences
        from kb.exporting.compared_records import read_base

        later = read_base(Path(normpath(self.root / after))) if after else self.embedded
        return differences(read_base(Path(normpath(self.root / before))), later)
