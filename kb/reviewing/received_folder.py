"""What one office sent, as it lies in the workspace: `evidence/received/<office>/`.

contribution.yaml    who packed it last, and when
<contribution>.yaml  its records, one file for each contribution of the office, each saying `review: waiting`
decisions.yaml       what was decided on them
refused.json         the rows that were not taken in, and why (`refused_rows.py`)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.common.files import write_atomically
from kb.common.names import slug
from kb.contributing.contribution import StatedContribution, own_evidence, stated_in
from kb.records.evidence_files import CONTRIBUTION_FILE
from kb.records.schema import Schema
from kb.records.written_records import WrittenFile, WrittenRecord, as_yaml
from kb.reviewing.office_files import DECISIONS_FILE, RECEIVED, read_file
from kb.reviewing.refused_rows import RefusedRow, read_refused
from kb.reviewing.review_decisions import Decision, Outcome, last_decisions, read_decisions
from kb.workspace import Workspace

_RESERVED = frozenset({Path(CONTRIBUTION_FILE).stem, Path(DECISIONS_FILE).stem})
_KEPT = ("contributor", "organization", "date", "licence", "note")
"""What a contribution says for itself; office and review are said by whoever receives it."""


@dataclass(frozen=True, slots=True)
class ReceivedFolder:
    """The records of one office, and what was decided on them."""

    path: Path
    office: str
    stated: StatedContribution
    """Who packed what is there; nothing before the first time."""
    files: Mapping[str, WrittenFile]
    """The records by the label of their contribution."""
    decisions: tuple[Decision, ...]
    """In their order."""
    refused: tuple[RefusedRow, ...] = ()
    """Rows that came with them and were not taken in."""

    @property
    def records(self) -> dict[str, WrittenRecord]:
        """Every record by its name, in the order in which they are shown and numbered."""
        return {record.name: record for file in self.files.values() for record in file.records}

    @property
    def labels(self) -> dict[str, str]:
        """The label of the file that each record is in, by the record's name."""
        return {record.name: label for label, file in self.files.items() for record in file.records}

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file of the folder that is read as evidence."""
        names = (*(file_name(label) for label in self.files), CONTRIBUTION_FILE, DECISIONS_FILE)
        return tuple(self.path / name for name in names)

    def outcome(self, name: str) -> Outcome:
        """Return what was decided last on a record."""
        last = last_decisions(self.decisions).get(name)
        return last.outcome if last else Outcome.WAITING


def received_offices(workspace: Workspace) -> list[str]:
    """Return the short names of the offices that sent something."""
    home = own_evidence(workspace) / RECEIVED
    return sorted(folder.name for folder in home.iterdir() if folder.is_dir()) if home.is_dir() else []


def read_received(workspace: Workspace, office: str, schema: Schema) -> ReceivedFolder:
    """Read what an office sent; an empty folder where it sent nothing."""
    folder = own_evidence(workspace) / RECEIVED / office
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    files = {path.stem: read_file(path, schema) for path in paths if path.stem not in _RESERVED}
    decisions = tuple(read_decisions(folder, schema))
    return ReceivedFolder(folder, office, stated_in(folder), files, decisions, read_refused(folder))


def label_of(name: str) -> str:
    """Return a label for a contribution that a pack calls so; never a name with a meaning of its own."""
    label = slug(name, 100, "records")
    return f"records-{label}" if label in _RESERVED else label


def file_name(label: str) -> str:
    """Return the name of the file that holds a contribution."""
    return f"{label}.yaml"


def waiting(stated: StatedContribution, office: str) -> dict[str, str]:
    """Return what a contribution says, as that of an office and not decided on."""
    said = {key: stated[key] for key in _KEPT if stated.get(key)}
    return {**said, "office": office, "review": Outcome.WAITING.value}


def folder_text(files: Mapping[str, WrittenFile], stated: StatedContribution) -> dict[str, str]:
    """Return the text of each file of the folder by name, decisions left out."""
    texts = {file_name(label): as_yaml(file.records, file.contribution) for label, file in files.items()}
    return {CONTRIBUTION_FILE: as_yaml((), stated), **texts}


def write_received(folder: ReceivedFolder, texts: Mapping[str, str]) -> list[Path]:
    """Write the files that say something else than before, and remove those without records.

    Decisions come first, so that a run that is cut short leaves no new words under an old decision.

    Raises:
        UnreadableError: the folder cannot be written.
    """
    written = []
    for name in sorted(texts, key=lambda name: (name != DECISIONS_FILE, name)):
        path, data = folder.path / name, texts[name].encode()
        if not path.exists() or path.read_bytes() != data:
            write_atomically(path, data)
            written.append(path)
    for label in folder.files:
        if file_name(label) not in texts:
            (folder.path / file_name(label)).unlink(missing_ok=True)
    return written
