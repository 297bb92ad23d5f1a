"""How like the first code the others are, as text: by activities and by ratings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from kb.analysis.compare import Comparison
from kb.analysis.profiles import ProfileComparison
from kb.analysis.shared_activities import Activities
from kb.common.tables import NOT_RECORDED, table
from kb.model.soc_classes import Subject

_TOP = 10
"""Elements of a profile that are listed."""
_FEW = 5
"""Up to this many others are told apart activity by activity."""


def activity_text(
    found: Activities, subjects: Sequence[Subject], width: int | None, *, full: bool
) -> Iterator[str]:
    """Yield the overlaps with the reference; with `full` also who has which activity."""
    titles = {subject.code: subject.title for subject in subjects}
    yield wrapped(
        f"Detailed work activities (DWA) of {found.reference}: {_count(found.own)}. "
        f"Source: {'; '.join(source.title for source in found.sources)}.",
        width,
    )
    headings = ("code", "title", "occupations", "shared", f"only {found.reference}", "only here", "Jaccard")
    rows = [
        (
            o.code,
            titles[o.code],
            str(o.occupations),
            _count(o.shared),
            _count(o.only_reference),
            _count(o.only_here),
            _number(o.jaccard, 2),
        )
        for o in found.overlaps
    ]
    if rows:
        yield table(headings, rows, width, frozenset(range(2, 7)))
    if full:
        yield from _single_activities(found, width)


def _single_activities(found: Activities, width: int | None) -> Iterator[str]:
    """Yield each activity with who has it; of the others' own only where there are few others."""
    few = len(found.overlaps) <= _FEW
    having = {
        i: [o.code for o in found.overlaps if i in (*(o.shared or ()), *(o.only_here or ()))]
        for i in found.titles
    }
    own = found.own or ()
    order = sorted(found.titles, key=lambda i: (i not in own, -len(having[i]), found.titles[i]))
    rows = [
        (
            found.titles[i],
            "yes" if i in own else "",
            " ".join(having[i]) if few else str(len(having[i])),
        )
        for i in order
        if few or i in own
    ]
    others = "others" if few else "others (number)"
    yield table(("activity", found.reference, others), rows, width)


def rating_text(found: Comparison, width: int | None, *, full: bool) -> Iterator[str]:
    """Yield the likeness to the reference and who rated; with `full` also its highest elements."""
    if not found.ratings:
        return
    reference = found.ratings[0].reference
    yield wrapped(
        f"O*NET ratings against {reference}: Pearson's r, cosine, and mean difference in points of the "
        "scale, over n elements; a group is the plain mean of its rated occupations without "
        f"{reference}. Sources: {'; '.join(sorted({c.table.title for c in found.ratings}))}.",
        width,
    )
    rows = [
        (
            comparison.name,
            like.code,
            str(like.occupations),
            str(like.elements),
            *(
                _number(value, decimals, _NONE if like.elements else NOT_RECORDED)
                for value, decimals in ((like.correlation, 2), (like.cosine, 3), (like.difference, 2))
            ),
        )
        for comparison in found.ratings
        for like in comparison.likenesses
    ]
    if rows:
        headings = ("profile", "code", "occupations", "n", "r", "cosine", "difference")
        yield table(headings, rows, width, frozenset(range(2, 7)))
    yield _samples(found.ratings, width)
    if full:
        for comparison in found.ratings:
            yield _elements(comparison, found, width)


def _samples(ratings: Sequence[ProfileComparison], width: int | None) -> str:
    rows = {
        (c.table.title.rpartition(": ")[2], s.code, s.origin, s.respondents, s.period, str(s.left_out))
        for c in ratings
        for s in c.samples
    }
    headings = ("rated by", "code", "origin", "respondents", "period", "left out")
    return table(headings, sorted(rows), width, frozenset((5,)))


def _elements(comparison: ProfileComparison, found: Comparison, width: int | None) -> str:
    shown = min(_FEW + 1, len(found.order))
    headings = (f"highest in {comparison.name}", *found.order[:shown])
    rows = [
        (element.title, *(_number(value, 2) for value in element.values[:shown]))
        for element in comparison.elements[:_TOP]
    ]
    return table(headings, rows, width, frozenset(range(1, shown + 1)))


_NONE = "none"
"""Stands for a likeness that too few or too even values do not give."""


def _number(value: float | None, decimals: int, none: str = NOT_RECORDED) -> str:
    return none if value is None else f"{value:.{decimals}f}"


def _count(ids: Sequence[str] | None) -> str:
    return NOT_RECORDED if ids is None else str(len(ids))


def wrapped(text: str, width: int | None) -> str:
    """Break a paragraph at the width of the page."""
    return "\n".join(textwrap.wrap(text, width or 10_000, break_on_hyphens=False)) + "\n"
