"""Evidence that a draft's paragraphs call for, each item at the one paragraph that calls for it most.

Two questions are asked of an item: which paragraph it belongs to, and whether that one needs it. Both are
answered by the words that it shares with one sentence, by those of the paragraph that nothing cited there
accounts for, and by how like it is to what is cited there. The weights are those of logistic regressions on
half of the citations of the example, taken away and looked for; `make bench BENCH=suggestions` reports the
other half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import log1p

from builder.suggestions.passages import Paragraph
from builder.suggestions.shown_records import Shown
from kb.search import Filters, Fitting, Session

_EACH = 5
"""Most things for one paragraph."""
_NEEDED = {True: 4.85, False: 3.7}
"""Need from which on a thing is worth reading, with vectors and without."""
_NOTHING_CITED = 0.6
"""What stands for the company of a thing in a paragraph that cites nothing, which may need it the more."""
_SHORTEST = 40
"""Characters; a shorter paragraph says too little to look for evidence."""
_WANTED = Filters((("kind", ("evidence", "duty", "legislation")),))
"""What can be cited."""


@dataclass(frozen=True, slots=True)
class Called:
    """A thing that a paragraph calls for."""

    paragraph: Paragraph
    fitting: Fitting
    place: int
    """Its place among what fits the paragraph, from 0."""
    others: tuple[int, ...] = ()
    """Lines of other paragraphs that it would fit."""

    @property
    def pull(self) -> float:
        """How much it belongs to this paragraph rather than to another."""
        f = self.fitting
        given = log1p(len(self.paragraph.cited))
        return 6.95 * f.fit + 0.09 * f.unaccounted + 0.92 * given + 1.3 * f.likeness + 0.3 * f.stated

    @property
    def need(self) -> float:
        """How much the paragraph lacks it."""
        f = self.fitting
        cited = len(self.paragraph.cited)
        beside = 0.42 * log1p(cited) + 1.05 * f.likeness if cited else _NOTHING_CITED
        return 2.3 * f.fit + 0.1 * f.unaccounted + beside + 0.24 * f.stated - 0.55 * log1p(self.place)


def called_for(
    found: list[Paragraph], session: Session, shown: Shown, offered: Callable[[str], bool]
) -> list[Called]:
    """Return what paragraphs call for and the draft does not show, no thing twice.

    `offered` says of a name whether it may be offered at all.
    """
    least = _NEEDED[session.dense is not None]
    candidates: dict[str, list[Called]] = defaultdict(list)
    for paragraph in found:
        left = (
            fitting
            for fitting in near(paragraph, session)
            if not shown.has(fitting.hit.name, fitting.hit.source) and offered(fitting.hit.name)
        )
        for place, fitting in enumerate(left):
            candidates[fitting.hit.name].append(Called(paragraph, fitting, place))
    chosen: dict[int, list[Called]] = defaultdict(list)
    for same in candidates.values():
        best = max(same, key=lambda called: called.pull)
        if best.need >= least:
            lines = tuple(c.paragraph.line for c in same if c is not best and c.need >= least)
            chosen[best.paragraph.line].append(replace(best, others=lines))
    return [
        called
        for some in chosen.values()
        for called in sorted(some, key=lambda c: (-c.need, c.fitting.hit.name))[:_EACH]
    ]


def is_known(paragraph: Paragraph, session: Session) -> bool:
    """Say whether the session knows the evidence for a paragraph already."""
    return len(paragraph.text) < _SHORTEST or session.has_evidence_for(
        paragraph.text, _WANTED, paragraph.claims, _named(paragraph)
    )


def near(paragraph: Paragraph, session: Session) -> list[Fitting]:
    """Return what fits a paragraph; the session keeps it."""
    if len(paragraph.text) < _SHORTEST:
        return []
    return session.evidence_for(paragraph.text, _WANTED, paragraph.claims, _named(paragraph))


def _named(paragraph: Paragraph) -> set[str]:
    """Return the names of records that the keys of a paragraph may stand for."""
    return {f"{kind}/{key}" for key in paragraph.cited for kind in ("evidence", "claim", "duty")}
