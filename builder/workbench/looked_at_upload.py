"""An upload looked at: what was read of its files, what is proposed, what is wrong with it, and where."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.workbench.duty_table import DutyRow, proposed_rows, put_beside_rows, sheet_of, write_sheet
from builder.workbench.kept_uploads import Said, Upload
from builder.workbench.looked_at_files import ABOUT_TEXT, LookedAtFile, files_looked_at
from builder.workbench.shown_places import placed
from kb.api import Base
from kb.common.files import short_path
from kb.contributing import Addition
from kb.contributing.adding import records_in
from kb.contributing.cell_corrections import WRITABLE, shown_at
from kb.contributing.corrections import Corrections
from kb.contributing.workbook_sheets import is_workbook
from kb.findings import Finding, Severity

ASKED = ("contributor", "organization", "role", "licence", "date")
"""What is asked of a contribution."""
_NEEDED = ("contributor", "organization", "licence")
UNSAID = "not said yet"
"""Stands for what is lacking while files are looked at; nothing is taken in with it."""
_OPTION = re.compile(r"--set \S+")
"""How the command line is told a field, which a page has a form for."""


@dataclass(frozen=True, slots=True)
class RecordForm:
    """The record of a document, to be corrected."""

    name: str
    """The file, as it is shown."""
    values: Mapping[str, str]
    """What each field says."""
    dated: str
    """Where the date was found."""
    findings: Mapping[str, tuple[Finding, ...]]
    """What is wrong, by field."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A finding, with the cell that can be corrected on the page."""

    finding: Finding
    cell: str = ""
    """Name of its field in the form; empty where the mistake is in no cell, or the cell cannot be written."""
    shows: str = ""


@dataclass(slots=True)
class LookedAt:
    """Everything that a page says of an upload."""

    contribution: Mapping[str, str]
    files: list[LookedAtFile] = field(default_factory=list)
    forms: list[RecordForm] = field(default_factory=list)
    duties: list[DutyRow] = field(default_factory=list)
    no_duties: list[str] = field(default_factory=list)
    """Of documents without duties, why."""
    mistakes: list[Mistake] = field(default_factory=list)
    records: Mapping[str, list[str]] = field(default_factory=dict)
    """Names of the records that would go in, by kind."""
    books: list[str] = field(default_factory=list)
    """Workbooks that have something to be remarked in their cells."""
    errors: int = 0
    unsaid: bool = False
    """Whether nobody said yet who contributes."""
    digest: str = ""
    """Of what is wrong, to tell whether somebody saw it."""


def lacking(base: Base, said: Said) -> list[str]:
    """Return what a contribution must say, and neither the person nor the workspace says."""
    usual = base.customary()
    return [key for key in _NEEDED if not said.given.get(key) and not usual.get(key)]


@contextmanager
def planned_upload(base: Base, upload: Upload, said: Said) -> Iterator[tuple[Addition, list[DutyRow]]]:
    """Plan what an upload would add, for a `with` block, with the rows of duties that go with it.

    Raises:
        SocEvidenceError: as `Base.planned` does.
    """
    rows = [DutyRow(**kept) for kept in said.duties] if said.occupation else []
    sheet = write_sheet(sheet_of(upload), rows, said.occupation, said.assessor, base)
    names = tuple(path.name for path in upload.files)
    records = {
        name: fields for name, fields in said.records.items() if name.partition("!")[0] in names and fields
    }
    given = {key: said.given.get(key, "") for key in ASKED}
    if not any(map(is_workbook, upload.files)):  # a workbook may say it itself
        given |= dict.fromkeys(lacking(base, said), UNSAID)
    corrections = Corrections(by_file=records)
    with base.planned([*upload.files, *sheet], given, corrections, upload.texts) as addition:
        yield addition, rows


def look_at(base: Base, upload: Upload, said: Said) -> LookedAt:
    """Read and check an upload, changing nothing.

    Raises:
        SocEvidenceError: as `Base.planned` does.
    """
    with planned_upload(base, upload, said) as (addition, rows):
        return looked_at(base, upload, said, addition, rows)


def looked_at(base: Base, upload: Upload, said: Said, addition: Addition, rows: list[DutyRow]) -> LookedAt:
    """Return what a page says of a planned addition."""
    said_of_it = {key: getattr(addition.contribution, key) for key in ASKED}
    found = LookedAt({key: "" if text == UNSAID else text for key, text in said_of_it.items()})
    found.unsaid = UNSAID in said_of_it.values()
    if said.occupation:
        read = base.duties_read(addition, said.occupation)
        known = {row.document for row in rows}
        rows += [row for row in proposed_rows(read) if row.document not in known]
        found.no_duties = [
            f"{each.file.path.name}: {each.reading.said()}" for each in read if not each.proposals
        ]
    ours = str(sheet_of(upload))
    of_sheet = [finding for finding in addition.findings if finding.location.path == ours]
    others = [finding for finding in addition.findings if finding.location.path != ours]
    found.duties = rows
    others += put_beside_rows(placed(of_sheet, base.root, upload.home), rows)
    found.files = list(files_looked_at(addition, upload))
    found.forms = list(_forms(addition, upload))
    found.mistakes = list(_mistakes(others, addition, upload, base.root))
    found.records = records_in(addition)
    found.books = [
        short_path(book.shown, upload.home)
        for book in addition.books
        if book.shown != ours
        and book.path.suffix.lower() in WRITABLE
        and any(f.location.path == book.shown for f in addition.findings)
    ]
    found.errors = sum(finding.severity is Severity.ERROR for finding in addition.findings)
    found.digest = digest_of(addition.findings)
    return found


def digest_of(findings: Iterable[Finding]) -> str:
    """Return what tells errors and warnings from others."""
    told = sorted(f"{f.location} {f.check} {f.message}" for f in findings if f.severity > Severity.NOTE)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _forms(addition: Addition, upload: Upload) -> Iterator[RecordForm]:
    for file in addition.files:
        if file.proposal is None or file.described:
            continue
        found: dict[str, list[Finding]] = {}
        for finding in addition.findings:
            if finding.location.path == file.shown and finding.value("field"):
                found.setdefault(str(finding.value("field")), []).append(finding)
        yield RecordForm(
            short_path(file.shown, upload.home),
            {
                "id": file.proposal.identifier,
                "extent": file.proposal.text["extent"],
                **file.proposal.fields,
            },
            file.proposal.comments.get("issued", "").partition(":")[0],
            {key: tuple(each) for key, each in found.items()},
        )


def _mistakes(
    findings: Iterable[Finding], addition: Addition, upload: Upload, root: Path
) -> Iterator[Mistake]:
    """Return what stands at no field of a record's form, with paths as the person knows them."""
    books, offered = {book.shown: book for book in addition.books}, set[str]()
    for finding in findings:
        if finding.check in ABOUT_TEXT or finding.value("field"):
            continue
        (told,) = placed([finding], root, upload.home)
        told = replace(told, fix=_OPTION.sub("say so in its record below", told.fix))
        book = books.get(finding.location.path)
        path = Path(finding.location.path)
        if book and finding.location.cell and path.suffix.lower() in WRITABLE and path in upload.files:
            cell, shows = f"cell:{path.name}:{finding.location.cell}", shown_at(book, finding.location)
            known = cell in offered or (not shows and finding.location.cell in book.made)
            yield Mistake(told, "" if known else cell, shows)
            offered.add(cell)
        else:
            yield Mistake(told)
