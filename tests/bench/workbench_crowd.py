"""What a crowd asks of the workbench: its pages, and what no reader would ask."""

from __future__ import annotations

import re
import time
from functools import partial
from urllib.parse import urlencode

from tests.bench.crowd import Crowd
from tests.bench.hostile_queries import QUERIES
from tests.bench.served import Served

_SPARQL = "/sparql?query=SELECT+*+%7B+%3Fs+soce:statement+%3Ft+%7D+LIMIT+100"
PAGES = (
    *("/", "/occupations", "/soc/43-5031", "/matrix", "/claims", "/claim/work-is-protective", "/objections"),
    *("/sources", "/source/onet-29-3", "/laws", "/notice", "/ask", "/ask/functions", "/sparql", _SPARQL),
    *("/search?q=stress&mode=lexical", "/search?q=overtime&mode=lexical", "/duty/onet-2705", "/objection/A1"),
)
ATTACKS = {
    **{name: f"/sparql?{urlencode({'query': query})}" for name, query in QUERIES.items()},
    "path up": "/static/..%2f..%2f..%2fetc/passwd",
    "named query up": "/ask/..%2f..%2fsecret",
    "markup in an address": "/claim/%00%ff%3Cscript%3E",
    "long search": "/search?q=" + "a+" * 1500 + "&mode=lexical",
    "search of marks": "/search?q=" + "%22(*%5B" * 300 + "&mode=lexical",
    "long address": "/claim/" + "a" * 8000,
    "many parameters": "/matrix?" + "&".join(f"occupation={n}" for n in range(1000)),
}
_ALLOWED = (200, 400, 404, 414, 503)
"""How a hostile request may be answered."""


def workbench_crowd(served: Served) -> Crowd:
    """Return a crowd each of whose pages must be the one that a client alone is given."""
    right = {path: _settled(served, path) for path in PAGES}

    def is_right(path: str, status: int, body: bytes) -> bool:
        counting = b"being checked" in body  # so it says, and leaves the rest out
        return status == 200 and (counting or _body(body) == right[path])

    def is_harmless(name: str, status: int, body: bytes) -> bool:
        return status in _ALLOWED and b"root:" not in body

    return Crowd(
        {path: partial(served.get, path) for path in PAGES},
        is_right,
        {name: partial(served.get, path) for name, path in ATTACKS.items()},
        is_harmless,
    )


def _settled(served: Served, path: str) -> str:
    """Return a page once nothing that it tells is still being counted."""
    while "being checked" in (now := _body(served.get(path)[1])):
        time.sleep(1)
    return now


def _body(page: bytes) -> str:
    """Return a page without what differs from visit to visit: the time that a query took."""
    return re.sub(r"[\d.]+ (m?s|seconds?)\b", "", page.decode())
