"""The agreement of a study as a whole: who rated, what is kept apart, coefficients, what a count can tell."""

from __future__ import annotations

from dataclasses import dataclass

from kb.common.output import Results, results
from kb.errors import MissingError
from kb.model import Records
from kb.model.rating_records import RatingSheet
from kb.rating.agreement import Agreement, agreement
from kb.rating.code_book import code_book
from kb.rating.discrimination import Discrimination, discrimination, group_of_functions
from kb.standing import Standings
from kb.standing.rater_votes import MAJORITY, counted_sheets, rater_called, votes_of_study


@dataclass(frozen=True, slots=True)
class StudyReport:
    """Everything that a study says of its ratings."""

    agreement: Agreement
    discrimination: Discrimination
    counted: Results[RatingSheet]
    """The sheets that count, with role and independence of each rater."""
    apart: Results[RatingSheet]
    """Sheets that are not counted."""
    decided: Results[RatingSheet]
    """Sheets that count by a decision, a dummy duty having been failed."""
    older_book: bool
    """Whether the functions on record are no longer those of the code book that was rated by."""


def study_report(
    found: Records, standings: Standings, study: str = "", group: str = "", party: str = MAJORITY
) -> StudyReport:
    """Report on a study; on the only one where none is named.

    Raises:
        MissingError: there is no such study, or no two raters of it count.
        UsageError: nobody of the name of the party rated.
    """
    study = _named(found, study)
    on_record = found.ratings.studies[study]
    votes = votes_of_study(found, standings, study)
    counted = counted_sheets(found, standings)
    sheets = [sheet for sheet in found.ratings.sheets.values() if sheet.study == study]
    functions = sorted(found.functions.values(), key=lambda f: (f.order, f.id))
    return StudyReport(
        agreement(study, votes, functions, on_record.seed),
        discrimination(
            found, votes, group or group_of_functions(found), on_record.occupation, rater_called(party, votes)
        ),
        results(sheet for sheet in sheets if sheet.id in counted),
        results(sheet for sheet in sheets if sheet.id not in counted),
        results(sheet for sheet in sheets if sheet.id in counted and sheet.failed),
        code_book(functions).sha256 != on_record.code_book,
    )


def _named(found: Records, study: str) -> str:
    there = sorted(found.ratings.studies)
    if study in there:
        return study
    if not there:
        raise MissingError(
            "No ratings are on record.", "soc-evidence rate sheet writes sheets, rate add takes them in."
        )
    if study or len(there) > 1:
        problem = f"There is no study `{study}`." if study else "There are several studies."
        raise MissingError(problem, f"Name one: {', '.join(there)}.")
    return there[0]
