"""A comparison as one long table for programs: one row for each fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass

from kb.analysis.compare import Comparison
from kb.analysis.compared_classes import ClassRow
from kb.analysis.compared_duties import Cell, DutyRow
from kb.analysis.compared_figures import FigureRow
from kb.analysis.element_estimates import ElementComparison
from kb.analysis.preparation import Preparation
from kb.analysis.profiles import ProfileComparison
from kb.analysis.shared_activities import Activities
from kb.common.output import as_csv
from kb.common.tables import NOT_RECORDED
from kb.model.survey_estimates import Estimate

HEADINGS = (
    *("section", "code", "item", "value", "unit", "period", "sample", "interval"),
    *("source", "verification", "records"),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row; its fields are HEADINGS."""

    section: str
    code: str
    item: str
    value: str
    unit: str = ""
    period: str = ""
    sample: str = ""
    interval: str = ""
    source: str = ""
    verification: str = ""
    records: str = ""


def comparison_csv(found: Comparison) -> str:
    """Write a comparison as CSV."""
    return as_csv(HEADINGS, map(astuple, _rows(found)))


def _rows(found: Comparison) -> Iterator[_Row]:
    for o in found.subjects:
        unit = "group" if o.group else "official" if o.official else "gloss"
        yield _Row("definition", o.code, o.title, o.definition, unit)
    for row in found.functions:
        yield from (_function(row.function, cell) for cell in row.cells)
    if found.activities:
        yield from _activities(found.activities)
    for elements in found.elements:
        yield from _elements(elements)
    for comparison in found.ratings:
        yield from _profile(comparison, found)
    for answer in found.preparation:
        yield from _preparation(answer)
    yield from map(_figure, found.figures)
    yield from (_elsewhere(row, code) for row in found.elsewhere for code in row.codes)
    yield from _duties(found)
    yield from _assignment(found)
    for lacking in found.absent:
        yield _Row("absent", "", lacking.section, f"{lacking.message} {lacking.remedy}")
    for record in found.left_out:
        yield _Row("left-out", "", record.record, record.reason, record.standing)


def _assignment(found: Comparison) -> Iterator[_Row]:
    if found.assigned.said and found.duties:
        yield _Row("assigned", "", found.assigned.party, found.assigned.said)
    for split in found.assigned.splits:
        said = f"{split.yes} of {split.raters}"
        yield _Row("split", "", split.function, said, "raters", records=split.duty)
    for identifier in found.assigned.unrated:
        yield _Row("left-out", "", f"duty/{identifier}", "The party did not rate it.", "unrated")


def _duties(found: Comparison) -> Iterator[_Row]:
    for d in found.duties:
        yield _Row(
            "duty", d.code, d.kind, d.statement, source=d.source, verification=d.verification, records=d.id
        )
        yield from _task_rating(d)
    if found.required_by:
        yield _Row("required-by", "", "tasks", found.required_by, records=" ".join(found.unrated))


def _function(function: str, cell: Cell) -> _Row:
    ids = cell.duties
    if ids is None:
        return _Row("function", cell.code, function, "", NOT_RECORDED)
    return _Row("function", cell.code, function, str(len(ids)), "duties", records=" ".join(ids))


def _elsewhere(row: ClassRow, code: str) -> _Row:
    name = " ".join(part for part in (row.class_code, row.title) if part)
    where = f"{row.classification} ({row.jurisdiction})"
    found = (name, row.level) if name else ("", "not found")
    return _Row("elsewhere", code, where, *found, row.checked, "", row.source, row.verification, row.id)


def _figure(f: FigureRow) -> _Row:
    value, unit = ("", NOT_RECORDED) if f.value is None else (f.value, f.unit)
    about = (f.period, f.sample, f.interval, f.source, f.verification, f.id)
    return _Row("figure", f.code, f.measure, value, unit, *about)


def _activities(found: Activities) -> Iterator[_Row]:
    source = found.sources[-1].source
    for overlap in found.overlaps:
        counts = {
            "shared": overlap.shared,
            "only-reference": overlap.only_reference,
            "only-here": overlap.only_here,
        }
        for name, ids in counts.items():
            yield _Row(
                "activity-overlap",
                overlap.code,
                f"{name} with {found.reference}",
                "" if ids is None else str(len(ids)),
                NOT_RECORDED if ids is None else "activities",
                sample=str(overlap.occupations),
                source=source,
                records=" ".join(ids or ()),
            )
        jaccard = "" if overlap.jaccard is None else str(overlap.jaccard)
        yield _Row(
            "activity-overlap", overlap.code, f"jaccard with {found.reference}", jaccard, source=source
        )
    for identifier, title in found.titles.items():
        yield _Row("activity", "", identifier, title, source=source)


def _elements(found: ElementComparison) -> Iterator[_Row]:
    periods = {sample.code: sample.period for sample in found.samples}
    for row in found.rows:
        for code, estimate in zip(found.codes, row.estimates, strict=True):
            yield _Row(
                "rated-element",
                code,
                f"{found.name}: {row.title}",
                str(estimate.value) if estimate else "",
                _unit(found.scale, estimate),
                periods.get(code, ""),
                str(estimate.sample or "") if estimate else "",
                estimate.interval if estimate else "",
                found.table.source,
                records=row.id,
            )


def _unit(scale: str, estimate: Estimate | None) -> str:
    if estimate is None:
        return NOT_RECORDED
    return f"scale {scale}" if estimate.usable else f"scale {scale}, not to be compared"


def _profile(found: ProfileComparison, comparison: Comparison) -> Iterator[_Row]:
    source = found.table.source
    for like in found.likenesses:
        for name in ("correlation", "cosine", "difference"):
            value = getattr(like, name)
            yield _Row(
                "profile-likeness",
                like.code,
                f"{found.name}: {name} with {found.reference}",
                "" if value is None else str(value),
                f"{like.elements} elements",
                sample=f"{like.occupations} occupations",
                source=source,
            )
    samples = {sample.code: sample for sample in found.samples}
    for element in found.elements:
        for code, value in zip(comparison.order, element.values, strict=True):
            if value is None:
                yield _Row("rating", code, f"{found.name}: {element.title}", "", NOT_RECORDED)
            else:
                sample = samples.get(code)
                yield _Row(
                    "rating",
                    code,
                    f"{found.name}: {element.title}",
                    str(value),
                    f"scale {found.scale}",
                    sample.period if sample else "",
                    sample.respondents if sample else "",
                    source=source,
                    records=element.id,
                )


def _task_rating(d: DutyRow) -> Iterator[_Row]:
    if d.rating is None:
        return
    found = {
        "relevance": (d.rating.relevance, "percent"),
        "importance": (d.rating.importance, "mean from 1 to 5"),
        "daily": (d.rating.daily, "percent"),
    }
    for name, (estimate, unit) in found.items():
        if estimate:
            yield _Row(
                "task-rating",
                d.code,
                f"{name} of task {d.rating.task}",
                str(estimate.value),
                unit if estimate.usable else f"{unit}, not to be compared",
                d.rating.period,
                "" if estimate.sample is None else str(estimate.sample),
                estimate.interval,
                d.rating.source,
                d.rating.verification,
                d.id,
            )


def _preparation(answer: Preparation) -> Iterator[_Row]:
    if answer.most is None:
        yield _Row("preparation", answer.code, answer.label, "", NOT_RECORDED, source=answer.source)
        return
    facts: dict[str, tuple[str, str, Estimate | None]] = {
        "most frequent answer": (
            answer.most,
            f"{answer.share.value} percent" if answer.share else "",
            answer.share,
        ),
        "middle answer": (answer.middle or "", "", None),
        "over 3 months": (
            str(answer.over_3_months.value) if answer.over_3_months else "",
            "percent",
            answer.over_3_months,
        ),
    }
    for name, (value, unit, estimate) in facts.items():
        if value:
            yield _Row(
                "preparation",
                answer.code,
                f"{answer.label}: {name}",
                value,
                unit,
                answer.period,
                "" if answer.sample is None else str(answer.sample),
                estimate.interval if estimate else "",
                answer.source,
            )
