"""Who contributes, for whom, when, what others may do with it, and the folder that it goes into."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.common.dates_and_numbers import read_day
from kb.common.names import slug
from kb.errors import UsageError
from kb.records import nodes
from kb.records.collection import Collection
from kb.records.evidence_files import CONTRIBUTION_FILE
from kb.records.yaml_nodes import parse_yaml
from kb.workspace import Workspace

StatedContribution = Mapping[str, str]
"""What a contribution says, by key."""
OFFICE_LENGTH = 40
"""Characters of the longest short name of an office."""
CONTRIBUTED = "contributed"
"""Folder of the evidence folder for what `add` takes in: one folder below it for each time."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """The provenance of one `add`; every field but the role is required."""

    contributor: str
    organization: str
    licence: str
    date: str
    """ISO date."""
    role: str = ""
    """The contributor's, in the organization; may be empty."""
    office: str = ""
    """Short name of the office, which ids begin with where they meet those of others; by default made from
    the name of the organization. Duties that come with it speak for that office, not for the country."""

    def __post_init__(self) -> None:
        missing = [name for name in ("contributor", "organization", "licence") if not self._field(name)]
        if missing:
            raise UsageError(
                f"The contribution has no {' and no '.join(missing)}.",
                " ".join(f'--{name} "…"' for name in missing),
            )
        if read_day(self.date) is None:
            raise UsageError(f"`{self.date}` is no day of the calendar.", "Write --date YYYY-MM-DD.")

    def _field(self, name: str) -> str:
        return str(getattr(self, name)).strip()

    @property
    def short_name(self) -> str:
        """Return the short name of the office that ids begin with."""
        return office_of({"office": self.office, "organization": self.organization})

    def record(self, received: Sequence[str]) -> bytes:
        """Return the `contribution.yaml` of a folder; `received` tells what came in and its sha256."""
        said = {key: self._field(key) for key in ("contributor", "organization", "office", "date", "licence")}
        said["office"] = self.short_name
        lines = ["contribution:"]
        lines += [f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value]
        role = [f"Role of the contributor: {self.role}."] if self.role else []
        made = ["Made from " + "; ".join(received) + "."] if received else []
        if role or made:
            note = " ".join([*role, *made])
            lines.append(f"  note: {json.dumps(note, ensure_ascii=False)}")
        return ("\n".join(lines) + "\n").encode()


def customary(workspace: Workspace) -> dict[str, str]:
    """Return who usually contributes here: what `contribution.yaml` of the evidence folder says."""
    own = next((layer for layer in workspace.layers if layer.name == "own"), None)
    return stated_in(own.folders[0]) if own else {}


def stated_in(folder: Path) -> dict[str, str]:
    """Return what the `contribution.yaml` of a folder says; nothing where there is none."""
    path = folder / CONTRIBUTION_FILE
    if not path.is_file():
        return {}
    root, _ = parse_yaml(path.read_text("utf-8", errors="replace"), str(path))
    block = root.get("contribution") if isinstance(root, nodes.Mapping) else None
    entries = block.entries if isinstance(block, nodes.Mapping) else ()
    return {key.text: value.text for key, value in entries if isinstance(value, nodes.Scalar)}


def office_of(stated: StatedContribution) -> str:
    """Return the short name of the office that contributed: what it says, or else its organization's name."""
    return stated.get("office", "") or slug(stated.get("organization", ""), OFFICE_LENGTH)


def evidence_folder(collection: Collection) -> Path:
    """Return the folder of the office's own evidence.

    Raises:
        UsageError: there is no workspace here.
    """
    return own_evidence(workspace_of(collection))


def workspace_of(collection: Collection) -> Workspace:
    """Return the workspace that records were read from.

    Raises:
        UsageError: they belong to none.
    """
    if collection.workspace is None:
        raise UsageError("These records belong to no workspace.", "Open one.")
    return collection.workspace


def own_evidence(workspace: Workspace) -> Path:
    """Return the folder of the office's own evidence.

    Raises:
        UsageError: there is no workspace here.
    """
    return _own_folders(workspace)[0]


def dockets_folder(collection: Collection) -> Path:
    """Return the folder of the office's own profiles of notices.

    Raises:
        UsageError: there is no workspace here.
    """
    return _own_folders(workspace_of(collection))[1]


def _own_folders(workspace: Workspace) -> tuple[Path, ...]:
    """Return the folders for evidence and for profiles of notices."""
    own = next((layer for layer in workspace.layers if layer.name == "own"), None)
    if own is None:
        raise UsageError(
            f"{workspace.root} is in no workspace.",
            "Make one with `soc-evidence init FOLDER`, and work there.",
        )
    return own.folders
