"""What waits for a decision, row by row: what it says, what changed, its quotation, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.checking import check
from kb.common.names import natural
from kb.findings import Finding, Severity
from kb.namespaces import RECORDS, iri, short
from kb.quoting.quotations import Proof, proofs
from kb.quoting.verdict import Recorded, Span, Verdict
from kb.records.collection import Collection, RecordFile, read_collection
from kb.records.written_records import WrittenRecord, references
from kb.reviewing.office_files import DECISIONS_FILE
from kb.reviewing.pack_rows import row_at
from kb.reviewing.received_folder import ReceivedFolder, read_received, received_offices
from kb.reviewing.received_verdicts import said_by_office
from kb.reviewing.refused_rows import RefusedRow
from kb.reviewing.review_decisions import Decision, Outcome, last_decisions
from kb.screening import masked
from kb.workspace import Workspace

_DECIDED_ON = iri("soce:decidedOn")
_SAID_FIRST = ("title", "statement", "quote", "name", "measure", "value", "argument", "locator", "source")
"""Keys that tell a reader most of a row, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One record that an office sent."""

    number: int
    """Its number in the review of its office, from 1; it stays while nothing new is received."""
    name: str
    """Such as `duty/bay.1`."""
    outcome: Outcome
    decision: Decision | None
    """The decision that counts, or why it waits again; None where nobody has decided yet."""
    says: tuple[tuple[str, str], ...]
    """Its keys with their values, what looks like personal data starred out."""
    verdict: str
    """What its quotation comes to now, against the document at hand; empty where it quotes nothing."""
    verdict_note: str
    """What is amiss with it; of a document that is not at hand, what the office says."""
    waits_on: tuple[str, ...]
    """Records of the same office that it rests on, and nobody has accepted."""
    findings: tuple[Finding, ...]
    digest: str = ""
    """The sha256 of what it says, by which a decision knows what was seen."""
    source: str = ""
    """Id of the source that it names; empty where it names none."""
    place: Span | None = None
    """Where its quotation stands in the text of that source."""

    @property
    def state(self) -> str:
        """Whether it is `new`, waits again (`changed`), or was decided on (`decided`)."""
        if self.decision is None:
            return "new"
        return "changed" if self.outcome is Outcome.WAITING else "decided"

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What has to be mended before it can be accepted; a new decision mends what an older one left."""
        from kb.checks.must.changed_since_accepted import CHECK as CHANGED  # loads all checks

        return tuple(
            finding
            for finding in self.findings
            if finding.severity is Severity.ERROR
            and finding.check != CHANGED.id
            and Path(finding.location.path).name != DECISIONS_FILE
        )


@dataclass(frozen=True, slots=True)
class Review:
    """What one office sent, and how far it is decided on."""

    office: str
    organization: str
    contributor: str
    date: str
    """ISO day on which it was packed."""
    rows: tuple[ReviewedRow, ...]
    refused: tuple[RefusedRow, ...] = ()
    """Rows that were not taken in, and why; nothing can be decided on them."""

    def counted(self, outcome: Outcome) -> int:
        """Return how many rows have an outcome."""
        return sum(row.outcome is outcome for row in self.rows)


def review(workspace: Workspace, office: str = "") -> tuple[Review, ...]:
    """Return what offices sent, or one of them; each by its short name.

    Raises:
        UsageError: there is no workspace.
    """
    offices = received_offices(workspace)
    collection = read_collection(workspace)
    wanted = [name for name in offices if office in ("", name)]
    folders = [read_received(workspace, name, collection.schema) for name in wanted]
    findings = check(workspace, [folder.path for folder in folders]) if folders else []
    return tuple(_review(folder, collection, findings) for folder in folders)


def _review(folder: ReceivedFolder, collection: Collection, findings: Iterable[Finding]) -> Review:
    by_row = _by_row(folder, collection, findings)
    quoted = {proof.quotation.name: proof for proof in proofs(collection)}
    last, said = last_decisions(folder.decisions), said_by_office(folder)
    rows = []
    for number, (name, record) in enumerate(folder.records.items(), 1):
        verdict, note = _verdict(quoted.get(name), said.get(name))
        rests_on = sorted(set(references(record, collection.schema)), key=natural)
        rows.append(
            ReviewedRow(
                number,
                name,
                folder.outcome(name),
                last.get(name),
                tuple(_says(record)),
                verdict,
                note,
                tuple(
                    other
                    for other in rests_on
                    if other in folder.records and folder.outcome(other) is not Outcome.ACCEPTED
                ),
                tuple(by_row.get(name, ())),
                record.digest,
                _source(record),
                _place(quoted.get(name)),
            )
        )
    stated = folder.stated
    return Review(
        folder.office,
        stated.get("organization", ""),
        stated.get("contributor", ""),
        stated.get("date", ""),
        tuple(rows),
        folder.refused,
    )


def _by_row(
    folder: ReceivedFolder, collection: Collection, findings: Iterable[Finding]
) -> dict[str, list[Finding]]:
    """Return the findings about each row of a folder, by its name."""
    files: dict[Path, RecordFile] = {
        file.path: file for file in collection.files if file.path.parent == folder.path
    }
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        file = files.get(Path(finding.location.path))
        name = row_at(file, finding.location.line) if file else ""
        if name.startswith("review-decision/"):
            name = _decided_row(file, name) if file else ""
        if name:
            found.setdefault(name, []).append(finding)
    return found


def _decided_row(file: RecordFile, decision: str) -> str:
    """Return the name of the row that a decision of the file is about."""
    said = (s for s in file.statements if s.subject == RECORDS + decision)
    return next((short(s.value) for s in said if s.predicate == _DECIDED_ON), "")


def _verdict(proof: Proof | None, said: Recorded | None) -> tuple[str, str]:
    if proof is None:
        return "", ""
    note = proof.comparison.difference or proof.misplaced
    if proof.comparison.verdict is Verdict.UNAVAILABLE and said and said.quote == proof.quotation.fingerprint:
        note = f"the office says: {said.verdict.value} on {said.date}"
    return proof.comparison.verdict.value, note


def _source(record: WrittenRecord) -> str:
    named = record.keys.get("source", "")
    return record.identifier if record.kind == "source" else named if isinstance(named, str) else ""


def _place(proof: Proof | None) -> Span | None:
    return next(iter(proof.comparison.places), None) if proof else None


def _says(record: WrittenRecord) -> Iterable[tuple[str, str]]:
    """Yield the keys of a record with what they say in one text, those that tell most first."""
    order = {key: number for number, key in enumerate(_SAID_FIRST)}
    for key in sorted(record.keys, key=lambda key: order.get(key, len(order))):
        yield key, masked(_flat(record.keys[key]))


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(inner)}" for key, inner in value.items())
    return "; ".join(map(_flat, value)) if isinstance(value, list) else str(value)
