"""Occupations and groups side by side: what they do, what it takes, and their figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.analysis.assigned_duties import Assignment, assigned_by
from kb.analysis.compared_classes import ClassRow, class_rows
from kb.analysis.compared_duties import DutyRow, FunctionRow, duties_of, duty_row, function_rows
from kb.analysis.compared_figures import EMPLOYMENT, OTHER, TRAINING, WAGES, FigureRow, figures_of
from kb.analysis.element_estimates import ElementComparison, elements_of
from kb.analysis.preparation import ANSWERS, SURVEY, ZONES, Preparation, preparation_of
from kb.analysis.profiles import ProfileComparison, profiles_of
from kb.analysis.required_by import read_threshold, sort_duties
from kb.analysis.shared_activities import NEEDED, Activities, activities_of
from kb.analysis.task_ratings import task_ratings
from kb.common.names import did_you_mean
from kb.common.output import Results, results
from kb.errors import MissingError, UsageError
from kb.model import Graph, Records
from kb.model.publisher_tables import Table, imported_tables, rating_tables
from kb.model.soc_classes import Subject, subjects_of
from kb.namespaces import short
from kb.standing import Judgement, Standings, Use
from kb.standing.gathering import standings_of_graph
from kb.standing.listing import listed

FUNCTIONS, ACTIVITIES, CONTEXT, RATINGS = "functions", "activities", "context", "ratings"
ELSEWHERE = "elsewhere"
_WORKERS = {"interests": "interests", "values": "work-values", "styles": "work-styles"}
"""Tables on those who do the work, by what the section is called."""
SECTIONS = (
    *(FUNCTIONS, ACTIVITIES, CONTEXT, *_WORKERS),
    *(RATINGS, TRAINING, WAGES, EMPLOYMENT, OTHER, ELSEWHERE),
)
"""What can be compared; OTHER are figures of other measures."""
_ELEMENTS = {ACTIVITIES: "work-activities", CONTEXT: "work-context", **_WORKERS}
"""Tables that are compared element by element."""

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
    """What was compared, of SECTIONS."""
    occupations: Results[Subject]
    """Detailed occupations: those named, and those of the groups named."""
    groups: Results[Subject]
    order: tuple[str, ...]
    """Codes of both in the order of the comparison; the first is what the others are compared with."""
    functions: Results[FunctionRow]
    """A function each, with the duties that perform it by occupation."""
    duties: Results[DutyRow]
    activities: Activities | None
    """Detailed work activities shared with the first; None when not asked for or not imported."""
    elements: Results[ElementComparison]
    """Work activities, work context, interests, values and styles: a comparison for each table and scale."""
    ratings: Results[ProfileComparison]
    """O*NET's ratings (Knowledge, Skills, …), a comparison for each table."""
    preparation: Results[Preparation]
    """Education, experience and training that workers report as needed; and job zones."""
    figures: Results[FigureRow]
    """By measure, then period, latest first, then occupation."""
    elsewhere: Results[ClassRow]
    """Where other classifications put the occupations, those not found last."""
    absent: Results[Absent]
    """What could not be compared, and what to import."""
    left_out: Results[LeftOut]
    required_by: str
    """The threshold by which tasks count as required, in words; empty where their type says it."""
    unrated: Results[str]
    """Ids of tasks whose type says it all the same, for want of a rating that may be used."""
    assigned: Assignment
    """Who assigned the functions."""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Occupations and groups in the order of the comparison."""
        by_code = {subject.code: subject for subject in (*self.occupations, *self.groups)}
        return tuple(by_code[code] for code in self.order)


def compare(
    knowledge: Graph,
    codes: str | Iterable[str],
    sections: Iterable[str] = SECTIONS,
    *,
    whole: bool = False,
    series: bool = False,
    required_by: str = "",
    elements: Sequence[str] = (),
    party: str = "",
    records: Records | None = None,
    standings: Standings | None = None,
) -> Comparison:
    """Compare occupations; a group stands for itself and, unless `whole`, for its detailed occupations.

    A text of `codes` may hold several between blanks or commas. Without `series` only the latest figures are
    given. With `required_by`, such as `relevance>=80`, the ratings of tasks say which are required; of work
    activities, context and the like only `elements` are compared, parts of their names, where any are given.
    `party` says whose functions duties have (`assigned_by`).
    `records` and `standings` are those of the graph where the caller has them already.

    Raises:
        UsageError: there is no code, one of `sections` is none of SECTIONS, `required_by` is no
            threshold, no element has such a name, or there is no such party.
        MissingError: a code is not in the graph, or nothing of what is asked for is imported.
    """
    records = records or Records(knowledge)
    wanted = _wanted(tuple(sections))
    subjects = subjects_of(knowledge, _named(codes), whole=whole)
    standings = standings or standings_of_graph(knowledge)
    imported = listed(imported_tables(knowledge).values(), standings)
    tables = {table.slug: table for table in imported.counted}
    rated = [table for table in rating_tables(knowledge) if table in imported.counted]
    absent = tuple(_absent(wanted, tables, rated))
    if not any(_is_imported(section, tables, rated) for section in wanted):
        raise MissingError(absent[0].message, absent[0].remedy)
    threshold = read_threshold(required_by) if required_by else None
    members = tuple(dict.fromkeys(code for subject in subjects for code in subject.members))
    performed = duties_of(records, members if FUNCTIONS in wanted else (), standings)
    assigned = assigned_by(records, party, performed.counted, members, standings)
    rated_tasks = task_ratings(knowledge, [duty.task for duty in assigned.duties])
    counted = sort_duties(assigned.duties, rated_tasks, threshold) if threshold else None
    stated = counted.duties if counted else assigned.duties
    duties = tuple(duty_row(duty, rated_tasks) for duty in stated)
    tabled = [tables[slug] for s, slug in _ELEMENTS.items() if s in wanted and slug in tables]
    rows = results(elements_of(knowledge, subjects, tabled, tables, elements))
    if elements and tabled and not rows:
        raise UsageError(
            f"No element that is rated has {' or '.join(map(repr, elements))} in its name.",
            "Leave --element out to see all of them.",
        )
    figures, old = figures_of(records, subjects, wanted, standings, series=series)
    return Comparison(
        wanted,
        results(subject for subject in subjects if not subject.group),
        results(subject for subject in subjects if subject.group),
        tuple(subject.code for subject in subjects),
        results(function_rows(records, subjects, duties) if FUNCTIONS in wanted else ()),
        results(duties),
        activities_of(knowledge, subjects, tables) if ACTIVITIES in wanted else None,
        rows,
        results(profiles_of(knowledge, subjects, rated, tables) if RATINGS in wanted else ()),
        results(preparation_of(knowledge, subjects, tables) if TRAINING in wanted else ()),
        results(figures),
        results(class_rows(records, subjects, standings) if ELSEWHERE in wanted else ()),
        results(absent),
        results(map(_left_out, (*performed.left_out, *old, *imported.left_out))),
        threshold.said if threshold else "",
        results(counted.unrated if counted else ()),
        assigned.by,
    )


def _named(codes: str | Iterable[str]) -> list[str]:
    texts = (codes,) if isinstance(codes, str) else tuple(codes)
    if not texts:
        raise UsageError("There is nothing to compare.", "Give SOC codes, such as 43-5031 and 33-9031.")
    return [code for text in texts for code in re.split(r"[\s,]+", text.strip())]


def _wanted(sections: tuple[str, ...]) -> tuple[str, ...]:
    for section in sections:
        if section not in SECTIONS:
            fix = did_you_mean(section, SECTIONS, f"Compare by {', '.join(SECTIONS)}.")
            raise UsageError(f"Occupations are not compared by `{section}`.", fix)
    return tuple(section for section in SECTIONS if section in sections)


def _left_out(judgement: Judgement) -> LeftOut:
    return LeftOut(short(judgement.record), judgement.standing.value, judgement.said(Use.LIST))


def _is_imported(section: str, tables: dict[str, Table], rated: list[Table]) -> bool:
    """Say whether there can be something to compare; figures and duties need no import."""
    if section == ACTIVITIES:
        return set(NEEDED) <= set(tables) or _ELEMENTS[section] in tables
    if section in _ELEMENTS:
        return _ELEMENTS[section] in tables
    return section != RATINGS or bool(rated and "occupation-data" in tables)


def _absent(wanted: tuple[str, ...], tables: dict[str, Table], rated: list[Table]) -> Iterable[Absent]:
    by_name = len(wanted) < len(SECTIONS)  # of what is seldom imported nothing is said unless it is asked for
    needed = {section: (slug,) for section, slug in _ELEMENTS.items() if section not in _WORKERS or by_name}
    for section, slugs in {**needed, ACTIVITIES: (*NEEDED, _ELEMENTS[ACTIVITIES])}.items():
        lacking = ", ".join(_in_words(slug) for slug in slugs if slug not in tables)
        if section in wanted and lacking:
            yield Absent(section, f"To compare {section} takes O*NET's {lacking}, not imported yet.", _ONET)
    if RATINGS in wanted and (not rated or "occupation-data" not in tables):
        yield Absent(RATINGS, "No O*NET ratings (Knowledge, Skills, …) are imported yet.", _ONET)
    if TRAINING in wanted and not {SURVEY, ANSWERS, ZONES} <= set(tables):
        lacking = ", ".join(_in_words(slug) for slug in (SURVEY, ANSWERS, ZONES) if slug not in tables)
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


def _in_words(slug: str) -> str:
    return slug.replace("-", " ")
