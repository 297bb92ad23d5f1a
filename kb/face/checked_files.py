"""The files of a base as they are: findings, and what is not in an answer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kb.common.output import Results, results
from kb.face.opened_workspace import OpenedWorkspace

if TYPE_CHECKING:
    from kb.findings import Check, Finding


class CheckedFiles(OpenedWorkspace):
    """The files of a base as they are: findings, and what is not in an answer."""

    def check(self, paths: Iterable[Path | str] = ()) -> Results[Finding]:
        """Check the records as the files have them now, or only report on some files and folders.

        Raises:
            UsageError: a path does not exist or holds no records.
        """
        from kb.checking import check

        return results(check(self.workspace, [Path(path) for path in paths]))

    def read_in_part(self) -> Results[Finding]:
        """Return an error of each own file that could not be read as a whole: answers lack what it holds."""
        from kb.records.collection import read_in_part

        return results(read_in_part(self.workspace))

    def checks(self) -> Results[Check]:
        """Return every check of records there is, by id."""
        from kb.checking import list_checks

        return results(list_checks(self.workspace))
