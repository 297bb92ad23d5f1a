"""Filled sheets taken in: checked all together, then written as records, all of them or none.

The records of a study lie in `evidence/ratings/STUDY`: the study, its duties, and of each rater a sheet with
the agent, and the ratings. The file itself is kept as it came in `ratings/STUDY/filled`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.common.dates_and_numbers import today
from kb.common.files import all_or_none, write_atomically, write_new
from kb.common.names import slug
from kb.contributing.contribution import Contribution, customary, own_evidence
from kb.errors import MissingError, UsageError
from kb.findings import Finding, has_errors, in_order
from kb.model import Records
from kb.rating.code_book import code_book
from kb.rating.filled_sheets import FilledSheet, read_filled
from kb.rating.sheet_checks import TWICE, UNKNOWN, failed_dummies, of_rater, of_rows, of_study
from kb.rating.study_key import FILLED, FOLDER, StudyKey, read_key, studies, study_folder
from kb.rating.study_records import TakenSheet, duties_text, ratings_text, sheet_text, study_text
from kb.records.evidence_files import CONTRIBUTION_FILE
from kb.records.schema import load_schema
from kb.records.written_records import WrittenRecord, as_yaml, read_written
from kb.workspace import Workspace
from kb.write_lock import write_lock


@dataclass(slots=True)
class Taking:
    """What came of taking sheets in."""

    findings: list[Finding]
    sheets: list[TakenSheet] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    """Records and kept files; empty where something was wrong, and nothing was written."""

    @property
    def refused(self) -> bool:
        """Whether nothing was taken in."""
        return has_errors(self.findings)


def take_ratings(
    workspace: Workspace, found: Records, paths: Iterable[Path], steward: Mapping[str, str]
) -> Taking:
    """Check filled sheets and take them in, all of them or none.

    Args:
        workspace: with the keys of its studies.
        found: its records.
        paths: of the filled sheets.
        steward: contributor, organization and licence of the records, where the evidence folder does not say.

    Raises:
        UsageError: there is no workspace, or nobody is named who takes them in.
        MissingError: there is no such file.
        BusyError: another process writes to the workspace.
        UnwritableError: it cannot be written.
    """
    own_evidence(workspace)
    files = list(paths)
    for path in files:
        if not path.exists():
            raise MissingError(f"There is no file {path}.", "Check the path.")
    with write_lock(workspace):
        taking = _checked(workspace, found, files)
        if not taking.refused:
            contribution = _contribution(workspace, steward)
            with all_or_none() as written:
                for sheet in taking.sheets:
                    _write(workspace, sheet, contribution, written)
            taking.written = list(written)
    return taking


def _checked(workspace: Workspace, found: Records, files: Sequence[Path]) -> Taking:
    now = code_book(found.functions.values())
    taking = Taking([])
    for path in files:
        filled = read_filled(path.absolute())
        key = _key_of(filled, workspace) if not has_errors(filled.findings) else None
        taking.findings += filled.findings
        if key is None:
            continue
        wrong = [*of_study(filled, key, now), *of_rater(filled), *of_rows(filled, key)]
        taking.findings += wrong
        if not has_errors(wrong):
            failed = dict(failed_dummies(filled, key))
            taking.findings += failed.values()
            taking.sheets.append(TakenSheet(filled, key, tuple(failed)))
    taking.findings += _twice(taking.sheets, found)
    taking.findings = in_order(taking.findings)
    return taking


def _key_of(filled: FilledSheet, workspace: Workspace) -> StudyKey | None:
    """Return the key of a sheet's study; an unknown study is a finding at its cell."""
    named = filled.answers["study"]
    if named.text in studies(workspace):
        return read_key(workspace, named.text)
    there = ", ".join(studies(workspace)) or "none"
    message = f"There is no study `{named.text}` in this workspace."
    filled.findings.append(UNKNOWN.finding(message, named.place, f"Studies here: {there}. {UNKNOWN.fix}"))
    return None


def _twice(sheets: Sequence[TakenSheet], found: Records) -> Iterator[Finding]:
    """Yield raters and sheets that are on record already, or are handed in twice now."""
    raters = {(s.study, s.rater): f"on record since {s.date}" for s in found.ratings.sheets.values()}
    numbers = {(s.study, s.number): f"filled by {s.rater}" for s in found.ratings.sheets.values()}
    for sheet in sheets:
        study, answers = sheet.key.study, sheet.filled.answers
        rater, number = (study, sheet.rater), (study, int(answers["sheet"].text))
        if rater in raters:
            message = f"A sheet of `{answers['rater'].text}` is {raters[rater]}."
            yield TWICE.finding(message, answers["rater"].place)
        elif number in numbers:
            message = f"Sheet {number[1]} of {study} is {numbers[number]}."
            yield TWICE.finding(message, answers["sheet"].place)
        raters.setdefault(rater, f"in {sheet.filled.path.name} too")
        numbers.setdefault(number, f"filled by {sheet.rater}")


def _contribution(workspace: Workspace, steward: Mapping[str, str]) -> bytes:
    """Return the `contribution.yaml` of a study; nothing where the evidence folder has one for all."""
    if customary(workspace):
        return b""
    said = {key: steward.get(key, "") for key in ("contributor", "organization", "licence")}
    return Contribution(**said, date=today().isoformat()).record([])


def _write(workspace: Workspace, sheet: TakenSheet, contribution: bytes, written: list[Path]) -> None:
    """Write the records of one sheet, and those of its study where they are not there yet."""
    folder, name = _records(workspace, sheet.key.study), sheet.rater.partition(".")[2]
    if not (folder / "study.yaml").exists():
        if contribution:
            written.append(write_new(folder / CONTRIBUTION_FILE, contribution))
        written.append(write_new(folder / "study.yaml", study_text(sheet.key).encode()))
        written.append(write_new(folder / "duties.csv", duties_text(sheet.key).encode()))
    written.append(write_new(folder / f"{name}.yaml", sheet_text(sheet).encode()))
    written.append(write_new(folder / f"{name}.csv", ratings_text(sheet).encode()))
    kept = study_folder(workspace, sheet.key.study) / FILLED / f"{name}{sheet.filled.path.suffix.lower()}"
    written.append(write_new(kept, sheet.filled.path.read_bytes()))


def _records(workspace: Workspace, study: str) -> Path:
    """Return the folder of evidence with the records of a study."""
    return own_evidence(workspace) / FOLDER / study


def count_sheet(workspace: Workspace, study: str, rater: str, by: str, reason: str) -> Path:
    """Record the decision that a sheet counts although its rater failed a dummy duty; return its file.

    Raises:
        MissingError: there is no such sheet.
        UsageError: it counts anyway, or nobody decides, or there is no reason.
    """
    name = slug(rater.removeprefix(f"{study}."))
    path = _records(workspace, study) / f"{name}.yaml"
    if not path.is_file():
        raise MissingError(
            f"There is no sheet of `{rater}` in {study}.", "soc-evidence rate agreement lists them."
        )
    if not by.strip() or not reason.strip():
        raise UsageError("A decision has somebody who makes it, and a reason.", "Give --by and --because.")
    with write_lock(workspace):
        records = list(
            read_written(path.read_text("utf-8"), ".yaml", load_schema(workspace.ontology)).records
        )
        at = next((n for n, r in enumerate(records) if r.kind == "rating-sheet" and "failed" in r.keys), None)
        if at is None or "counted-by" in records[at].keys:
            raise UsageError(f"The sheet of {rater} counts already.", "Nothing is to be decided.")
        decided = {"counted-by": by, "counted-on": today().isoformat(), "counted-because": reason}
        records[at] = WrittenRecord("rating-sheet", records[at].identifier, {**records[at].keys, **decided})
        write_atomically(path, as_yaml(records).encode())
    return path
