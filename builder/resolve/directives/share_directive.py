"""`{shares}`: shares of a group without each of its members, so that none rests on one unseen."""

from __future__ import annotations

from collections.abc import Sequence

from builder.document import Inlines, Table
from builder.draft import nodes
from builder.resolve import cells, find_figures, sourcing, values
from builder.resolve.cells import cell, header, row_head, source_line
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag, words
from builder.resolve.directives.figure_directives import plain
from builder.resolve.drawn_charts import drawn
from kb.analysis.group_share_text import group_share_chart
from kb.analysis.group_shares import GroupShare, share_of_figure
from kb.findings import Check, Severity

NO_SHARE = Check(
    "no-group-share",
    Severity.ERROR,
    "A figure is no share that members have of their group.",
    "Name figures of share-of-group whose formula names the members.",
)
_ROWS = 6


@directive(
    "shares",
    "FIGURE …",
    "Shares of a group's jobs on record, a column each: as they are, and without each of the members that "
    "change them most.",
    {
        "rows": f"How many members are left out in turn; {_ROWS} otherwise.",
        "chart": "`yes`: the first share is drawn below the table, too.",
        "caption": "Another caption.",
    },
)
def shares(written: nodes.Directive, context: Context) -> Blocks:
    """Return a row a member that is left out."""
    found = [_share(name, context) for name in words(written.argument)]
    if not found:
        raise UnresolvedError(NO_SHARE, "The table names no shares.", "Write ids of figures: {shares} …")
    rows = [(row_head("As it is"), *(cell(_percent(one.share), "right") for one in found))]
    for code, title in _members(found, _most(written)):
        without = [next((w.share for w in one.without if w.code == code), None) for one in found]
        said = (cell("–" if share is None else _percent(share), "right") for share in without)
        rows.append((row_head(f"Without {title} ({code})"), *said))
    spans = (cell(f"{_percent(one.span[0])} to {_percent(one.span[1])}", "right") for one in found)
    rows.append((row_head("Least to most, without any one member"), *spans))
    groups = values.listed(sorted({one.group for one in found}))
    works = (*cells.text(_unknown(found)), *_works(found, context))
    caption = f"Shares of the jobs in {groups} without one member, {values.period(found[0].period)}"
    chart = group_share_chart(found[0], _most(written))
    picture = drawn(chart, cells.text(chart.title), works)
    table = (
        Table(
            caption=cells.caption(written, caption, context),
            header=header("", *(one.label for one in found), align="right"),
            rows=tuple(rows),
            widths=(2.6, *(1.6 for _ in found)),
            source=works,
            dense=True,
        ),
    )
    return (*table, picture) if flag(written, "chart") else table


def _share(name: str, context: Context) -> GroupShare:
    figure = find_figures.figure(name, context)
    share = share_of_figure(context.lookup, figure, context.standings)
    if share is None:
        raise UnresolvedError(NO_SHARE, f"{name!r} is no share that members have of a group.", NO_SHARE.fix)
    return share


def _most(written: nodes.Directive) -> int:
    asked = written.options.get("rows", "")
    return max(int(asked), 1) if asked.isdecimal() else _ROWS


def _members(found: Sequence[GroupShare], most: int) -> list[tuple[str, str]]:
    """Return the members that change some share most, those that change it more first."""
    effects: dict[tuple[str, str], float] = {}
    for share in found:
        for one in share.without:
            key = (one.code, one.title)
            effects[key] = max(effects.get(key, 0.0), float(abs(one.share - share.share)))
    return sorted(effects, key=lambda key: (-effects[key], key))[:most]


def _percent(share: object) -> str:
    return f"{share}%"


def _unknown(found: Sequence[GroupShare]) -> str:
    unknown = sorted({code for share in found for code in share.unknown})
    return f"Jobs of {', '.join(unknown)} are not on record; the shares are without them. " if unknown else ""


def _works(found: Sequence[GroupShare], context: Context) -> Inlines:
    """Return the line with the works that the jobs of members are from; the figures count as used."""
    used = dict.fromkeys(name for share in found for name in share.figures)
    figures = find_figures.figures(used, context)
    return source_line([plain(c) for one in figures for c in sourcing.of_figure(one, context)], context)
