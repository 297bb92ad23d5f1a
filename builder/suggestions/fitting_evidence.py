"""Evidence that a draft's paragraphs call for, each item at the one paragraph that calls for it most.

Two questions are asked of an item: which paragraph it belongs to, and whether that one needs it. It belongs
where it shares most with the words, beside sources that are cited there, and where evidence is given at all.
It is needed where it has words of the paragraph that nothing cited there accounts for. Weights and limits are
tuned on half of the citations of the example, taken away and looked for; `make bench BENCH=suggestions`
reports the other half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import log1p

from builder.suggestions.passages import Paragraph
from builder.suggestions.shown_records import Shown
from kb.search import Filters, Fitting, Session

_EACH = 5
"""Most things for one paragraph."""
_NEEDED = 1.7
"""Need from which on a thing is worth reading."""
_SHORTEST = 40
"""Characters; a shorter paragraph says too little to look for evidence."""
_CITABLE = ("evidence", "duty", "legislation")


@dataclass(frozen=True, slots=True)
class Called:
    """A thing that a paragraph calls for."""

    paragraph: Paragraph
    fitting: Fitting
    pull: float
    """How much it belongs to this paragraph rather than to another."""
    others: tuple[int, ...] = ()
    """Lines of other paragraphs that it would fit."""

    @property
    def need(self) -> float:
        """How much the paragraph lacks it."""
        return self.fitting.fit + 0.1 * self.fitting.strength + 0.1 * self.fitting.unaccounted


def called_for(
    found: list[Paragraph], session: Session, shown: Shown, offered: Callable[[str], bool]
) -> list[Called]:
    """Return what paragraphs call for and the draft does not show, no thing twice.

    `offered` says of a name whether it may be offered at all.
    """
    candidates: dict[str, list[Called]] = defaultdict(list)
    for paragraph in found:
        for called in _near(paragraph, session):
            hit = called.fitting.hit
            if not shown.has(hit.name, hit.source) and offered(hit.name):
                candidates[hit.name].append(called)
    chosen: dict[int, list[Called]] = defaultdict(list)
    for same in candidates.values():
        best = max(same, key=lambda called: called.pull)
        if best.need >= _NEEDED:
            chosen[best.paragraph.line].append(_with_others(best, same))
    return [
        called
        for some in chosen.values()
        for called in sorted(some, key=lambda c: (-c.need, c.fitting.hit.name))[:_EACH]
    ]


def _near(paragraph: Paragraph, session: Session) -> list[Called]:
    if len(paragraph.text) < _SHORTEST:
        return []
    cited = {f"{kind}/{key}" for key in paragraph.cited for kind in ("evidence", "claim", "duty")}
    sources = paragraph.cited | {session.source_of(f"evidence/{key}") for key in paragraph.cited}
    wanted = Filters((("kind", _CITABLE),))
    near = session.evidence_for(paragraph.text, wanted, paragraph.claims, cited)
    given = 0.3 * log1p(len(paragraph.cited))
    return [
        Called(
            paragraph,
            fitting,
            fitting.fit
            + 0.15 * fitting.strength
            + 0.05 * fitting.unaccounted
            + 0.1 * (fitting.hit.source in sources)
            + given,
        )
        for fitting in near
    ]


def _with_others(best: Called, same: list[Called]) -> Called:
    lines = tuple(c.paragraph.line for c in same if c is not best and c.need >= _NEEDED)
    return Called(best.paragraph, best.fitting, best.pull, lines)
