"""One quotation against one source: the verdict."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from kb.quoting.cutting import negation_before, own_words, segments
from kb.quoting.matching import (
    MAX_GAP,
    find_literal,
    find_marked,
    find_segment,
    hides_negation,
    nearest,
    pieces,
)
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


def compare(selector: Selector, source: SourceText, pages: Collection[int] = frozenset()) -> Comparison:
    """Look a quotation up in a source; `pages` of its locator choose among several places."""
    quotation = normalise(selector.exact).text
    if len(quotation) < MIN_CHARACTERS:
        return Comparison(Verdict.TOO_SHORT)
    found = find_literal(quotation, source)
    marked = not found
    if marked:
        if len(own_words(quotation)) < MIN_CHARACTERS:
            return Comparison(Verdict.TOO_SHORT)
        found = find_marked(quotation, source)
    if not found:
        return _missing(quotation, source)
    chosen = _in_context(found, selector, source)
    if not chosen:
        return _out_of_context(found[0], source)
    places = [Span(*source.normalised.original(span.start, span.end)) for span in chosen]
    places = [place for place in places if source.page_of(place.start) in pages] or places
    if len(places) > 1:
        return Comparison(Verdict.AMBIGUOUS, tuple(places))
    verdict = Verdict.ELIDED if marked else Verdict.NORMALISED
    if source.text[places[0].start : places[0].end] == selector.exact.strip():
        verdict = Verdict.EXACT
    before = normalise(source.text[max(0, places[0].start - 80) : places[0].start]).text + " "
    return Comparison(verdict, tuple(places), cut=negation_before(before, len(before)))


def _in_context(found: list[Span], selector: Selector, source: SourceText) -> list[Span]:
    """Keep the places with the right text before and after."""
    text = source.normalised.text
    prefix, suffix = normalise(selector.prefix).text, normalise(selector.suffix).text
    return [
        span
        for span in found
        if text[: span.start].rstrip(" ").endswith(prefix) and text[span.end :].lstrip(" ").startswith(suffix)
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
    places = [find_segment(part, source) for part in parts]
    for part, found in zip(parts, places, strict=True):
        if not found:
            near = nearest(part, source)
            if near and near.share >= _LIKE:
                return _altered(near.place, near.difference, source)
            return Comparison(Verdict.NOT_FOUND, difference=f"there is no `{_tail(part)}`")
    firsts = tuple(Span(*source.normalised.original(p[0].start, p[0].end)) for p in places)
    text = source.normalised.text
    for left, right in pairwise(places):
        following = next((place for place in right if place.start >= left[0].end), None)
        if following is None:
            return Comparison(Verdict.SPLICED, firsts, "its parts stand in another order")
        lost = hides_negation(text[left[0].end : following.start])
        if lost:
            return Comparison(Verdict.ALTERED, firsts, f"the ellipsis leaves out `{lost}`")
        gap = following.start - left[0].end
        if gap > MAX_GAP:
            return Comparison(Verdict.SPLICED, firsts, f"an ellipsis leaves out {gap} characters")
    return Comparison(Verdict.SPLICED, firsts, "its parts are too short to be told apart")


def _altered(place: Span, difference: str, source: SourceText) -> Comparison:
    where = Span(*source.normalised.original(place.start, place.end))
    return Comparison(Verdict.ALTERED, (where,), difference or "it is cut inside a word or a number")


def _tail(words: str) -> str:
    return " ".join(words.split()[-5:])
