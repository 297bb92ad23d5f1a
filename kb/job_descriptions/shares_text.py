"""Shares of agencies that require each duty, as text for people and as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.output import as_csv
from kb.common.tables import table
from kb.job_descriptions.duty_shares import AgencyGroup, DutyShare, DutyShares
from kb.model.survey_estimates import Estimate

_HEADS = ("duty", "require it", "n", "share %", "95 % interval", "some workers only", "source", "statement")
_CSV = (
    *("group", "duty", "source", "item", "require", "agencies", "percent", "lower", "upper", "may"),
    *("requiring_agencies", "statement"),
)


def shares_text(found: DutyShares, width: int | None) -> str:
    """Write each group as a table, and what the shares are shares of."""
    parts = [f"{found.occupation}: {found.how}\n"]
    for group in found.groups:
        if group.name:
            parts.append(f"{group.name}, n {len(group.descriptions)}\n")
        parts.append(
            table(_HEADS, [_row(one, group) for one in group.shares], width, frozenset((1, 2, 3, 5)))
        )
    parts.append("".join(f"Not counted: {one.source}, which {one.why}.\n" for one in found.left_out))
    return "\n".join(part for part in parts if part)


def shares_csv(found: DutyShares) -> str:
    """Write a row for each group and duty; the group of all agencies has no name."""
    return as_csv(_CSV, (row for group in found.groups for row in _csv_rows(group)))


def interval_said(estimate: Estimate) -> str:
    """Say the bounds of a share in percent, such as `43.6 to 92.8`."""
    if estimate.lower is None or estimate.upper is None:
        return ""
    return f"{estimate.lower:g} to {estimate.upper:g}"


def _row(one: DutyShare, group: AgencyGroup) -> tuple[str, ...]:
    return (
        one.duty.id,
        str(len(one.requires)),
        str(len(group.descriptions)),
        f"{one.estimate.value:.0f}",
        interval_said(one.estimate),
        str(len(one.may)),
        one.duty.source,
        one.duty.statement,
    )


def _csv_rows(group: AgencyGroup) -> Iterator[tuple[object, ...]]:
    for one in group.shares:
        yield (
            group.name,
            one.duty.id,
            one.duty.source,
            one.duty.item,
            len(one.requires),
            len(group.descriptions),
            round(one.estimate.value, 2),
            one.estimate.lower,
            one.estimate.upper,
            len(one.may),
            " ".join(one.requires),
            one.duty.statement,
        )
