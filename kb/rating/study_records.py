"""The records that a study, a rater and the ratings become."""

from __future__ import annotations

from dataclasses import dataclass

from kb.common.names import slug
from kb.common.output import as_csv
from kb.rating.filled_sheets import FilledSheet
from kb.rating.sheet_checks import marked_of
from kb.rating.sheet_form import NONE
from kb.rating.study_key import StudyKey
from kb.records.written_records import WrittenRecord, as_yaml


@dataclass(slots=True)
class TakenSheet:
    """One sheet that is in order, with what is to be recorded of it."""

    filled: FilledSheet
    key: StudyKey
    failed: tuple[str, ...]
    """Rows of dummy duties that the rater got wrong."""

    @property
    def rater(self) -> str:
        """Id of the agent: the study and the pseudonym."""
        return f"{self.key.study}.{slug(self.filled.answers['rater'].text)}"


def study_text(key: StudyKey) -> str:
    """Return the record of a study, as YAML."""
    says = {
        "date": key.date,
        "seed": key.seed,
        "code-book": key.code_book.sha256,
        "occupation": key.occupation,
    }
    record = WrittenRecord("rating-study", key.study, {name: said for name, said in says.items() if said})
    return as_yaml([record])


def duties_text(key: StudyKey) -> str:
    """Return the duties of a study as its raters read them, as CSV; dummies are none."""
    heads = ("rated-duty", "study", "duty", "occupation", "kind", "statement", "source", "task")
    return as_csv(
        heads,
        (
            (f"{key.study}.{row.id}", key.study, s.duty, s.occupation, s.kind, row.shown, s.source, s.task)
            for row in key.rows
            if (s := row.statement)
        ),
    )


def sheet_text(sheet: TakenSheet) -> str:
    """Return the records of the rater and of the sheet, as YAML."""
    said = {name: answer.text for name, answer in sheet.filled.answers.items()}
    about = {
        "study": sheet.key.study,
        "number": int(said["sheet"]),
        "assessed-by": sheet.rater,
        "role": said["role"],
        "independence": said["independence"],
        "date": said["date"],
        "content": sheet.filled.sha256,
    }
    if sheet.failed:
        about["failed"] = list(sheet.failed)
    agent = WrittenRecord("agent", sheet.rater, {"name": said["rater"], "kind": "person"})
    return as_yaml([agent, WrittenRecord("rating-sheet", sheet.rater, about)])


def ratings_text(sheet: TakenSheet) -> str:
    """Return the ratings of a sheet, as CSV, each with its rater."""
    ids, rows = {e.label: e.id for e in sheet.key.code_book.entries}, sheet.key.by_id
    lines = []
    for row in sorted(sheet.filled.rows, key=lambda row: row.id.text):
        if rows[row.id.text].dummy is None:
            functions = sorted(ids[label] for label in marked_of(row) if label != NONE)
            rated = f"{sheet.key.study}.{row.id.text}"
            none = "" if functions else "true"
            lines.append(
                (f"{sheet.rater}.{row.id.text}", rated, sheet.rater, ";".join(functions), none, sheet.rater)
            )
    return as_csv(("rating", "rates", "sheet", "functions", "none", "assessed-by"), lines)
