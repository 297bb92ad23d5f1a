"""The quotations of a draft, in whatever marks they stand, and the citations that may answer for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.draft.places import Place
from builder.prose.sentences import CITED, CODE, FILLED, Prose, Sentence

Form = Literal["double", "single", "block"]

_MARKED = re.compile(
    r"“(?P<curly>[^“”]+)”|(?<!\w)\"(?P<straight>[^\"]+)\"(?!\w)|"
    r"(?<![\w’'])‘(?P<single>[^‘“”]+?)’(?!\w)|(?<![\w’'])'(?P<typed>[^'“”\"]{8,}?)'(?!\w)"
)
_ATTRIBUTION = re.compile(r"(?:^|(?<=[.!?…”\"’)\]])\s*)\s*(?:—|–|-{1,3}\s)[^—.!?]*(?:[A-Z]\.[^—.!?]*)*\Z")
"""Who is quoted, behind a dash at the end of a block quotation."""
_MOST = 6000
"""Characters that a quotation may have; what is longer is a mark that nothing closes."""


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """Words that a draft sets in quotation marks, or in a block of their own."""

    words: str
    form: Form
    place: Place
    before: str
    """The text of its sentence before it."""
    after: str
    """The text behind it, to the end of the next sentence."""
    own: tuple[Sentence, ...]
    """The sentences that it stands in; for a block its paragraphs and the line that names its author."""
    beside: tuple[Sentence, ...] = ()
    """The sentences directly beside these, whose citation may answer for it, the likeliest first."""
    further: tuple[Sentence, ...] = ()
    """The other sentences of its paragraph: what they cite may have its words, but is not said to."""

    def covers(self, place: Place) -> bool:
        """Say whether a place on the line where it begins lies within it."""
        return place.line == self.place.line and 0 <= place.column - self.place.column <= len(self.words)

    @property
    def from_the_graph(self) -> bool:
        """Say whether roles or literal text stand in it, so that its words are not in the draft."""
        return FILLED in self.words or CODE in self.words


def draft_quotations(prose: Prose) -> tuple[DraftQuotation, ...]:
    """Return the quotations of a draft in the order of its text."""
    return tuple(
        quotation
        for number, run in enumerate(prose.runs)
        for quotation in (_block(number, prose) if run.quoted and run.kind == "text" else _marked(run, prose))
    )


def _marked(run: Sentence, prose: Prose) -> Iterator[DraftQuotation]:
    """Yield what stands in quotation marks within one run of text."""
    parts = prose.paragraph(run.paragraph)
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part.text))
    for match in _MARKED.finditer(run.text):
        if len(match[0]) > _MOST:
            continue
        held = [at for at in range(len(parts)) if starts[at] < match.end() and starts[at + 1] > match.start()]
        if not held:
            continue
        first, last = held[0], held[-1]
        reach = starts[min(last + 2, len(parts))]
        beside = [parts[at] for at in (last + 1, first - 1) if 0 <= at < len(parts)]
        further = [part for at, part in enumerate(parts) if not first - 1 <= at <= last + 1]
        yield DraftQuotation(
            next(filter(None, match.groups())).replace(CITED, ""),
            "single" if match["single"] or match["typed"] else "double",
            run.place(match.start()),
            run.text[starts[first] : match.start()],
            run.text[match.end() : reach],
            tuple(parts[first : last + 1]),
            tuple(beside),
            tuple(further),
        )


def _block(number: int, prose: Prose) -> Iterator[DraftQuotation]:
    """Yield a paragraph of a block quotation; its other paragraphs may cite for it, and what leads to it."""
    run, runs = prose.runs[number], prose.runs
    text = run.text.replace(CITED, "").strip()
    words = _ATTRIBUTION.sub("", text).strip()
    if not words:
        return
    first = last = number
    while first > 0 and runs[first - 1].quoted:
        first -= 1
    while last + 1 < len(runs) and runs[last + 1].quoted:
        last += 1
    lead = runs[first - 1] if first and runs[first - 1].kind == "text" else None
    following = runs[last + 1] if last + 1 < len(runs) and runs[last + 1].kind == "text" else None
    opening = list(prose.paragraph(lead.paragraph))[-1:] if lead else []
    closing = list(prose.paragraph(following.paragraph))[:1] if following else []
    attribution = " ".join(r.text for r in runs[first : last + 1] if _ATTRIBUTION.match(r.text.strip()))
    yield DraftQuotation(
        words.strip('“”"'),
        "block",
        run.place(0),
        opening[0].text if opening else "",
        attribution or text[len(words) :],
        tuple(runs[first : last + 1]),
        tuple(opening + closing),
    )
