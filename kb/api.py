"""The Python face of the knowledge base: a workspace opened for questions, answered with typed values.

Commands, and every front end after them, go through it.
"""

from __future__ import annotations

from pathlib import Path

from kb.face.asked_queries import AskedQueries
from kb.face.checked_files import CheckedFiles
from kb.face.contributed_files import ContributedFiles
from kb.face.described_jobs import DescribedJobs
from kb.face.exchanged_contributions import ExchangedContributions
from kb.face.exported_base import ExportedBase
from kb.face.measured_base import MeasuredBase
from kb.face.pushed_base import PushedBase
from kb.face.rated_duties import RatedDuties
from kb.face.searched_base import SearchedBase
from kb.face.single_records import SingleRecords
from kb.workspace import Workspace, open_workspace


def open_base(place: Path | str | Workspace | Base | None = None) -> Base:
    """Open the knowledge base of a workspace.

    Args:
        place: a folder in the workspace, a workspace, or a base, which is returned as it is. Without one, the
            workspace of the working folder. Where there is no workspace, the bundled base alone.

    Raises:
        MissingError: there is no such folder.
        UsageError: the workspace's configuration is malformed.
    """
    if isinstance(place, Base):
        return place
    if isinstance(place, Workspace):
        return Base(place)
    return Base(open_workspace(Path(place) if place is not None else None))


class Base(
    CheckedFiles,
    AskedQueries,
    SearchedBase,
    SingleRecords,
    MeasuredBase,
    ContributedFiles,
    DescribedJobs,
    ExchangedContributions,
    RatedDuties,
    PushedBase,
    ExportedBase,
):
    """A workspace opened for questions: the bundled evidence and the office's own.

    The graph is read when the first question needs it, and answers stay those of that moment until
    `refresh`; only `check` reads the files themselves, each time. Paths given are taken from the workspace's
    root, paths returned are absolute: nothing depends on the working folder.

    Several threads may ask one base, except for `search`, which belongs to the thread that first searched;
    `refresh` and `close` are for when no other thread asks. While another process changes the same
    workspace, `query` may see its changes early; after it, call `refresh`.
    """
