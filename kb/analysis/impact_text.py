"""What a move changes, as text for people and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kb.analysis.impact import Amount, GroupImpact, Impact
from kb.common.output import as_csv
from kb.common.tables import table

NOT_KNOWN = "not known"
_GROUPS = (
    *("group", "title", "level", "occupation", "jobs", "PRSE %", "jobs after", "change %"),
    *("mean wage", "PRSE %", "mean wage after", "occupations left", "source"),
)


def impact_text(found: Impact, width: int | None) -> str:
    """Write everything that is known of a move, and what is not."""
    one = found.occupation
    head = f"{one.code} {one.title} to {found.target.code} {found.target.title}"
    parts = [f"{head}, {found.period or 'no figures'}\n"]
    rows = [("jobs", number(found.jobs)), ("mean annual wage, US dollars", number(found.wage))]
    parts.append(table(("of the occupation", "value"), rows, width))
    parts.append(table(_GROUPS, list(map(group_row, found.groups)), width, frozenset(range(4, 11))))
    parts.append(_series(found, width))
    parts += _lists(found, width)
    ways = [
        (way.label, way.code, way.breaks, " ".join(way.meets), " ".join(way.strains), way.why)
        for way in found.placements
    ]
    parts.append(table(("placement", "code", "breaks", "meets", "strains", "why"), ways, width))
    parts.append("".join(f"Not known: {line}\n" for line in found.unknown))
    return "\n".join(part for part in parts if part)


def impact_csv(found: Impact) -> str:
    """Write the groups, one a row; what is not known is an empty cell."""
    rows = [["" if cell == NOT_KNOWN else cell for cell in group_row(group)] for group in found.groups]
    return as_csv(_GROUPS, rows)


def group_row(group: GroupImpact) -> tuple[str, ...]:
    """Return a group before and after as text, cell by cell."""
    sources = dict.fromkeys(amount.source for amount in (group.jobs, group.wage) if amount)
    return (
        group.code,
        group.title,
        group.level,
        "joins" if group.joins else "leaves",
        number(group.jobs),
        group.jobs.relative_error if group.jobs else "",
        plain(group.jobs_after),
        plain(group.change),
        number(group.wage),
        group.wage.relative_error if group.wage else "",
        plain(group.wage_after),
        occupations_after(group),
        ", ".join(sources),
    )


def occupations_after(group: GroupImpact) -> str:
    """Say how many occupations a group has afterwards, as far as that is known."""
    count = len(group.members) + (1 if group.joins else -1)
    if group.whole:
        return {0: "none", 1: "1, alone"}.get(count, f"{count}")
    return f"{count} or more" if count > 0 else NOT_KNOWN


def number(amount: Amount | None) -> str:
    """Return a published value, or that it is not known."""
    return plain(amount.value if amount else None)


def plain(value: Decimal | None) -> str:
    """Return a computed value, or that it is not known."""
    return NOT_KNOWN if value is None else f"{value:f}"


def _series(found: Impact, width: int | None) -> str:
    rows = [(b.group, b.period, plain(b.published), plain(b.after)) for b in found.series]
    return table(("series", "period", "jobs", "jobs after"), rows, width, frozenset({2, 3})) if rows else ""


def _lists(found: Impact, width: int | None) -> Iterator[str]:
    rows: Sequence[tuple[str, ...]]
    rows = [(f"{m.old_code} {m.old_title}", f"{m.new_code} {m.new_title}") for m in found.crosswalk]
    yield table(("before", "now"), rows, width) if rows else ""
    rows = [(name, code) for name, code in found.outside]
    yield table(("elsewhere", "code"), rows, width) if rows else ""
    rows = [(one.code, one.title) for one in found.supervisors]
    yield table(("supervisors", "title"), rows, width) if rows else ""
