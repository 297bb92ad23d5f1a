"""Search by words and by meaning, with facets; and for a sentence, what supports and what disputes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.page_templates import page, workbench_of

if TYPE_CHECKING:
    from kb.search import Hits

FACETS = ("kind", "authority", "verification", "standing")
"""Shown beside the hits with counts; each may also stand in the address."""
FILTERS = (*FACETS, "occupation", "group", "function", "contributor", "claim")
_COUNT, _MOST = 25, 200
"""Hits at first, and when more are asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet."""

    facet: str
    value: str
    count: int
    address: str
    """Of the search with it, or without it where it is chosen."""
    chosen: bool


def search(request: Request) -> Response:
    """Find records; without words, show the form."""
    from kb.search.signal_weights import DENSE, HYBRID, LEXICAL

    asked = request.query_params
    words, notes = asked.get("q", "").strip(), list[str]()
    filters: dict[str, Any] = {name: tuple(asked.getlist(name)) for name in FILTERS if asked.getlist(name)}
    mode = asked.get("mode", HYBRID)
    hits = sides = None
    shared = workbench_of(request).shared
    if words:
        possible = shared.mode_now(mode, notes.append)
        if asked.get("against"):
            sides = shared.searched(lambda base: base.sides(words, possible, say=notes.append))
        else:
            hits = shared.searched(
                lambda base: base.search(
                    words,
                    possible,
                    count=_count(asked),
                    facets=FACETS,
                    direction=asked.get("direction", ""),
                    since=asked.get("since", ""),
                    until=asked.get("until", ""),
                    say=notes.append,
                    **filters,
                )
            )
    return page(
        request,
        "search.html",
        headers={"Cache-Control": "no-store"} if notes else None,  # said only while something is made ready
        words=words,
        against=bool(asked.get("against")),
        modes=(HYBRID, LEXICAL, DENSE),
        mode=mode,
        direction=asked.get("direction", ""),
        chosen=[
            (name, value, _without(asked, name, value)) for name, held in filters.items() for value in held
        ],
        notes=notes,
        hits=hits,
        sides=sides,
        choices=list(_choices(hits, asked)) if hits is not None else (),
        more=_with(asked, "count", str(_MOST)) if hits and len(hits) < min(hits.fitting, _MOST) else "",
    )


def _count(asked: QueryParams) -> int:
    """Return how many hits are wanted, at most `_MOST`."""
    text = asked.get("count", "")
    return max(1, min(int(text), _MOST)) if text.isascii() and text.isdigit() and len(text) < 6 else _COUNT


def _choices(hits: Hits, asked: QueryParams) -> Iterable[Choice]:
    for facet in FACETS:
        for value, count in hits.counts.get(facet, {}).items():
            chosen = value in asked.getlist(facet)
            address = _without(asked, facet, value) if chosen else _with(asked, facet, value)
            yield Choice(facet, value, count, address, chosen)


def _with(asked: QueryParams, name: str, value: str) -> str:
    kept = [pair for pair in asked.multi_items() if pair[0] != "count"]
    return f"/search?{urlencode([*kept, (name, value)])}"


def _without(asked: QueryParams, name: str, value: str) -> str:
    return f"/search?{urlencode([pair for pair in asked.multi_items() if pair != (name, value)])}"


ROUTES = [Route("/search", kept(search))]
