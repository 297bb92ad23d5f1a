"""Hits as a table for people, and as CSV and JSON for programs."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from kb.common.output import as_csv, as_json
from kb.common.tables import clean, table
from kb.search.hits import Hit
from kb.standing import Standing

FORMATS = ("table", "csv", "json")
_FIELDS = tuple(field.name for field in dataclasses.fields(Hit))


def render(hits: Sequence[Hit], form: str, width: int | None) -> str:
    """Write hits in one of FORMATS; `width` is that of the terminal, None for no limit."""
    if form == "json":
        return as_json(list(hits))
    if form == "csv":
        return as_csv(_FIELDS, ([_cell(getattr(hit, name)) for name in _FIELDS] for hit in hits))
    return table(_HEADINGS, [_row(hit) for hit in hits], width, frozenset((0,))) if hits else ""


_PLAIN = ("statement", "title", "figure", "text")
"""Parts that need no label; a reply or an argument is not what the record itself says."""
_HEADINGS = ("", "record", "bears", "text", "cite", "why")


def _row(hit: Hit) -> tuple[str, ...]:
    text = clean(hit.text) if hit.part in _PLAIN else f"({hit.part}) {clean(hit.text)}"
    name = hit.name if hit.standing == Standing.USABLE else f"{hit.name} ({hit.standing})"
    return (str(hit.place), name, bears(hit), text, hit.cite, why(hit))


def bears(hit: Hit) -> str:
    """Say on which claims a hit bears and how, such as `contrary to x`; more than two are counted."""
    told = []
    for sign, verb in (("+", "supports"), ("-", "contrary to")):
        claims = [claim[1:] for claim in hit.claims if claim.startswith(sign)]
        more = f" and {len(claims) - 2} more" if len(claims) > 2 else ""
        told += [f"{verb} {', '.join(claims[:2])}{more}"] if claims else []
    return "; ".join(told)


def counted(hits: Sequence[Hit]) -> str:
    """Count hits by how they bear and how far they may be relied on, such as `10 hits: 4 supporting`."""
    stances = Counter(hit.stance for hit in hits if hit.stance)
    standings = Counter(hit.standing for hit in hits if hit.standing != Standing.USABLE)
    told = ", ".join(f"{count} {name}" for name, count in (*stances.most_common(), *standings.most_common()))
    number = "1 hit" if len(hits) == 1 else f"{len(hits)} hits"
    return f"{number}: {told}" if told else number


def why(hit: Hit) -> str:
    """Say in one line why a hit is there: words, ranks, and the way to a claim."""
    words = f"words: {', '.join(hit.words)}" if hit.words else "no common word"
    ranks = ", ".join(
        f"{name} #{rank}" for name, rank in (("words", hit.lexical_rank), ("meaning", hit.dense_rank)) if rank
    )
    status = ", ".join(part for part in (hit.verification, hit.authority, hit.date) if part)
    parts = (words, clean(hit.pointer), f"rank by {ranks}" if ranks else "", hit.path, status)
    return "; ".join(part for part in parts if part)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)
