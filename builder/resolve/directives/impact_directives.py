"""Directives on what the request changes: groups before and after, and the ways to place the occupation."""

from __future__ import annotations

from builder.citations.marked_text import curled
from builder.document import Cell, Table
from builder.draft import nodes
from builder.resolve import cells, find, find_figures, sourcing, values
from builder.resolve.cells import cell, header, not_recorded, row_head, source_line
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive
from builder.resolve.directives.figure_directives import plain
from kb.analysis.impact import GroupImpact, Impact, impact
from kb.analysis.impact_text import occupations_after
from kb.analysis.placements import placements
from kb.errors import SocEvidenceError

_HEADS = ("Group", "Jobs", "Jobs after", "Change", "Mean wage", "Mean wage after", "Occupations")


@directive(
    "impact",
    "CODE",
    "What a move changes: jobs and mean wage of each group touched, before and after; without a code, of the "
    "draft's own occupation.",
    {"to": "The group that it goes to; the draft's `proposes:` otherwise.", "caption": "Another caption."},
)
def groups(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a group, those left before those joined."""
    found = _followed(written, context)
    rows = [_row(group) for group in found.groups]
    amounts = [amount for group in found.groups for amount in (group.jobs, group.wage) if amount]
    amounts += [amount for amount in (found.jobs, found.wage) if amount]
    figures = find_figures.figures(dict.fromkeys(amount.figure for amount in amounts), context)
    cited = [citation for figure in figures for citation in sourcing.of_figure(figure, context)]
    cells.tell_not_recorded(_lacking(found), context)
    one, period = found.occupation, values.period(found.period)
    caption = f"{one.title} ({one.code}) to {found.target.title.lower()}: groups before and after, {period}"
    return (
        Table(
            caption=cells.caption(written, caption, context),
            header=header(*_HEADS),
            rows=tuple(rows),
            widths=(2.8, 1.3, 1.3, 1.1, 1.1, 1.2, 1.2),
            source=source_line([plain(citation) for citation in cited], context),
            dense=True,
        ),
    )


def _followed(written: nodes.Directive, context: Context) -> Impact:
    code = find.occupation(written.argument.strip() or context.case.occupation, context).code
    target = find.occupation(written.options.get("to") or context.case.proposes, context).code
    lookup, standings = context.lookup, context.standings
    try:
        return lookup.derived(
            ("impact", code, target, standings), lambda: impact(lookup, code, target, standings)
        )
    except SocEvidenceError as error:
        raise UnresolvedError(find.UNKNOWN_CODE, str(error), error.remedy) from error


def _row(group: GroupImpact) -> tuple[Cell, ...]:
    change = f"{'+' if group.joins else ''}{values.number(group.change)}%" if group.change is not None else ""
    return (
        row_head(f"{group.title} ({group.code}), {group.level}, {'joined' if group.joins else 'left'}"),
        cell(values.number(group.jobs.value), "right") if group.jobs else not_recorded("right"),
        cell(values.number(group.jobs_after), "right") if group.jobs_after else not_recorded("right"),
        cell(change, "right") if change else not_recorded("right"),
        cell(f"${values.number(group.wage.value)}", "right") if group.wage else not_recorded("right"),
        cell(f"${values.number(group.wage_after)}", "right") if group.wage_after else not_recorded("right"),
        cell(occupations_after(group)),
    )


def _lacking(found: Impact) -> list[str]:
    lacking = [f"jobs of {group.code}, {found.period}" for group in found.groups if group.jobs is None]
    return lacking + [f"mean wage of {group.code}" for group in found.groups if group.wage is None]


@directive(
    "placements",
    "",
    "The ways in which the classification can answer a request to move an occupation, side by side.",
    {"caption": "Another caption."},
)
def ways(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a way."""
    rows = tuple(
        (
            row_head(curled(way.label)),
            cell(way.code),
            cell(curled(way.breaks)),
            cell(values.listed(list(way.meets)) or "none"),
            cell(values.listed(list(way.strains)) or "none"),
            cell(curled(way.why)),
        )
        for way in placements()
    )
    return (
        Table(
            caption=cells.caption(written, "Ways to answer the request", context),
            header=header("Way", "Code", "Series that break", "Meets", "Strains", "Why"),
            rows=rows,
            widths=(1.8, 1.4, 1.4, 0.7, 0.8, 3.0),
            dense=True,
        ),
    )
