"""All files of one `add`, read in the order in which they need one another.

A workbook says who contributes and what its documents are; the documents then have their ids; last come the
sheets that name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.common.names import slug
from kb.contributing.contribution import Contribution
from kb.contributing.corrections import Corrections
from kb.contributing.handed_files import REFUSED, HandedFile
from kb.contributing.incoming import Incoming, digest_of, safe_name, take
from kb.contributing.known_words import KnownWords, evened
from kb.contributing.office_prefixes import home_office, with_prefixes
from kb.contributing.recorded_sources import RecordedSources
from kb.contributing.sheet_records import Office
from kb.contributing.source_corrections import corrected_sources
from kb.contributing.stated_contribution import another_office, stated
from kb.contributing.workbook_reading import (
    Described,
    Workbook,
    documents_described,
    first_sheets,
    open_workbook,
    other_sheets,
)
from kb.contributing.workbook_sheets import is_workbook
from kb.findings import Finding, Location
from kb.records.collection import Collection
from kb.texts import RefusedError

_SAVE_AGAIN = "Correct the workbook, save it as .xlsx, and hand it in again."


@dataclass(slots=True)
class Inbox:
    """What came in, read."""

    contribution: Contribution
    files: list[Incoming] = field(default_factory=list)
    """Each evidence file that a file becomes; a workbook has several."""
    books: list[Workbook] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """What is wrong with a workbook or with what is said of the contribution."""

    @property
    def asked(self) -> dict[str, Location]:
        """Return where a workbook says who contributes, by key."""
        return next((book.about.places for book in self.books if book.about.places), {})


def read_inbox(
    files: Iterable[HandedFile],
    collection: Collection,
    given: Contribution | Mapping[str, str],
    corrections: Corrections,
    cache: Path | None = None,
) -> Inbox:
    """Read the files of one `add`; see `stated` for `given`, `take` for `cache`.

    Raises:
        UsageError: nobody says who contributes.
    """
    books, others, refused = _opened(files, collection)
    contribution, findings = stated(given, [book.about for book in books], collection.workspace)
    if not isinstance(given, Contribution) and not given.get("organization"):
        findings += another_office(contribution, [book.about for book in books], collection)
    inbox = Inbox(contribution, refused, books, findings)
    offices = _offices(inbox, collection)
    described: list[dict[str, Described]] = []
    for book, office in zip(books, offices, strict=True):
        first_sheets(book, office)
        described.append(documents_described(book, [file.path.name for file in others], office))
    recorded = RecordedSources(collection)
    by_name = {name: said for rows in described for name, said in rows.items()}
    theirs = contribution.short_name
    office_before = "" if home_office(collection) in ("", theirs) else theirs
    inbox.files += [_taken(file, by_name, corrections, recorded.ids, cache, office_before) for file in others]
    documents = {
        evened(name): (recorded.describing(file) or file).source_id
        for file in inbox.files
        if file.source_id
        for name in (file.path.name, file.path.stem)
    }
    for book, office, rows in zip(books, offices, described, strict=True):
        office.documents.update(documents)
        other_sheets(book, office)
        inbox.files += _files_of(book)
        known = {documents.get(name, said.fields["id"]): said for name, said in rows.items()}
        for told in corrected_sources(book, known, collection, office.name):
            if isinstance(told, Finding):
                book.findings.append(told)
            else:
                inbox.files.append(told)
        inbox.findings += book.findings
    inbox.files = with_prefixes(inbox.files, contribution, collection)
    return inbox


def _offices(inbox: Inbox, collection: Collection) -> list[Office]:
    """Return what the cells of each workbook are read against; what one names, the others know."""
    if not inbox.books:
        return []
    name = inbox.contribution.short_name or "office"
    words = KnownWords(collection)
    places = [book.about.answers.get("place", "") for book in inbox.books]
    return [Office(name, place, collection.schema, words) for place in places]


def _opened(
    files: Iterable[HandedFile], collection: Collection
) -> tuple[list[Workbook], list[HandedFile], list[Incoming]]:
    """Part the workbooks, opened, from the other files and from workbooks that cannot be read."""
    books: list[Workbook] = []
    others: list[HandedFile] = []
    refused: list[Incoming] = []
    for file in files:
        if not is_workbook(file.path):
            others.append(file)
            continue
        try:
            books.append(open_workbook(file.path, file.shown, digest_of(file.path), collection.schema))
        except RefusedError as refusal:
            finding = REFUSED.finding(str(refusal), Location(file.shown), refusal.remedy or _SAVE_AGAIN)
            refused.append(Incoming(file.path, file.shown, "", findings=(finding,)))
    return books, others, refused


def _taken(
    file: HandedFile,
    described: Mapping[str, Described],
    corrections: Corrections,
    ids: set[str],
    cache: Path | None,
    office: str,
) -> Incoming:
    """Read a file that is no workbook; what a sheet of sources says of a document goes before a proposal."""
    said = described.get(evened(file.path.name))
    if said is None:
        return take(file, corrections, ids, cache, office)
    fields = {**said.fields, **corrections.of(file.shown)}
    taken = take(file, Corrections(by_file={file.shown: fields}), ids, cache)
    return replace(taken, described=said.cells)


def _files_of(book: Workbook) -> list[Incoming]:
    """Return the evidence files that a workbook becomes: one for each sheet with records."""
    filled = [records for records in book.records if records.rows]
    files = []
    for records in filled:
        name = (
            book.path.stem
            if len(filled) == 1
            else f"{book.path.stem}-{slug(records.sheet.name, 40, records.kind)}"
        )
        header = book.headers[records.sheet.name].row
        files.append(
            Incoming(
                book.path,
                book.shown,
                book.sha256,
                safe_name(f"{name}.csv"),
                records.csv(),
                rows=(header, *records.numbers),
                columns=tuple(records.letters),
                sheet=records.sheet.prefix,
            )
        )
    return files
