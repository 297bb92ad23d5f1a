"""A comparison as text for people: one table for each section, with source and period."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from kb.analysis.assigned_duties import unrated_said
from kb.analysis.compare import ACTIVITIES, FUNCTIONS, RATINGS, Comparison
from kb.analysis.compared_duties import Cell, DutyRow
from kb.analysis.compared_figures import EMPLOYMENT, OTHER, TRAINING, WAGES
from kb.analysis.element_text import element_text
from kb.analysis.likeness_text import activity_text, rating_text, wrapped
from kb.common.tables import NOT_RECORDED, table
from kb.model.soc_classes import Subject
from kb.model.survey_estimates import COMPUTED, Estimate

PIPED = 100
"""Columns of the tables when the output is no terminal."""
_DETAIL = re.compile(r"hourly-|percentile")
"""Measures that are listed only where wages are asked for by name."""
_MANY = 150
"""More duties than this are listed only where functions are asked for by name."""


def comparison_text(found: Comparison, width: int | None, details: Collection[str] = ()) -> str:
    """Write a comparison; `details` are the sections of which the single facts are listed too."""
    parts = [_definitions(found.subjects, width)]
    parts += _functions(found, width)
    if found.activities:
        parts += activity_text(found.activities, found.subjects, width, full=ACTIVITIES in details)
    parts += element_text(found, width, tuple(details))
    parts += rating_text(found, width, full=RATINGS in details)
    for section in (TRAINING, WAGES, EMPLOYMENT, OTHER):
        parts += _preparation(found, width) if section == TRAINING else []
        parts += _figures(found, section, width, full=section in details)
    parts += _elsewhere(found, width)
    if FUNCTIONS in found.sections:
        parts += _duties(found, width, full=FUNCTIONS in details)
    parts += [wrapped(f"{lacking.message} {lacking.remedy}.", width) for lacking in found.absent]
    if found.left_out:
        why = "; ".join(dict.fromkeys(record.reason for record in found.left_out))
        count = len(found.left_out)
        parts.append(wrapped(f"Not counted, {count} record{'s' * (count != 1)}: {why}.", width))
    return "\n".join(part for part in parts if part)


def _definitions(subjects: Sequence[Subject], width: int | None) -> str:
    return table(("code", "title", "definition"), [(s.code, s.title, _whose(s)) for s in subjects], width)


def _whose(subject: Subject) -> str:
    if subject.group:
        return f"{subject.definition} (group of {len(subject.members)} occupations)".strip()
    if subject.official or not subject.definition:
        return subject.definition
    return f"{subject.definition} (our gloss)"


def _functions(found: Comparison, width: int | None) -> Iterator[str]:
    """Yield the matrix, in pieces where it is wider than the page.

    Of the occupations that are there only for their group, those without a duty have no column.
    """
    if FUNCTIONS not in found.sections:
        return
    with_duties = {duty.code for duty in found.duties}
    without = [s for s in found.subjects if not with_duties.intersection(s.members)]
    columns = [n for n, subject in enumerate(found.subjects) if subject.named or subject not in without]
    note = (
        "Duties by function: required + may, a full stop for none. Functions in brackets are not protective."
    )
    if found.required_by:
        note += f" {required_note(found)}"
    if found.groups:
        note += f" A group counts the duties of its occupations without {found.order[0]}."
    if found.assigned.said and found.duties:
        note += f" {found.assigned.said}{unrated_said(found.assigned)}"
    yield wrapped(note, width)
    room = max(((width or 10_000) - 24) // ((len(NOT_RECORDED) + 2) if without else 9), 1)
    for start in range(0, len(columns), room):
        some = columns[start : start + room]
        headings = ("function", *(found.order[n] for n in some))
        rows = [
            (row.label if row.protective else f"({row.label})", *(_count(row.cells[n]) for n in some))
            for row in found.functions
        ]
        yield table(headings, rows, width, frozenset(range(1, len(headings))))
    if without:
        codes = ", ".join(subject.code for subject in without)
        yield wrapped(f"No duty statements are recorded for {codes}.", width)


def required_note(found: Comparison) -> str:
    """Say by which threshold tasks count as required, and which do not follow it."""
    note = f"Tasks are required by {found.required_by}, as those who do the work rate them"
    if found.unrated:
        codes = dict.fromkeys(duty.code for duty in found.duties if duty.id in set(found.unrated))
        note += (
            f"; without a rating that may be used, {len(found.unrated)} of the tasks of {', '.join(codes)} "
            "stand by their type"
        )
    return f"{note}. Clauses of definitions stand as they are."


def _count(cell: Cell) -> str:
    """Write how many duties perform a function; a full stop for none, so that an empty row is no gap."""
    if cell.required is None or cell.may is None:
        return NOT_RECORDED
    if not cell.duties:
        return "."
    return f"{len(cell.required)}+{len(cell.may)}"


def _preparation(found: Comparison, width: int | None) -> Iterator[str]:
    if not found.preparation:
        return
    rows = [
        (
            p.label,
            p.code,
            _brief(p.most) if p.share is None else f"{_brief(p.most)} ({_percent(p.share)})",
            _brief(p.middle) if p.share is not None else "",
            "" if p.over_3_months is None else _percent(p.over_3_months),
            "" if p.sample is None else str(p.sample),
            p.period,
            str(p.imprecise or ""),
            p.source,
        )
        for p in found.preparation
    ]
    headings = (
        *("training", "code", "most frequent answer", "middle answer", ">3 months", "n", "period"),
        *("imprecise", "source"),
    )
    yield table(headings, rows, width, frozenset((4, 5, 7)))


def _percent(share: Estimate) -> str:
    """Write a share with its interval, in whole percent: `84% [66-94]`."""
    if share.lower is None or share.upper is None:
        return f"{share.value:.0f}%"
    return f"{share.value:.0f}% [{COMPUTED * share.computed}{share.lower:.0f}-{share.upper:.0f}]"


def _brief(label: str | None) -> str:
    """Return an answer without its explanation in dashes or brackets."""
    if label is None:
        return NOT_RECORDED
    return re.split(r" - | \(", label)[0]


def _figures(found: Comparison, section: str, width: int | None, *, full: bool) -> Iterator[str]:
    figures = [figure for figure in found.figures if figure.section == section]
    brief = [figure for figure in figures if full or not _DETAIL.search(figure.measure)]
    if not brief:
        return
    rows = [
        (
            ", ".join(filter(None, (f.measure.rpartition(".")[2].replace("-", " "), f.label, f.place))),
            f.code,
            NOT_RECORDED if f.value is None else f"{f.value}{f' [{f.interval}]' * bool(f.interval)}",
            f.unit,
            f.period,
            f.sample,
            f.source,
            f.verification,
        )
        for f in brief
    ]
    value = "value [95 %]" if any(f.interval for f in brief) else "value"
    headings = (section, "code", value, "unit", "period", "n", "source", "verification")
    yield table(headings, rows, width, frozenset((2, 5)))
    if any(f.interval.startswith(COMPUTED) for f in brief):
        yield f"{COMPUTED}: an interval computed from the share and its sample by Wilson's method.\n"
    if len(brief) < len(figures):
        yield f"{len(figures) - len(brief)} more with --by {section}: hourly wages and percentiles.\n"


def _elsewhere(found: Comparison, width: int | None) -> Iterator[str]:
    rows = [
        (
            f"{row.classification} ({row.jurisdiction})",
            " ".join(row.codes),
            " ".join(part for part in (row.class_code, row.title) if part) or "not found",
            row.path,
            row.nearest_group,
            row.source,
            row.verification,
        )
        for row in found.elsewhere
    ]
    if rows:
        yield table(
            ("elsewhere", "code", "class", "below", "group most like it", "source", "verification"),
            rows,
            width,
        )


def _duties(found: Comparison, width: int | None, *, full: bool) -> Iterator[str]:
    if len(found.duties) > _MANY and not full:
        yield f"{len(found.duties)} duty statements: --by functions lists them.\n"
        return
    rated, split = any(d.rating for d in found.duties), bool(found.assigned.splits)
    heads = ("code", "kind", "duty", "functions", *(["split"] if split else []), "source", "item")
    rows = [
        (
            *(d.code, d.kind, d.statement, " ".join(d.functions)),
            *([found.assigned.split_said(d.id)] if split else []),
            *(d.source, d.item),
            *(_rated(d) if rated else ()),
        )
        for d in found.duties
    ]
    if rated:
        yield wrapped(
            f"Ratings of tasks by those who do the work, with 95 % interval and n answers; {COMPUTED} is an "
            "interval that we computed by Wilson's method. Importance rests on those to whom the task is "
            "relevant.",
            width,
        )
    if rows:
        more = ("relevant to %", "importance of 5", "daily %", "ratings from") if rated else ()
        yield table((*heads, *more), rows, width)


def _rated(duty: DutyRow) -> tuple[str, ...]:
    """Return what is said of a duty's task, each with interval and sample."""
    if duty.rating is None:
        return (NOT_RECORDED if duty.task else "no task",) * 4
    found = (duty.rating.relevance, duty.rating.importance, duty.rating.daily)
    return (*(estimate.said() if estimate else NOT_RECORDED for estimate in found), duty.rating.source)
