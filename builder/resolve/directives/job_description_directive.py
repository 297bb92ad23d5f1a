"""`{job-descriptions}`: the share of agencies whose job description requires each federally recorded duty."""

from __future__ import annotations

from builder.citations import Citation
from builder.citations.marked_text import curled
from builder.document import Cell, Inlines, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing
from builder.resolve.cells import cell, header, row_head, source_line
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import directive
from kb.findings import Check, Severity
from kb.job_descriptions.duty_shares import AgencyGroup, DutyShare, DutyShares
from kb.job_descriptions.shares_text import interval_said
from kb.model.records import Provenance

NOT_COUNTED = Check(
    "descriptions-not-counted",
    Severity.WARNING,
    "Job descriptions are on record that a table of shares does not count.",
    "Record the agency's permission and confirm its duties, or argue without it.",
)
_SHARE = "Share, 95% interval"


@directive(
    "job-descriptions",
    "CODE",
    "How many agencies’ job descriptions require each federally recorded duty: n, Wilson’s interval, dates "
    "and how they were gathered; only those that the agency lets be counted.",
    {"by": "`state` or `size`: a column for the agencies of each besides.", "caption": "Another caption."},
)
def shares(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a duty, and a column for all agencies and for each group of them."""
    occupation = find.occupation(written.argument.strip() or context.case.occupation, context)
    found = find.duty_shares(occupation.code, written.options.get("by", ""), context)
    whole, *parts = found.groups
    names = (f"{part.name} (n {len(part.descriptions)})" for part in parts)
    rows = tuple(_row(number, one, parts, context) for number, one in enumerate(whole.shares))
    _tell_left_out(found, context)
    caption = f"{occupation.title} ({occupation.code}): agencies whose job description requires a duty"
    return (
        Table(
            caption=cells.caption(written, caption, context),
            header=header("Duty", f"Require it (n {found.agencies})", _SHARE, *names, align="right"),
            rows=rows,
            widths=(4.0, 1.1, 1.5, *(1.1 for _ in parts)),
            source=_source(found, context),
            dense=True,
            landscape=len(parts) > 3,
        ),
    )


def _row(number: int, one: DutyShare, parts: list[AgencyGroup], context: Context) -> tuple[Cell, ...]:
    percent = f"{one.estimate.value:.0f}% ({interval_said(one.estimate)})"
    groups = (cell(f"{len(part.shares[number].requires)}", "right") for part in parts)
    return (
        row_head(one.duty.statement),
        cell(str(len(one.requires)), "right"),
        cell(percent, "right"),
        *groups,
    )


def _source(found: DutyShares, context: Context) -> Inlines:
    """Return how the descriptions were come by, they themselves in one note, and the works of the duties."""
    described = [Citation(one.source) for one in found.groups[0].descriptions]
    works = sorted({one.duty.source for one in found.groups[0].shares})
    cited = [sourcing.of_record(Provenance(work, verification="verified"), context) for work in works]
    return (
        Text(f"Job descriptions of {curled(found.how)}"),
        context.notes.cite(described),
        Text(" "),
        *source_line([one for one in cited if one], context),
    )


def _tell_left_out(found: DutyShares, context: Context) -> None:
    if found.left_out:
        said = "; ".join(f"`{one.source}` {one.why}" for one in found.left_out)
        context.problems.add(
            NOT_COUNTED, context.problems.here, f"Not counted among them: {said}.", NOT_COUNTED.fix
        )
