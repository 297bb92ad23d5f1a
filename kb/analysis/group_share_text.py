"""Shares of a group without each member, as text, as CSV and as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.analysis.group_shares import GroupShare
from kb.analysis.likeness_text import wrapped
from kb.charts import Chart, Series
from kb.common.output import as_csv
from kb.common.tables import table

_DRAWN = 12
"""Members whose absence is drawn: those that matter most."""
_HALF = 50


def group_share_text(shares: Sequence[GroupShare], width: int | None) -> str:
    """Write a table for each share, a row a member that is left out."""
    parts = []
    for share in shares:
        parts.append(
            wrapped(f"{share.label}: {share.share} % of the jobs in {share.group}, {share.period}", width)
        )
        rows = [(one.code, one.title, f"{one.jobs:,}", f"{one.share} %") for one in share.without]
        if rows:
            parts.append(table(("without", "title", "its jobs", "share"), rows, width, frozenset((2, 3))))
        parts += [wrapped(said, width) for said in remarks(share)]
    return "\n".join(parts)


def remarks(share: GroupShare) -> Iterable[str]:
    """Yield what has to be told of a share: its span, what turns it, and which members are not known."""
    if not share.without:
        yield "No member can be left out: what remains would be all of the part, or none of it."
        return
    least, most = share.span
    yield f"Without one member the share is {least} to {most} percent."
    for one in share.turning:
        side = "half or less" if share.share > _HALF else "a majority"
        yield f"Without {one.title} ({one.code}) it is {one.share} percent: {side}."
    yield f"Jobs by {', '.join(share.sources)}."
    if share.unknown:
        yield f"Jobs of {', '.join(share.unknown)} are not on record; the shares are without them."


def group_share_csv(shares: Sequence[GroupShare]) -> str:
    """Write a row a share and member, after a row with an empty member for the share as it is."""
    heads = ("group", "share", "figure", "period", "without", "title", "jobs", "percent")
    rows: list[tuple[object, ...]] = []
    for share in shares:
        about = (share.group, share.label, share.figure, share.period)
        rows.append((*about, "", "", "", share.share))
        rows += [(*about, one.code, one.title, one.jobs, one.share) for one in share.without]
    return as_csv(heads, rows)


def group_share_chart(share: GroupShare, most: int = _DRAWN) -> Chart:
    """Draw a share as it is and without up to `most` members, those that change it most."""
    shown = share.without[:most]
    names = ("As it is", *(f"Without {one.title}" for one in shown))
    values = (float(share.share), *(float(one.share) for one in shown))
    left = len(share.without) - len(shown)
    note = f"Percent of the jobs in {share.group}, {share.period}"
    note += f"; {left} more members change it less" if left > 0 else ""
    return Chart(share.label, note, names, (Series("Share", values),), emphasised=("As it is",))
