"""One quotation against one source: the verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kb.quoting.brackets import without_brackets
from kb.quoting.cutting import cut_off, omission_fault, segments, without_ellipses
from kb.quoting.matching import MAX_GAP, Found, find_literal, find_marked, find_segment, nearest, pieces
from kb.quoting.normalisation import normalise
from kb.quoting.source_text import SourceText
from kb.quoting.verdict import Comparison, Span, Verdict

MIN_CHARACTERS = 10
_NEARLY = 0.8
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Selector:
    """A quotation as W3C Web Annotation selects it: its text, and what stands before and after."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    brackets_agreed: str = ""
    """Who agreed, and when, to what its words in brackets stand for."""


def compare(selector: Selector, source: SourceText, pages: Collection[int] = frozenset()) -> Comparison:
    """Look a quotation up in a source; `pages` of its locator choose among several places.

    Quotation marks around the whole and a stop inside the closing mark are the writer's and are let pass, and
    so are the numbers of notes that a text has glued to its words.
    """
    whole = normalise(selector.exact).text
    if len(whole) < MIN_CHARACTERS:
        return Comparison(Verdict.TOO_SHORT)
    texts = [source, *filter(None, [source.without_note_marks])]
    tried = [
        _compared(words, selector, text, pages) for words in dict.fromkeys(_readings(whole)) for text in texts
    ]
    best = min(tried, key=lambda comparison: _RANK.get(comparison.verdict, len(_RANK)))
    return best if best.verdict in _RANK else tried[0]


_RANK = {
    verdict: rank
    for rank, verdict in enumerate(
        (Verdict.EXACT, Verdict.NORMALISED, Verdict.ELIDED, Verdict.AMBIGUOUS, Verdict.CUT, Verdict.BRACKETED)
    )
}
"""The verdicts of what the source has, the best first."""


def _readings(words: str) -> Iterator[str]:
    """Yield a quotation as it stands, without marks around it, and without a stop inside the closing mark."""
    yield words
    stop = words[-1:] if words[-1:] in tuple(".,;") and not words.endswith("..") else ""
    inner = words.removesuffix(stop)
    bare = [words]
    if inner.startswith('"') and inner.endswith('"'):
        bare.append(inner[1:-1])
    bare += [words.removeprefix('"'), inner.removesuffix('"')]
    for reading in [*bare, *(each.rstrip(".,;") for each in bare if not each.endswith(".."))]:
        if reading != words:
            yield reading


def _compared(quotation: str, selector: Selector, source: SourceText, pages: Collection[int]) -> Comparison:
    found = [Found(span) for span in find_literal(quotation, source)]
    marked = not found
    if marked:
        if len(without_brackets(without_ellipses(quotation))) < MIN_CHARACTERS:
            return Comparison(Verdict.TOO_SHORT)
        found = find_marked(quotation, source) or find_marked(quotation, source, words=True)
    if not found:
        return _missing(quotation, source)
    chosen = _in_context(found, selector, source)
    if not chosen:
        return _out_of_context(found[0].span, source)
    on_page = [place for place in chosen if source.page_of(_original(place.span, source).start) in pages]
    chosen = on_page or chosen
    places = tuple(_original(place.span, source) for place in chosen)
    if len(places) > 1:
        return Comparison(Verdict.AMBIGUOUS, places)
    editing = chosen[0].editing
    said = "; ".join(map(str, editing))
    if said and not selector.brackets_agreed:
        return Comparison(Verdict.BRACKETED, places, said, editing=editing)
    cut = cut_off(source, chosen[0].span.start, chosen[0].span.end)
    if cut:
        return Comparison(Verdict.CUT, places, f"the source has `{cut}` beside it", cut)
    verdict = Verdict.ELIDED if marked else Verdict.NORMALISED
    if source.text[places[0].start : places[0].end] == selector.exact.strip():
        verdict = Verdict.EXACT
    return Comparison(verdict, places, said, editing=editing)


def _original(span: Span, source: SourceText) -> Span:
    return Span(*source.normalised.original(span.start, span.end))


def _in_context(found: list[Found], selector: Selector, source: SourceText) -> list[Found]:
    """Keep the places with the right text before and after."""
    text = source.normalised.text
    prefix, suffix = normalise(selector.prefix).text, normalise(selector.suffix).text
    return [
        place
        for place in found
        if text[: place.span.start].rstrip(" ").endswith(prefix)
        and text[place.span.end :].lstrip(" ").startswith(suffix)
    ]


def _out_of_context(span: Span, source: SourceText) -> Comparison:
    text = source.normalised.text
    before = " ".join(text[max(0, span.start - 60) : span.start].split()[-4:])
    after = " ".join(text[span.end : span.end + 60].split()[:4])
    place = Span(*source.normalised.original(span.start, span.end))
    difference = f"the source has it after `{before}` and before `{after}`"
    return Comparison(Verdict.ALTERED, (place,), difference)


def _missing(quotation: str, source: SourceText) -> Comparison:
    """Say how a quotation that is not in the source came to be."""
    parts = segments(quotation)
    if len(parts) > 1:
        return _badly_joined(parts, source)
    near = nearest(quotation, source)
    if near and near.share >= _NEARLY:
        return _altered(near.place, near.difference, source)
    run = pieces(quotation, source)
    if len(run) > 1:
        places = tuple(Span(*source.normalised.original(p.start, p.end)) for _, p in run)
        said = f"parts that stand apart are joined without an ellipsis: after `{_tail(run[0][0])}`"
        return Comparison(Verdict.SPLICED, places, said)
    if near and near.share >= _LIKE:
        return _altered(near.place, near.difference, source)
    return Comparison(Verdict.NOT_FOUND)


def _badly_joined(parts: list[str], source: SourceText) -> Comparison:
    """Explain a quotation with ellipses that does not hold: a part is wrong, or the parts do not follow."""
    places = [[found.span for found in find_segment(part, source, words=True)] for part in parts]
    for part, found in zip(parts, places, strict=True):
        if not found:
            near = nearest(part, source)
            if near and near.share >= _LIKE:
                return _altered(near.place, near.difference, source)
            return Comparison(Verdict.NOT_FOUND, difference=f"there is no `{_tail(part)}`")
    firsts = tuple(Span(*source.normalised.original(p[0].start, p[0].end)) for p in places)
    for left, right in pairwise(places):
        following = next((place for place in right if place.start >= left[0].end), None)
        if following is None:
            return Comparison(Verdict.SPLICED, firsts, "its parts stand in another order")
        fault = omission_fault(source, left[0].end, following.start)
        if fault:
            verdict = Verdict.SPLICED if "joins" in fault else Verdict.ALTERED
            return Comparison(verdict, firsts, fault)
        gap = following.start - left[0].end
        if gap > MAX_GAP:
            return Comparison(Verdict.SPLICED, firsts, f"an ellipsis leaves out {gap} characters")
    return Comparison(Verdict.SPLICED, firsts, "its parts are too short to be told apart")


def _altered(place: Span, difference: str, source: SourceText) -> Comparison:
    where = Span(*source.normalised.original(place.start, place.end))
    return Comparison(Verdict.ALTERED, (where,), difference or "it is cut inside a word or a number")


def _tail(words: str) -> str:
    return " ".join(words.split()[-5:])
