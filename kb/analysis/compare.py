"""Occupations and groups side by side: what they do, what it takes, and their figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.analysis.compared_duties import DutyRow, FunctionRow, duties_of, duty_row, function_rows
from kb.analysis.compared_figures import EMPLOYMENT, OTHER, TRAINING, WAGES, FigureRow, figures_of
from kb.analysis.preparation import ANSWERS, SURVEY, ZONES, Preparation, preparation_of
from kb.analysis.profiles import ProfileComparison, profiles_of
from kb.analysis.shared_activities import NEEDED, Activities, activities_of
from kb.errors import MissingError
from kb.model import Graph, Records
from kb.model.publisher_tables import Table, imported_tables, rating_tables
from kb.model.soc_classes import Subject, subjects_of
from kb.namespaces import short
from kb.standing import Judgement, Use
from kb.standing.gathering import standings_of_graph
from kb.standing.listing import listed

FUNCTIONS, ACTIVITIES, RATINGS = "functions", "activities", "ratings"
SECTIONS = (FUNCTIONS, ACTIVITIES, RATINGS, TRAINING, WAGES, EMPLOYMENT, OTHER)
"""What can be compared; OTHER are figures of other measures."""

_ONET = "soc-evidence import onet FOLDER (the unpacked database from onetcenter.org/database.html)"


@dataclass(frozen=True, slots=True)
class Absent:
    """Something that cannot be compared because it is not in the base."""

    section: str
    message: str
    remedy: str
    """What to type."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that is not counted, because of its standing."""

    record: str
    """Kind and id, or the address of an imported table."""
    standing: str
    reason: str
    """Why, in words."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything compared, in the order in which the occupations were named."""

    sections: tuple[str, ...]
    occupations: tuple[Subject, ...]
    """Detailed occupations: those named, and those of the groups named."""
    groups: tuple[Subject, ...]
    order: tuple[str, ...]
    """Codes of both in the order of the comparison; the first is what the others are compared with."""
    functions: tuple[FunctionRow, ...]
    duties: tuple[DutyRow, ...]
    activities: Activities | None
    ratings: tuple[ProfileComparison, ...]
    preparation: tuple[Preparation, ...]
    figures: tuple[FigureRow, ...]
    """By measure, then period, latest first, then occupation."""
    absent: tuple[Absent, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Occupations and groups in the order of the comparison."""
        by_code = {subject.code: subject for subject in (*self.occupations, *self.groups)}
        return tuple(by_code[code] for code in self.order)


def compare(
    knowledge: Graph,
    codes: Iterable[str],
    sections: Iterable[str] = SECTIONS,
    *,
    whole: bool = False,
    series: bool = False,
) -> Comparison:
    """Compare occupations; a group stands for itself and, unless `whole`, for its detailed occupations.

    Without `series` only the latest figures are given.

    Raises:
        MissingError: a code is not in the graph, or nothing of what is asked for is imported.
    """
    records = Records(knowledge)
    wanted = tuple(section for section in SECTIONS if section in frozenset(sections))
    subjects = subjects_of(knowledge, codes, whole=whole)
    standings = standings_of_graph(knowledge)
    imported = listed(imported_tables(knowledge).values(), standings)
    tables = {table.slug: table for table in imported.counted}
    rated = [table for table in rating_tables(knowledge) if table in imported.counted]
    absent = tuple(_absent(wanted, tables, rated))
    if {entry.section for entry in absent if entry.section in (ACTIVITIES, RATINGS)} == set(wanted):
        raise MissingError(absent[0].message, absent[0].remedy)
    members = tuple(dict.fromkeys(code for subject in subjects for code in subject.members))
    performed = duties_of(records, members if FUNCTIONS in wanted else (), standings)
    duties = tuple(map(duty_row, performed.counted))
    figures, old = figures_of(records, subjects, wanted, standings, series=series)
    return Comparison(
        wanted,
        tuple(subject for subject in subjects if not subject.group),
        tuple(subject for subject in subjects if subject.group),
        tuple(subject.code for subject in subjects),
        function_rows(records, subjects, duties) if FUNCTIONS in wanted else (),
        duties,
        activities_of(knowledge, subjects, tables) if ACTIVITIES in wanted else None,
        profiles_of(knowledge, subjects, rated, tables) if RATINGS in wanted else (),
        preparation_of(knowledge, subjects, tables) if TRAINING in wanted else (),
        figures,
        absent,
        tuple(map(_left_out, (*performed.left_out, *old, *imported.left_out))),
    )


def _left_out(judgement: Judgement) -> LeftOut:
    return LeftOut(short(judgement.record), judgement.standing.value, judgement.said(Use.LIST))


def _absent(wanted: tuple[str, ...], tables: dict[str, Table], rated: list[Table]) -> Iterable[Absent]:
    if ACTIVITIES in wanted and any(slug not in tables for slug in NEEDED):
        lacking = ", ".join(_named(slug) for slug in NEEDED if slug not in tables)
        yield Absent(ACTIVITIES, f"Activities need O*NET's {lacking}, not imported yet.", _ONET)
    if RATINGS in wanted and (not rated or "occupation-data" not in tables):
        yield Absent(RATINGS, "No O*NET ratings (Knowledge, Skills, …) are imported yet.", _ONET)
    if TRAINING in wanted and not {SURVEY, ANSWERS, ZONES} <= set(tables):
        lacking = ", ".join(_named(slug) for slug in (SURVEY, ANSWERS, ZONES) if slug not in tables)
        yield Absent(
            TRAINING, f"Only recorded training figures are shown: O*NET's {lacking} are not imported.", _ONET
        )
    if {WAGES, EMPLOYMENT} & set(wanted) and not any(t.dataset == "oews" for t in tables.values()):
        section = WAGES if WAGES in wanted else EMPLOYMENT
        yield Absent(
            section,
            "Only recorded wages and jobs are shown: no OEWS year is imported.",
            "soc-evidence import oews FILE (a national workbook from bls.gov/oes/tables.htm)",
        )


def _named(slug: str) -> str:
    return slug.replace("-", " ")
