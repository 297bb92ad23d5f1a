"""Duty statements proposed from a job description, for a person to correct.

Nothing here enters the base: the result is a sheet beside the evidence, as CSV and as a workbook, whose rows
`add` refuses as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.common.files import all_or_none, short_path, write_new
from kb.contributing.adding import Addition
from kb.contributing.covered_duties import CoveredDuties
from kb.contributing.duty_statements import DutyReading, read_duties
from kb.contributing.function_meanings import function_meanings
from kb.contributing.incoming import Incoming
from kb.contributing.likely_functions import LikelyFunctions, RecordedDuty, assessed_duties, recorded_duties
from kb.contributing.workbook_form import csv_sheet, xlsx_sheet
from kb.errors import UsageError
from kb.model.classification import default_classification
from kb.model.soc_classes import unknown_code
from kb.namespaces import iri
from kb.quoting.source_text import SourceText
from kb.records.collection import Collection, read_collection
from kb.texts import Block

_MAY = re.compile(
    r"\b(?:may|might|occasionally|sometimes|(?:as|when) needed|as (?:assigned|required))\b", re.IGNORECASE
)
PROPOSED = "Proposed by the program"
"""What the note of a proposed row begins with; `ontology/shapes/must/proposal-edited.ttl` refuses it."""
PROPOSALS = "proposals"
"""Folder of the workspace for sheets to correct; it is no evidence."""


@dataclass(frozen=True, slots=True)
class DutyProposal:
    """One duty of a job description, with what else a row needs as far as it can be guessed."""

    statement: str
    kind: str
    functions: tuple[str, ...]
    like: str
    """Id of the assessed duty that lent the functions; empty when none is alike."""
    covers: tuple[str, ...]
    """Ids of recorded duties of the occupation that it likely says, the likeliest first."""
    page: int
    """Page of the document; 0 where it has one page or none."""
    section: str = ""
    """The heading that it stands under."""


@dataclass(frozen=True, slots=True)
class ReadDuties:
    """What was read of one document as duties."""

    file: Incoming
    reading: DutyReading
    proposals: tuple[DutyProposal, ...]


@dataclass(frozen=True, slots=True)
class ProposedSheet:
    """What was proposed from one document."""

    document: str
    """Its path as it came in."""
    reading: DutyReading
    written: tuple[Path, ...]
    """The sheet as CSV and as a workbook, as far as they were written."""
    kept: tuple[Path, ...]
    """Those that were there, which are left alone."""

    def said(self) -> str:
        """Say it in a line."""
        kept = "".join(f"; {short_path(path)} is left as it is" for path in self.kept)
        return f"{short_path(self.document)}: {self.reading.said()}{kept}"


def known_occupation(code: str, collection: Collection) -> str:
    """Return the code of an occupation as it was given.

    Raises:
        UsageError: it has not the form of a code.
        MissingError: the records have no such code; the nearest are named.
    """
    soc = default_classification()
    if not soc.is_code(code):
        raise UsageError(f"`{code}` is no code of the {soc.name}.", f"Write one such as {soc.example}.")
    notation = iri("skos:notation")
    codes = {
        statement.value
        for file in collection.files
        for statement in file.statements
        if statement.predicate == notation and statement.subject.startswith(soc.namespace)
    }
    if code not in codes:
        raise unknown_code(code, codes)
    return code


def propose_duties(
    text: str, blocks: Sequence[Block], functions: LikelyFunctions, known: CoveredDuties
) -> tuple[DutyReading, list[DutyProposal]]:
    """Return what was read of a job description, and a proposal for each of its duties."""
    source, reading = SourceText(text), read_duties(text, blocks)
    proposals = []
    for duty in reading.duties:
        likely = functions.of(duty.text)
        kind = "may" if _MAY.search(duty.text) else "required"
        page = source.page_of(duty.start) if source.pages > 1 else 0
        like = next((found.like for found in likely if found.like), "")
        covers = tuple(coverage.duty for coverage in known.of(duty.text) if coverage.is_likely)
        proposals.append(
            DutyProposal(duty.text, kind, tuple(f.function for f in likely), like, covers, page, duty.heading)
        )
    return reading, proposals


def duty_rows(proposals: Sequence[DutyProposal], occupation: str, source_id: str) -> Iterator[dict[str, str]]:
    """Yield the proposals by the columns of `new duties`; what a person must decide is left out."""
    for number, proposal in enumerate(proposals, 1):
        like = f", functions as of {proposal.like}" if proposal.like else ""
        yield {
            "duty": f"{source_id}-{number}",
            "occupation": occupation,
            "kind": proposal.kind,
            "statement": proposal.statement,
            "functions": ";".join(proposal.functions),
            "covers": ";".join(proposal.covers),
            "source": source_id,
            "locator.page": str(proposal.page or ""),
            "locator.section": proposal.section,
            "verification": "unverified",
            "note": f"{PROPOSED}{like}: put it into your own words, and correct it.",
        }


def duties_read(addition: Addition, occupation: str) -> list[ReadDuties]:
    """Return what each document of an addition says of duties of an occupation, writing nothing."""
    collection = read_collection(addition.workspace)
    assessed = assessed_duties(collection)
    functions = LikelyFunctions(assessed, function_meanings(assessed, collection))
    known = covered_by(recorded_duties(collection), occupation)
    documents = [file for file in (*addition.files, *addition.known) if file.document is not None]
    read = ((file, *propose_duties(file.text, file.blocks, functions, known)) for file in documents)
    return [ReadDuties(file, reading, tuple(proposals)) for file, reading, proposals in read]


def covered_by(duties: Sequence[RecordedDuty], occupation: str) -> CoveredDuties:
    """Return the recorded duties of an occupation, to hold sentences against."""
    own = {duty.id: duty.words for duty in duties if duty.occupation == occupation}
    return CoveredDuties(own, (duty.words for duty in duties if duty.id not in own))


def proposed_duties(addition: Addition, occupation: str) -> list[ProposedSheet]:
    """Write proposed duties for each document that has some, as CSV and as a workbook.

    A file that exists is left alone.
    """
    collection = read_collection(addition.workspace)
    sheets = []
    with all_or_none() as written:
        for read in duties_read(addition, occupation):
            file = read.file
            rows = list(duty_rows(read.proposals, occupation, file.source_id))
            fresh: list[Path] = []
            kept: list[Path] = []
            filled = {".xlsx": xlsx_sheet("duties", collection, rows), ".csv": csv_sheet("duties", rows)}
            for suffix, sheet in filled.items() if rows else ():
                path = addition.workspace.root / PROPOSALS / f"{file.source_id}-duties{suffix}"
                if path.exists():
                    kept.append(path)
                else:
                    fresh.append(write_new(path, sheet))
            written += fresh
            sheets.append(ProposedSheet(file.shown, read.reading, tuple(fresh), tuple(kept)))
    return sheets
