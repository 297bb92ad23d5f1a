"""Fifty readers of a workbench at once, and among them somebody who asks what no reader would."""

# ruff: noqa: T201
from __future__ import annotations

import os
import random
import re
import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode

from tests.bench.served import Served

CLIENTS, SECONDS, HOSTILE = 50, int(os.environ.get("BENCH_SECONDS", "60")), 0.01
_SPARQL = "/sparql?query=SELECT+*+%7B+%3Fs+soce:statement+%3Ft+%7D+LIMIT+100"
PAGES = (
    *("/", "/occupations", "/soc/43-5031", "/matrix", "/claims", "/claim/work-is-protective", "/objections"),
    *("/sources", "/source/onet-29-3", "/laws", "/notice", "/ask", "/ask/functions", "/sparql", _SPARQL),
    *("/search?q=stress&mode=lexical", "/search?q=overtime&mode=lexical", "/duty/onet-2705", "/objection/A1"),
)
QUERIES = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "million rows": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000",
    "sorted cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(CONCAT(STR(?c), STR(?f)))",
    "property path": "SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:a>)* ?b . ?b (<x:b>|!<x:b>)* ?c }",
    "inverse path": "SELECT * { ?a (!<x:a>|^!<x:a>)+ ?b } LIMIT 1000000",
    "regular expression": 'SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), "(a|a?)+' + "(b|b*)" * 200 + '$") }',
    "growing text": "SELECT * { BIND(REPLACE('aaaa', '.', '" + "a" * 5000 + "') AS ?x) }",
    "deep nesting": "SELECT * " + "{" * 3000 + "}" * 3000,
    "deep brackets": "SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "optionals": "SELECT * { ?s ?p ?o " + "".join(f"OPTIONAL {{ ?s ?p{n} ?o{n} }} " for n in range(12)) + "}",
    "service": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "service silent": "SELECT * { SERVICE SILENT <http://169.254.169.254/latest> { ?s ?p ?o } }",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "update": "DROP ALL",
    "insert": "INSERT DATA { <x:a> <x:b> <x:c> }",
    "load": "LOAD <file:///etc/passwd>",
    "no query": "\x00\ufffd' OR 1=1 --",
}
"""What a query may try, by what it tries."""
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


@dataclass
class _Seen:
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    states: Counter[int] = field(default_factory=Counter)
    hostile: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


def crowd(served: Served) -> None:
    """Have many clients ask at once; each answer must be the one that a client alone was given."""
    right = {path: _settled(served, path) for path in PAGES}
    until, seen = time.monotonic() + SECONDS, [_Seen() for _ in range(CLIENTS)]
    attacks = cycle(ATTACKS.items())
    clients = [
        threading.Thread(target=_client, args=(served, random.Random(number), until, right, attacks, one))
        for number, one in enumerate(seen)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    by_page = {page: [each for one in seen for each in one.times[page]] for page in PAGES}
    times = sorted(each for some in by_page.values() for each in some)
    states: Counter[int] = sum((one.states for one in seen), Counter())
    hostile: Counter[str] = sum((one.hostile for one in seen), Counter())
    wrong: Counter[str] = sum((one.wrong for one in seen), Counter())
    print(f"\n{CLIENTS} clients, {SECONDS} s: {len(times):,} pages, {len(times) / SECONDS:.0f} a second")
    print(f"median {statistics.median(times):.2f} s, 95th percentile {_late(times):.2f} s")
    slowest = sorted(((_late(some), page) for page, some in by_page.items() if some), reverse=True)[:4]
    print(f"slowest at the 95th: {', '.join(f'{page} {late:.2f} s' for late, page in slowest)}")
    print(f"answers {dict(states)}; hostile requests {hostile.total()}: {dict(sorted(hostile.items()))}")
    print(f"wrong or lost: {dict(wrong) or 'none'}; still answers: {served.get('/claims')[0] == 200}")


def _late(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _settled(served: Served, path: str) -> str:
    """Return a page once nothing that it tells is still being counted."""
    while "being checked" in (now := _body(served.get(path)[1])):
        time.sleep(1)
    return now


def _client(
    served: Served,
    draw: random.Random,
    until: float,
    right: Mapping[str, str],
    attacks: Iterator[tuple[str, str]],
    seen: _Seen,
) -> None:
    while time.monotonic() < until:
        hostile = draw.random() < HOSTILE
        name = draw.choice(PAGES)
        name, path = next(attacks) if hostile else (name, name)
        start = time.perf_counter()
        try:
            status, body = served.get(path)
        except OSError as error:
            seen.wrong[f"{name}: {type(error).__name__}"] += 1
            continue
        if hostile:
            seen.hostile[f"{name} {status}"] += 1
            if status not in _ALLOWED or b"root:" in body:
                seen.wrong[f"{name}: {status}"] += 1
            continue
        seen.times[name].append(time.perf_counter() - start)
        seen.states[status] += 1
        counting = status == 200 and b"being checked" in body  # so it says, and leaves the rest out
        if status != 503 and not counting and (status != 200 or _body(body) != right[path]):
            seen.wrong[f"{name}: {status}"] += 1


def _body(page: bytes) -> str:
    """Return a page without what differs from visit to visit: the time that a query took."""
    return re.sub(r"[\d.]+ (m?s|seconds?)\b", "", page.decode())
