"""Taking in what an office sent: proven, checked in the company of the workspace, and stored to wait.

Nothing that waits supports anything. What was accepted before and comes again unchanged stays accepted; what
comes again and says something else waits again. A row with an error is refused, and the others are not.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kb.checking import check
from kb.common.dates_and_numbers import read_day, today
from kb.common.files import new_folder_in
from kb.contributing.contribution import customary, office_of, own_evidence
from kb.contributing.row_comparison import ComparedRow, RowState, compare_rows
from kb.errors import UnreadableError, UsageError
from kb.findings import Finding, Location, Severity, in_order
from kb.namespaces import FILES
from kb.records.collection import read_collection, read_record_file
from kb.records.written_records import WrittenFile
from kb.reviewing.contribution_answers import Answer, taken_answer
from kb.reviewing.office_files import DECISIONS_FILE
from kb.reviewing.pack_files import ANSWER, OFFICE_FORM, VERDICTS, Pack, is_unzipped, read_pack
from kb.reviewing.pack_rows import PackRows, row_at, rows_of
from kb.reviewing.receipts import Receipt, nothing_received, pack_refused
from kb.reviewing.received_documents import NewDocument, documents_of, store
from kb.reviewing.received_folder import folder_text, read_received, waiting, write_received
from kb.reviewing.received_verdicts import verdicts_text
from kb.reviewing.refused_rows import REFUSED_FILE, refused_text, rows_refused
from kb.reviewing.review_decisions import Decision, Outcome, decisions_text, last_decisions, numbered
from kb.reviewing.shared_folders import pack_of_folder
from kb.screening.waivers import FILE_NAME as WAIVERS
from kb.texts import MEDIA_TYPES, RefusedError, texts_folder
from kb.workspace import Workspace
from kb.write_lock import STAGES, write_lock

WITHDRAWN = "no longer among what the office sent on {day}"


def receive(workspace: Workspace, path: Path, office: str = "") -> Receipt | Answer:
    """Take in a pack, or a folder of records that is shared or checked out; of an answer, say what it says.

    Args:
        workspace: that it comes to.
        path: of the pack, zipped or unzipped, or of the folder, absolute.
        office: short name to file it under, where that is not what it says itself.

    Raises:
        UsageError: there is no workspace, nothing at the path, or `office` is no short name.
        UnreadableError: the workspace cannot be written.
        BusyError: another process is writing to it.
    """
    own_evidence(workspace)
    if not path.exists():
        raise UsageError(f"There is no file {path}.", "Check the path.")
    _named(office)
    with write_lock(workspace), _stage(workspace) as stage:
        try:
            shared = path.is_dir() and not is_unzipped(path)
            opened = pack_of_folder(workspace, path, stage) if shared else read_pack(path)
        except RefusedError as refusal:
            return nothing_received([pack_refused(str(refusal), path, refusal.remedy)])
        if not isinstance(opened, Pack):
            return nothing_received(opened)
        if opened.manifest.purpose == ANSWER:
            return taken_answer(workspace, opened, path)
        return _Receiving(workspace, opened, path, office, stage).run()


def _named(office: str) -> None:
    if office and not re.fullmatch(OFFICE_FORM, office):
        raise UsageError(
            f"`{office}` is no short name of an office.", "Use lower-case letters, digits and hyphens."
        )


@contextmanager
def _stage(workspace: Workspace) -> Iterator[Path]:
    stage = new_folder_in(workspace.derived / STAGES)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


class _Receiving:
    """The work on one pack."""

    def __init__(self, workspace: Workspace, opened: Pack, path: Path, office: str, stage: Path) -> None:
        self.workspace, self.pack, self.path, self.stage = workspace, opened, path, stage
        self.collection = read_collection(workspace)
        self.office = office or opened.manifest.office
        self.before = read_received(workspace, self.office, self.collection.schema)
        self.staged = stage / "records"
        self.root = stage / "root"

    def run(self) -> Receipt:
        amiss = self._amiss(named="" if self.office == self.pack.manifest.office else self.office)
        if amiss:
            return nothing_received([pack_refused(amiss, self.path)], self.pack)
        raw = self.stage / "raw"
        raw.mkdir()
        rows = rows_of(self.pack, str(self.path), self.office, raw, self.collection)
        if rows.spoilt:
            return nothing_received(rows.spoilt, self.pack)
        documents, told = documents_of(self.pack, rows, self.workspace)
        self._overlay(documents)
        while True:
            texts, compared = self._to_be(rows)
            findings = self._checked(texts)
            wrong = self._wrong_rows(findings, rows)
            if not wrong:
                break
            for name, found in wrong.items():
                for finding in found:
                    rows.refuse(name, finding.message, finding.fix)
        refusals = [finding for some in rows.refused.values() for finding in some]
        kept = [document for document in documents if document.source in rows.records]
        manifest = self.pack.manifest
        beside = self._refused(rows)
        if not rows.records and refusals:
            write_received(replace(self.before, files={}), beside)
            return replace(nothing_received(refusals, self.pack), office=self.office)
        texts |= self._verdicts(rows) | beside
        written = [*store(self.workspace, kept), *write_received(self.before, texts)]
        return Receipt(
            self.office,
            manifest.organization,
            manifest.contributor,
            manifest.date,
            compared,
            rows.renamed,
            tuple(document.name for document in kept if document.new),
            tuple(in_order([*refusals, *told, *(self._retold(finding) for finding in findings)])),
            tuple(written),
        )

    def _amiss(self, named: str) -> str:
        """Say why the pack as a whole is not taken in; empty when it is."""
        said, known = self.pack.manifest, self.before.stated
        ours = office_of(customary(self.workspace))
        day = read_day(said.date)
        if self.office == ours:
            return f"It is of the office `{ours}`, which is this workspace's own."
        if day and day > today() + dt.timedelta(days=1):
            return f"It was packed on {said.date}, which is to come."
        if known.get("organization", said.organization) != said.organization and not named:
            return (
                f"The office `{self.office}` is {known['organization']} here, and this is from "
                f"{said.organization}. To file it under another short name: --office NAME."
            )
        if said.date < known.get("date", ""):
            return f"It was packed on {said.date}, and one of {known['date']} is here already."
        return ""

    def _overlay(self, documents: list[NewDocument]) -> None:
        """Make a root with the texts and waivers of the workspace, and the documents that came in."""
        texts = self.root / texts_folder(self.workspace).name
        texts.mkdir(parents=True)
        self.staged.mkdir()
        try:
            here = texts_folder(self.workspace)
            for path in sorted(here.iterdir()) if here.is_dir() else ():
                if path.is_file():
                    _linked(path, texts / path.name)
            waivers = self.workspace.root / WAIVERS
            if waivers.is_file():
                shutil.copyfile(waivers, self.root / WAIVERS)
            for document in documents:
                for suffix in MEDIA_TYPES:
                    (texts / document.name).with_suffix(suffix).unlink(missing_ok=True)
                (texts / document.name).write_bytes(document.data)
        except OSError as error:
            raise UnreadableError(
                f"{self.stage} cannot be written: {error.strerror}.", "Make room."
            ) from error

    def _to_be(self, rows: PackRows) -> tuple[dict[str, str], tuple[ComparedRow, ...]]:
        """Return the text of every file of the folder as it is to be, and how its rows compare."""
        manifest, schema = self.pack.manifest, self.collection.schema
        old, new = self.before.records, rows.records
        compared = compare_rows(old, new)
        if not manifest.whole:
            compared = tuple(row for row in compared if row.state is not RowState.GONE)
        files: dict[str, WrittenFile] = {}
        for label in dict.fromkeys((*self.before.files, *rows.files)):
            came, was = rows.files.get(label), self.before.files.get(label)
            stays = [record for record in (was.records if was else ()) if record.name not in new]
            said = (came or was or WrittenFile((), {})).contribution
            if stays or (came and came.records):
                files[label] = WrittenFile((*(came.records if came else ()), *stays), said)
        stated = waiting(
            {
                "contributor": manifest.contributor,
                "organization": manifest.organization,
                "date": manifest.date,
                "licence": manifest.licence,
            },
            self.office,
        )
        texts = folder_text(files, stated)
        events = numbered(list(self._events(compared, rows)), self.before.decisions)
        if events or self.before.decisions:
            said = {"contributor": events[0].by, "date": events[0].date} if events else {}
            said |= {key: text for key, text in stated.items() if key in ("organization", "licence")}
            texts[DECISIONS_FILE] = decisions_text(self.before.path, self.office, events, said, schema)
        return texts, compared

    def _events(self, compared: tuple[ComparedRow, ...], rows: PackRows) -> Iterator[Decision]:
        """Yield what makes rows wait again: other words, or that the office no longer sends them."""
        manifest, last = self.pack.manifest, last_decisions(self.before.decisions)
        gone = WITHDRAWN.format(day=manifest.date)
        for row in compared:
            if row.state is RowState.CHANGED:
                why = "; ".join(difference.said() for difference in row.differences)
                content = rows.records[row.name].digest
                yield Decision(row.name, Outcome.WAITING, manifest.contributor, manifest.date, why, content)
            elif row.state is RowState.GONE:
                decided = last.get(row.name)
                known = decided is not None and decided.reason.startswith(WITHDRAWN.partition("{")[0])
                if not known and not (decided and decided.outcome is Outcome.REJECTED):
                    yield Decision(row.name, Outcome.WAITING, manifest.contributor, manifest.date, gone)

    def _checked(self, texts: dict[str, str]) -> list[Finding]:
        """Check the folder-to-be in the company of the workspace, with the documents that came in."""
        for name, text in texts.items():
            (self.staged / name).write_text(text, "utf-8")
        overlay = replace(self.workspace, root=self.root)
        return check(overlay, [self.staged], without=self.before.paths)

    def _wrong_rows(self, findings: list[Finding], rows: PackRows) -> dict[str, list[Finding]]:
        """Return the errors about each row that came in."""
        wrong: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.severity is Severity.ERROR:
                path = Path(finding.location.path)
                file = read_record_file(path, str(path), f"{FILES}own/{path.name}", self.collection.schema)
                name = row_at(file, finding.location.line)
                if name in rows.records:
                    wrong[name].append(finding)
        return wrong

    def _verdicts(self, rows: PackRows) -> dict[str, str]:
        """Return what the office says that its quotations came to, as a file of its folder."""
        text = self.pack.files.get(VERDICTS, b"").decode("utf-8", "replace")
        said = verdicts_text(text, self.office, rows.records)
        return {VERDICTS: said} if said else {}

    def _refused(self, rows: PackRows) -> dict[str, str]:
        """Return which rows were refused, as a file of its folder."""
        manifest = self.pack.manifest
        fresh = rows_refused(rows.refused, manifest.date)
        if not fresh and not self.before.refused:
            return {}
        known = self.before.refused
        return {REFUSED_FILE: refused_text(known, fresh, came=rows.records, whole=manifest.whole)}

    def _retold(self, finding: Finding) -> Finding:
        """Tell a finding about the folder-to-be at the place where it lies now."""

        def moved(place: Location) -> Location:
            path = Path(place.path)
            there = path.is_relative_to(self.staged.resolve())
            return replace(place, path=str(self.before.path / path.name)) if there else place

        message = finding.message
        for place in finding.elsewhere:
            message = message.replace(str(place), str(moved(place)))
        elsewhere = tuple(map(moved, finding.elsewhere))
        return replace(finding, message=message, location=moved(finding.location), elsewhere=elsewhere)


def _linked(path: Path, place: Path) -> None:
    """Let a text be in a second place, as a hard link where the disk has them."""
    try:
        os.link(path, place)
    except OSError:
        shutil.copyfile(path, place)
