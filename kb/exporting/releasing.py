"""A release: the base as a research object with a version, a citation, and a changelog."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from kb.common.research_crate import METADATA
from kb.errors import UsageError
from kb.exporting.base_differences import differences
from kb.exporting.compared_records import RELEASED, read_base
from kb.exporting.crate_export import CHANGES, write_crate
from kb.exporting.difference_text import changelog_section
from kb.exporting.export_places import check_place
from kb.exporting.export_selection import Selection
from kb.exporting.exporting import Export, ExportFormat, in_folder
from kb.exporting.release_citation import Release, described_release
from kb.store import Knowledge
from kb.workspace import Workspace


def release(
    selection: Selection,
    workspace: Workspace,
    place: Path,
    version: str = "",
    doi: str = "",
    title: str = "",
    since: Path | None = None,
    *,
    over: bool = False,
) -> Export:
    """Write a selection as a research object into a folder.

    Args:
        selection: what to write.
        workspace: whose record files go with it.
        place: an absolute path.
        version: makes it a release, which carries its citation and a changelog.
        doi: of the release.
        title: what it is called.
        since: an earlier release, whose changelog goes on.
        over: take the place of an earlier export.

    Raises:
        UsageError: nothing may be exported there, the DOI is none, or `since` without a version or no
        release. UnwritableError: it cannot be written.
    """
    check_place(place, workspace, replace=over)
    described = described_release(selection, version, doi, title)
    changes = _changelog(selection, described, since)
    fill = partial(write_crate, selection=selection, workspace=workspace, release=described, changes=changes)
    return in_folder(place, ExportFormat.RO_CRATE, selection, fill)


def _changelog(selection: Selection, described: Release, since: Path | None) -> str:
    """Return the changelog of a release in Markdown; empty for what is none."""
    heading = f"{described.version} ({described.day})"
    if since is None:
        return f"# Changes\n\n## {heading}\n\nThe first release.\n" if described.version else ""
    if not described.version:
        raise UsageError("A changelog is that of a release.", "Name its version, too: --release 2.")
    if not (since / RELEASED).is_file():
        raise UsageError(f"{since} is no release.", f"A release is a folder with {RELEASED} in it.")
    found = differences(read_base(since), Knowledge(selection.store))
    section = changelog_section(found, f"{heading}, after {_version(since)}")
    former = since / CHANGES
    earlier = former.read_text("utf-8").partition("\n\n")[2] if former.is_file() else ""
    return f"# Changes\n\n{section}\n{earlier}".rstrip() + "\n"


def _version(release_folder: Path) -> str:
    try:
        entities = json.loads((release_folder / METADATA).read_text("utf-8"))["@graph"]
        return next(str(each["version"]) for each in entities if each["@id"] == "./")
    except (OSError, ValueError, LookupError, StopIteration):
        return release_folder.name
