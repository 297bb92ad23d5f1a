"""A file as it came in, what it becomes, and the way back: findings about records told at its own places."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb.common.names import slug
from kb.contributing.proposals import Corrections, propose_source
from kb.findings import Check, Finding, Location, Severity
from kb.records.csv_nodes import cells
from kb.records.evidence_files import SUFFIXES, read_bytes
from kb.screening.name_model import WANTED, installed_model
from kb.screening.screen import screen_document
from kb.texts import MEDIA_TYPES, RefusedError, extract
from kb.texts.document_limits import MAX_FILE_BYTES
from kb.texts.frozen_texts import run_worker

REFUSED = Check(
    "file-refused",
    Severity.ERROR,
    "A contributed file is hostile, damaged, too large, or of a kind that is not taken.",
    f"Take {', '.join(sorted({*SUFFIXES, '.xlsx'}))} for records, {', '.join(MEDIA_TYPES)} for sources.",
)
PRIVATE_TEXT = Check(
    "document-personal-data",
    Severity.NOTE,
    "A document that was added holds what looks like personal data.",
    "The document stays in `texts/` on this machine; quote from it with care.",
)
SHEET = ".xlsx"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file on its way in."""

    path: Path
    shown: str
    sha256: str
    name: str = ""
    """File name that its records get; unique within one `add` once `numbered`."""
    records: bytes = b""
    """The evidence file that it becomes."""
    document: Path | None = None
    """The document to keep as frozen text."""
    source_id: str = ""
    text: str = ""
    """Text of the document."""
    findings: tuple[Finding, ...] = ()
    rows: tuple[int, ...] = ()
    """Row of the workbook that each line of `records` was; empty when the file is no workbook."""
    sheet: str = ""
    """What stands before the address of a cell there: `duties!`, or nothing in a workbook of one sheet."""

    @property
    def converted(self) -> bool:
        """Say whether the records are not the very file that came in."""
        return self.path.suffix.lower() not in SUFFIXES


def take(path: Path, corrections: Corrections) -> Incoming:
    """Read a file and make records of it. Never raises for what the file holds."""
    shown = str(path.absolute())
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        data, findings = read_bytes(path, shown)
        digest = hashlib.sha256(data).hexdigest()
        return Incoming(path, shown, digest, safe_name(path.name), data, findings=tuple(findings))
    try:
        digest = _digest(path)
        if suffix == SHEET:
            return _workbook(path, shown, digest)
        if suffix in MEDIA_TYPES:
            return _document(path, shown, digest, corrections)
        raise RefusedError(f"`{suffix or path.name}` files are not taken.")
    except RefusedError as refusal:
        return Incoming(path, shown, "", findings=(REFUSED.finding(str(refusal), Location(shown)),))


def safe_name(name: str) -> str:
    """Return a file name without folders or anything that a shell or a path would take amiss."""
    base = re.split(r"[/\\]", name)[-1]
    stem, dot, suffix = base.rpartition(".")
    if not dot:
        stem, suffix = base, ""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-") or "file"
    return f"{stem[:80]}.{suffix.lower()}" if suffix.isalnum() else stem[:80]


def numbered(files: list[Incoming]) -> list[Incoming]:
    """Give files of the same name, and `contribution.yaml`, a number."""
    taken: dict[str, int] = {"contribution.yaml": 1}
    unique = []
    for file in files:
        count = taken[file.name] = taken.get(file.name, 0) + 1
        stem, dot, suffix = file.name.rpartition(".")
        unique.append(file if count == 1 else replace(file, name=f"{stem}-{count}{dot}{suffix}"))
    return unique


def _digest(path: Path) -> str:
    try:
        if not path.is_file():
            raise RefusedError("This is not a regular file.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RefusedError(f"The file is larger than {MAX_FILE_BYTES // 2**20} MB.")
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise RefusedError(f"The file cannot be read: {error.strerror or error}.") from error


def _workbook(path: Path, shown: str, digest: str) -> Incoming:
    answer = run_worker(path)
    records, details = str(answer["text"]).encode(), answer["details"]
    name = safe_name(f"{path.stem}.csv")
    return Incoming(path, shown, digest, name, records, rows=tuple(details["rows"]), sheet=details["sheet"])


def _document(path: Path, shown: str, digest: str, corrections: Corrections) -> Incoming:
    found = extract(path)
    size = path.stat().st_size
    media_type = MEDIA_TYPES[path.suffix.lower()]
    proposal = propose_source(path, found, digest, size, media_type, corrections)
    hits = screen_document(found.text)
    findings = []
    if hits:
        kinds = ", ".join(sorted({hit.kind.value for hit in hits}))
        message = f"Its text holds {len(hits)} of what looks like: {kinds}."
        unread = (
            "" if installed_model() else f" Names in running text were not looked for: that takes {WANTED}."
        )
        findings.append(PRIVATE_TEXT.finding(message, Location(shown), PRIVATE_TEXT.fix + unread))
    return Incoming(
        path,
        shown,
        digest,
        f"{slug(proposal.identifier, 80, 'record')}.yaml",
        proposal.yaml().encode(),
        path,
        proposal.identifier,
        found.text,
        tuple(findings),
    )


class Origin:
    """What a staged file was made of: a file that came in, or (None) what was said of the contribution."""

    def __init__(self, file: Incoming | None) -> None:
        self.shown = file.shown if file else "the contribution"
        self.sheet = file.sheet if file else ""
        self.rows = file.rows if file else ()
        self.lines = file.records.decode().split("\n") if file and file.rows else []

    def place(self, line: int, column: int) -> Location:
        """Return a place of the staged file as one of the file that came in."""
        return Location(self.shown, line, column, self._cell(line, column))

    def _cell(self, line: int, column: int) -> str:
        """Return the cell that became this place; a sheet's values have no line breaks."""
        if not 0 < line <= len(self.rows):
            return ""
        from openpyxl.utils import get_column_letter

        row = next(cells(self.lines[line - 1]))
        number = sum(cell.place.column <= column for cell in row)
        return f"{self.sheet}{get_column_letter(max(1, number))}{self.rows[line - 1]}"


def retold(findings: Iterable[Finding], origins: Mapping[str, Origin]) -> list[Finding]:
    """Return the findings about staged files, by their paths, with the places of what came in."""
    return [_retold(finding, origins) for finding in findings if finding.location.path in origins]


def _retold(finding: Finding, origins: Mapping[str, Origin]) -> Finding:
    def came_from(place: Location) -> Location:
        origin = origins.get(place.path)
        return origin.place(place.line, place.column) if origin else place

    message = finding.message
    for place in finding.elsewhere:
        message = message.replace(str(place), str(came_from(place)))
    elsewhere = tuple(map(came_from, finding.elsewhere))
    return replace(finding, message=message, location=came_from(finding.location), elsewhere=elsewhere)
