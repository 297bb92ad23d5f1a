"""One file of what an office has to give: its records, their documents, and what their quotations came to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.checking import check
from kb.common.dates_and_numbers import today
from kb.common.program import NAME, release
from kb.contributing.contribution import customary, office_of, own_evidence
from kb.errors import UsageError
from kb.findings import Finding, Location, has_errors, in_order
from kb.quoting.quotations import proofs
from kb.quoting.verdict import Recorded, ledger_text
from kb.records.collection import Collection, read_collection
from kb.records.evidence_files import CONTRIBUTION_FILE
from kb.records.written_records import WRITTEN, WrittenRecord, as_yaml
from kb.reviewing.office_files import (
    DECISIONS_FILE,
    OfficeFile,
    chosen,
    labelled,
    office_files,
    sent_by_nobody,
    with_references,
)
from kb.reviewing.pack_files import CONTRIBUTION, RECORDS, TEXTS, VERDICTS, Manifest, Pack, as_zip
from kb.reviewing.pack_readme import readme
from kb.reviewing.packed_documents import STAYS, Sending, documents_to_pack
from kb.workspace import Workspace

_MOST_RECORDS = 2_000
"""Records of one file of a pack, so that none grows past what is read."""


@dataclass(frozen=True, slots=True)
class Packing:
    """A pack, what is in it, and what is wrong with it."""

    office: str
    file_name: str
    """What the file is called where nobody says otherwise."""
    data: bytes
    """The file; empty when something is wrong enough to pack nothing."""
    records: tuple[str, ...]
    """Names of the records in it, such as `duty/bay-1`."""
    documents: tuple[str, ...]
    """File names of the documents in it."""
    withheld: Mapping[str, str]
    """Sources whose documents are not in it, with the reason."""
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Say whether something is wrong enough to pack nothing."""
        return has_errors(list(self.findings))


def pack(
    workspace: Workspace, places: Sequence[Path] = (), documents: Sending = Sending.WITHOUT_PERSONAL_DATA
) -> Packing:
    """Pack contributions: some, with all that they rest on, or everything that the office has.

    Args:
        workspace: the office's.
        places: folders or files of contributions, absolute; everything without them.
        documents: which documents travel; those with `travels: false` never do.

    Raises:
        UsageError: there is no workspace, nothing of the office's own at a place, or nobody says whose it is.
    """
    evidence, collection = own_evidence(workspace), read_collection(workspace)
    files = office_files(collection, evidence)
    picked = chosen(files, [place.resolve() for place in places])
    homes = with_references(picked, files, collection.schema)
    going = [file for file in files if file in homes.values()]
    records = [record for file in going for record in file.records if homes.get(record.name) is file]
    if not records:
        raise UsageError("There is nothing to pack.", "Take something in with `soc-evidence add` first.")
    findings = _staying(collection, evidence, [place.resolve() for place in places])
    findings += [stray for stray in collection.strays if Path(stray.location.path).is_relative_to(evidence)]
    findings += check(workspace, [file.path for file in going])
    texts, withheld, more = documents_to_pack(workspace, records, documents)
    findings = in_order([*findings, *more])
    manifest = _manifest(workspace, going, whole=not places, withheld=withheld)
    parts = {**_record_files(going, homes), **texts, **_verdicts(collection, records)}
    made = Pack(manifest, parts)
    return Packing(
        manifest.office,
        f"{manifest.office}-{manifest.date}.zip",
        b"" if has_errors(findings) else as_zip(made, readme(made, [record.name for record in records])),
        tuple(record.name for record in records),
        tuple(name.removeprefix(TEXTS) for name in texts),
        withheld,
        tuple(findings),
    )


def _manifest(
    workspace: Workspace, files: Sequence[OfficeFile], *, whole: bool, withheld: Mapping[str, str]
) -> Manifest:
    """Say whose pack it is: the workspace's own contributor, else that of the latest contribution."""
    latest = max((file.contribution for file in files), key=lambda said: said.get("date", ""), default={})
    said = {**latest, **customary(workspace)}
    office = office_of(said)
    if not office:
        raise UsageError(
            "Nobody says which office this is.",
            "Write evidence/contribution.yaml with contributor, organization, office, date and licence.",
        )
    return Manifest(
        CONTRIBUTION,
        office,
        said.get("organization", ""),
        said.get("contributor", ""),
        said.get("licence", ""),
        today().isoformat(),
        f"{NAME} {release()}",
        whole,
        withheld,
    )


def _record_files(files: Sequence[OfficeFile], homes: Mapping[str, OfficeFile]) -> dict[str, bytes]:
    labels = labelled(files)
    gathered: dict[str, list[WrittenRecord]] = defaultdict(list)
    said = {}
    for file in files:
        label = labels[file.path]
        said[label] = file.contribution
        gathered[label] += [record for record in file.records if homes.get(record.name) is file]
    parts = {}
    for label, records in gathered.items():
        for first in range(0, len(records), _MOST_RECORDS):
            part = f"-part-{first // _MOST_RECORDS + 1}" if first else ""
            some = records[first : first + _MOST_RECORDS]
            parts[f"{RECORDS}{label}{part}.yaml"] = as_yaml(some, said[label]).encode()
    return parts


def _staying(collection: Collection, evidence: Path, places: Sequence[Path]) -> list[Finding]:
    """Name the files whose records cannot be taken as they are written."""
    return [
        STAYS.finding(f"`{file.path.suffix}` files do not travel in a pack.", Location(file.shown))
        for file in sent_by_nobody(collection, evidence)
        if file.path.suffix.lower() not in WRITTEN
        and file.path.name not in (CONTRIBUTION_FILE, DECISIONS_FILE)
        and (not places or any(file.path.is_relative_to(place) for place in places))
    ]


def _verdicts(collection: Collection, records: Sequence[WrittenRecord]) -> dict[str, bytes]:
    """Return the verdicts on the quotations that travel: those of today, else those on record."""
    names = {record.name for record in records}
    rows: dict[str, Recorded] = {}
    for proof in proofs(collection):
        quotation = proof.quotation
        if quotation.name not in names:
            continue
        if proof.comparison.verdict.settled:
            rows[quotation.name] = Recorded(
                proof.comparison.verdict, today().isoformat(), quotation.fingerprint, proof.text
            )
        elif proof.recorded:
            rows[quotation.name] = proof.recorded
    return {VERDICTS: ledger_text(rows).encode()} if rows else {}
