"""A file as it came in, what it becomes, and the way back: findings about records told at its own places."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.common.names import slug
from kb.contributing.corrections import Corrections, quoted
from kb.contributing.handed_files import REFUSED, HandedFile
from kb.contributing.proposals import Document, SourceProposal, propose_source
from kb.contributing.sheet_wording import sheet_wording
from kb.contributing.workbook_columns import heading
from kb.findings import Check, Finding, Location, Severity
from kb.records.csv_nodes import cells
from kb.records.evidence_files import SUFFIXES, read_bytes
from kb.screening import Hit, Kind
from kb.screening.name_model import WANTED, installed_model
from kb.screening.screen import screen_document
from kb.texts import MEDIA_TYPES, Block, Extract, RefusedError, extract
from kb.texts.document_kinds import instead_of
from kb.texts.document_limits import MAX_FILE_BYTES

PRIVATE_TEXT = Check(
    "document-personal-data",
    Severity.NOTE,
    "A document that was added holds what looks like personal data.",
    "It is kept in `texts/` on this machine, and `pack` sends it only when told to; quote from it with care.",
)
_NAMES_ALONE = "Names alone do not keep it out of a pack; look it through before you send one."
NOT_READ = Check(
    "document-unread",
    Severity.NOTE,
    "Something of a document that was added is not in its text, or was read by guess.",
    "Look at the document itself before you rely on that part.",
)


@dataclass(frozen=True, slots=True)
class Insertion:
    """What was put into the text of a file that came in."""

    line: int
    column: int
    """In the text as it came in; both from 1."""
    text: str


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
    blocks: tuple[Block, ...] = ()
    """The parts of that text."""
    findings: tuple[Finding, ...] = ()
    rows: tuple[int, ...] = ()
    """Row of the workbook that each line of `records` was; empty when the file is no workbook."""
    columns: tuple[str, ...] = ()
    """Letters of the column of the workbook that each cell of a line was."""
    sheet: str = ""
    """What stands before the address of a cell there: `duties!`, or nothing in a workbook of one sheet."""
    described: Mapping[str, Location] = field(default_factory=dict)
    """Of a document that a sheet of sources describes: the cell of each key. Its record is no proposal."""
    insertions: tuple[Insertion, ...] = ()
    """Of YAML and CSV of another office, what stands before its ids in `records`."""
    fields: tuple[str, ...] = ()
    """Field of a proposed record that each line of `records` holds, or an empty string; empty for others."""
    proposal: SourceProposal | None = None
    """Of a document, what its record was proposed to say."""
    hits: tuple[Hit, ...] = ()
    """What looks like personal data in the text of a document."""

    @property
    def converted(self) -> bool:
        """Say whether the records are not the very file that came in."""
        return bool(self.insertions) or self.path.suffix.lower() not in SUFFIXES


def take(
    file: HandedFile, corrections: Corrections, ids: set[str], cache: Path | None, office: str = ""
) -> Incoming:
    """Read a file and make records of it. Never raises for what the file holds.

    Args:
        file: where it lies.
        corrections: what a person says about proposed records.
        ids: the ids of sources that are given; those of proposed records are added.
        cache: a folder where texts are kept by the sha256 of their document.
        office: short name of the office, where the ids of its documents are to carry it.
    """
    path, shown = file.path, file.shown
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        data, findings = read_bytes(path, shown)
        digest = hashlib.sha256(data).hexdigest()
        return Incoming(path, shown, digest, safe_name(path.name), data, findings=tuple(findings))
    try:
        digest = digest_of(path)
        if suffix in MEDIA_TYPES:
            return _document(file, digest, corrections, ids, cache, office)
        raise RefusedError(f"`{suffix or path.name}` files are not taken.", instead_of(suffix))
    except RefusedError as refusal:
        finding = REFUSED.finding(str(refusal), Location(shown), refusal.remedy)
        return Incoming(path, shown, "", findings=(finding,))


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
    unique: list[Incoming] = []
    for file in files:
        count = taken[file.name] = taken.get(file.name, 0) + 1
        stem, dot, suffix = file.name.rpartition(".")
        unique.append(file if count == 1 else replace(file, name=f"{stem}-{count}{dot}{suffix}"))
    return unique


def digest_of(path: Path) -> str:
    """Return the sha256 of a file.

    Raises:
        RefusedError: it is too large, no file, or cannot be read.
    """
    try:
        if not path.is_file():
            raise RefusedError("This is not a regular file.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RefusedError(f"The file is larger than {MAX_FILE_BYTES // 2**20} MB.")
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise RefusedError(f"The file cannot be read: {error.strerror or error}.") from error


def _document(
    file: HandedFile,
    digest: str,
    corrections: Corrections,
    ids: set[str],
    cache: Path | None,
    office: str,
) -> Incoming:
    path = file.path
    found = extract(path, cache, digest)
    media_type = MEDIA_TYPES[path.suffix.lower()]
    document = Document(path, found, digest, path.stat().st_size, media_type, office)
    proposal = propose_source(document, corrections.of(file.shown), ids)
    ids.add(proposal.identifier)
    hits = screen_document(found.text)
    return Incoming(
        path,
        file.shown,
        digest,
        f"{slug(proposal.identifier, 80, 'record')}.yaml",
        proposal.yaml().encode(),
        path,
        proposal.identifier,
        found.text,
        found.blocks,
        tuple(_about_text(found, hits, Location(file.shown))),
        fields=tuple(field for field, _ in proposal.lines()),
        proposal=proposal,
        hits=tuple(hits),
    )


def _about_text(found: Extract, hits: Sequence[Hit], place: Location) -> Iterator[Finding]:
    """Say what a person has to know about the text of a document."""
    if hits:
        kinds = ", ".join(sorted({hit.kind.value for hit in hits}))
        unread = (
            "" if installed_model() else f" Names in running text were not looked for: that takes {WANTED}."
        )
        message = f"Its text holds {len(hits)} of what looks like: {kinds}."
        fix = PRIVATE_TEXT.fix if any(hit.kind is not Kind.NAME for hit in hits) else _NAMES_ALONE
        yield PRIVATE_TEXT.finding(message, place, fix + unread)
    for remark in found.remarks:
        yield NOT_READ.finding(remark, place)
    if found.not_read:
        yield NOT_READ.finding(found.not_read, place)


_ABOUT = {"source-author-date": "author"}
"""Field by the check of a record that finds it lacking."""


class Origin:
    """What a staged file was made of: a file that came in, or (None) what was said of the contribution.

    `keys` has the cell of each field of a record that a sheet of a workbook told.
    """

    def __init__(
        self,
        file: Incoming | None,
        *,
        alone: bool = True,
        fields: tuple[str, ...] = (),
        keys: Mapping[str, Location] | None = None,
    ) -> None:
        """Keep what is needed of the file; `alone` says whether it is the only document that came in."""
        self.shown = file.shown if file else "the contribution"
        self.fields = file.fields if file else fields
        self.keys = (file.described if file else keys) or {}
        self.alone = alone
        self.sheet = file.sheet if file else ""
        self.rows, self.columns = (file.rows, file.columns) if file else ((), ())
        self.insertions = file.insertions if file else ()
        self.lines = file.records.decode().split("\n") if file and self.rows else []

    def place(self, line: int, column: int) -> Location:
        """Return a place of the staged file as one of the file that came in; a document is one place."""
        if self.keys:
            return self.keys.get(self._field(line)) or next(iter(self.keys.values()))
        if self.fields:
            return Location(self.shown)
        for put in self.insertions:
            if put.line == line and put.column < column:
                column = max(put.column, column - len(put.text))
        return Location(self.shown, line, column, self._cell(line, column))

    def field(self, finding: Finding) -> str:
        """Return the field of a proposed record that a finding is about; empty for others.

        A finding about the record as a whole stands at its id.
        """
        if self.keys or not self.fields:
            return ""
        field, told = self._field(finding.location.line), sheet_wording(finding)
        if field == "id" and not finding.check.endswith("-id"):
            return _ABOUT.get(finding.check, "")
        return field or (told.column if told else "")

    def fix(self, field: str) -> str:
        """Return what to type about a field of a proposed record, which nobody has seen."""
        if not field:
            return ""
        name = "" if self.alone else re.split(r"[/\\]", self.shown)[-1]
        return f'Say what it should be: --set {quoted(f"{name}:{field}" if name else field)}="…"'

    def cell_of(self, column: str, line: int) -> Location | None:
        """Return the cell of a record in the column of a heading; None without such a column."""
        if self.keys:
            return self.keys.get(column)
        if not 1 < line <= len(self.rows):
            return None
        heads = [heading(cell.text) for cell in next(cells(self.lines[0]))]
        if column not in heads:
            return None
        row = next(cells(self.lines[line - 1]))
        return self.place(line, row[heads.index(column)].place.column)

    def _field(self, line: int) -> str:
        return self.fields[line - 1] if 0 < line <= len(self.fields) else ""

    def _cell(self, line: int, column: int) -> str:
        """Return the cell that became this place; a sheet's values have no line breaks."""
        if not 0 < line <= len(self.rows):
            return ""
        row = next(cells(self.lines[line - 1]))
        number = sum(cell.place.column <= column for cell in row)
        return f"{self.sheet}{self.columns[max(1, number) - 1]}{self.rows[line - 1]}"


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
    place, origin = finding.location, origins[finding.location.path]
    field = origin.field(finding)
    fix, data = origin.fix(field) or finding.fix, (*finding.data, *((("field", field),) if field else ()))
    elsewhere = tuple(map(came_from, finding.elsewhere))
    told = sheet_wording(finding)
    cell = origin.cell_of(told.column, place.line) if told else None
    if told and cell:
        return replace(finding, message=told.message, fix=told.fix, location=cell, elsewhere=elsewhere)
    return replace(
        finding, message=message, fix=fix, location=came_from(place), elsewhere=elsewhere, data=data
    )
