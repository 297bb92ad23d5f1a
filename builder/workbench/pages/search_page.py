"""Search by words and by meaning, with facets; and for a sentence, what supports and what disputes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.page_templates import page, workbench_of
from kb.search import Hits

FACETS = ("kind", "authority", "verification", "standing")
"""Shown beside the hits with counts; each may also stand in the address."""
FILTERS = (*FACETS, "occupation", "group", "function", "contributor", "claim")
_MODES = ("hybrid", "lexical", "dense")
_COUNT = 25


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
    asked = request.query_params
    words, notes = asked.get("q", "").strip(), list[str]()
    filters: dict[str, Any] = {name: tuple(asked.getlist(name)) for name in FILTERS if asked.getlist(name)}
    mode = asked.get("mode", "hybrid")
    answered: Mapping[str, Any] = {"hits": None, "sides": None, "choices": ()}
    shared = workbench_of(request).shared
    if words and asked.get("against"):
        sides = shared.searched(lambda base: base.sides(words, mode, say=notes.append))
        answered = {**answered, "sides": sides}
    elif words:
        hits = shared.searched(
            lambda base: base.search(
                words,
                mode,
                count=_COUNT,
                direction=asked.get("direction", ""),
                since=asked.get("since", ""),
                until=asked.get("until", ""),
                say=notes.append,
                **filters,
            )
        )
        answered = {**answered, "hits": hits, "choices": list(_choices(hits, asked))}
    return page(
        request,
        "search.html",
        words=words,
        against=bool(asked.get("against")),
        modes=_MODES,
        mode=mode,
        direction=asked.get("direction", ""),
        chosen=[
            (name, value, _without(asked, name, value)) for name, held in filters.items() for value in held
        ],
        notes=notes,
        **answered,
    )


def _choices(hits: Hits, asked: QueryParams) -> Iterable[Choice]:
    values = {
        "kind": [hit.name.partition("/")[0] for hit in hits],
        "authority": [hit.authority for hit in hits],
        "verification": [hit.verification for hit in hits],
        "standing": [hit.standing for hit in hits],
    }
    for facet in FACETS:
        for value, count in _counted(values[facet]):
            chosen = value in asked.getlist(facet)
            address = _without(asked, facet, value) if chosen else _with(asked, facet, value)
            yield Choice(facet, value, count, address, chosen)


def _counted(values: Sequence[str]) -> list[tuple[str, int]]:
    return sorted(Counter(filter(None, values)).items(), key=lambda item: (-item[1], item[0]))


def _with(asked: QueryParams, name: str, value: str) -> str:
    return f"/search?{urlencode([*asked.multi_items(), (name, value)])}"


def _without(asked: QueryParams, name: str, value: str) -> str:
    return f"/search?{urlencode([pair for pair in asked.multi_items() if pair != (name, value)])}"


ROUTES = [Route("/search", search)]
