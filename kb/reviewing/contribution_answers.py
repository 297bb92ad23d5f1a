"""The way back: what was decided on an office's rows, as a file for them, and what it says there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.common.dates_and_numbers import today
from kb.common.output import as_csv
from kb.common.program import NAME, release
from kb.contributing.contribution import customary, office_of
from kb.findings import Check, Finding, Location, Severity, in_order
from kb.records.collection import Collection, read_collection
from kb.reviewing.office_ids import own_names
from kb.reviewing.pack_files import ANSWER, DECISIONS, Manifest, Pack, as_zip
from kb.reviewing.pack_readme import answer_readme
from kb.reviewing.receipts import pack_refused
from kb.reviewing.received_folder import ReceivedFolder
from kb.reviewing.review_decisions import Outcome, last_decisions
from kb.workspace import Workspace

RETURNED = Check(
    "row-returned",
    Severity.WARNING,
    "A row that you handed in was returned with a remark.",
    "Correct it, and send it again: soc-evidence pack",
)
REJECTED = Check(
    "row-rejected",
    Severity.WARNING,
    "A row that you handed in was rejected.",
    "It is not used there. It stays yours; take it out, or keep it for yourself.",
)
_COLUMNS = ("record", "outcome", "by", "date", "reason")
_REFUSED = "refused"
"""Outcome of a row that was not taken in for an error; nobody decided on it."""
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Remark:
    """What was decided on one row."""

    record: str
    """Name of the record; of an answer that was received, its name at the office."""
    outcome: str
    """An `Outcome`, or `refused` where the row was not taken in for an error."""
    by: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says to the office that receives it."""

    organization: str
    """Who answers."""
    date: str
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...]
    """What wants doing, at the office's own rows; or why the answer is not taken."""

    def counted(self, outcome: str) -> int:
        """Return how many rows have an outcome."""
        return sum(remark.outcome == outcome for remark in self.remarks)


def answer_to(workspace: Workspace, folder: ReceivedFolder) -> bytes:
    """Return the bytes of an answer to an office: what was decided last on each of its rows, but for waiting.

    Rows that were not taken in are in it, too, with the reason.

    Args:
        workspace: of whoever decides.
        folder: what the office sent.
    """
    decided = [d for d in last_decisions(folder.decisions).values() if d.outcome is not Outcome.WAITING]
    remarks = [Remark(d.record, d.outcome.value, d.by, d.date, d.reason) for d in decided]
    day = today().isoformat()
    remarks += [Remark(row.name, _REFUSED, NAME, row.date, row.reason) for row in folder.refused]
    said = customary(workspace)
    rows = [(r.record, r.outcome, r.by, r.date, r.reason) for r in sorted(remarks, key=lambda r: r.record)]
    made = Pack(
        Manifest(
            ANSWER,
            folder.office,
            said.get("organization", ""),
            said.get("contributor", ""),
            said.get("licence", ""),
            day,
            f"{NAME} {release()}",
        ),
        {DECISIONS: as_csv(_COLUMNS, rows).encode()},
    )
    lines = [f"{name}: {outcome} ({by}, {date}). {why}".rstrip() for name, outcome, by, date, why in rows]
    return as_zip(made, answer_readme(made, lines))


def taken_answer(workspace: Workspace, pack: Pack, path: Path) -> Answer:
    """Read an answer at the office that it is for; each remark becomes a finding at the row."""
    said, collection = pack.manifest, read_collection(workspace)
    ours = office_of(customary(workspace))
    if said.office != ours:
        message = f"It answers the office `{said.office}`; this is the workspace of `{ours or 'nobody'}`."
        fix = "Receive it in the workspace of the office that it answers."
        fix = fix if ours else "Say which office this is: `office:` in evidence/contribution.yaml."
        return Answer(said.organization, said.date, (), (pack_refused(message, path, fix),))
    remarks = tuple(_remarks(pack.files.get(DECISIONS, b""), collection))
    findings = [_finding(remark, said.organization, collection, path) for remark in remarks]
    return Answer(said.organization, said.date, remarks, tuple(in_order([f for f in findings if f])))


def _remarks(data: bytes, collection: Collection) -> Iterable[Remark]:
    """Yield the remarks of an answer, for the names that the rows have here."""
    text = data.decode("utf-8", "replace")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        said = {name: " ".join((row.get(name) or "").split())[:_LONGEST] for name in _COLUMNS}
        names = own_names(said["record"])
        here = next(
            (name for name in names if collection.schema.address(name) in collection.described), names[0]
        )
        yield Remark(here, said["outcome"], said["by"], said["date"], said["reason"])


def _finding(remark: Remark, organization: str, collection: Collection, path: Path) -> Finding | None:
    check = {"rejected": REJECTED, "returned": RETURNED, _REFUSED: RETURNED}.get(remark.outcome)
    if check is None:
        return None
    address = collection.schema.address(remark.record)
    known = address in collection.described
    where = collection.locate(address) if known else Location(str(path))
    who = f"{remark.by}, {organization}" if remark.by != NAME else organization
    message = f"`{remark.record}` was {remark.outcome} ({who}, {remark.date}): {remark.reason}"
    data = (("reason", remark.reason), ("by", remark.by), ("date", remark.date))
    return check.finding(message, where, subject=remark.record, data=data)
