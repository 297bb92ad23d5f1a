"""What 10^6, 10^8 and 10^10 triples and passages need, computed from what is measured here.

Triples are made as figures are: observations of nine statements each. Bytes and rates are those of a load of
`TRIPLES`; multiplied, they are an estimate, since indexes grow a little faster than what they hold. Rates are
for a second of processor time, of the engine and of what loads it: they mean the same on a busy machine.
"""

# ruff: noqa: T201
from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import _pytest.outcomes
import pyoxigraph as ox

from kb.namespaces import RECORDS, iri
from kb.remote.http_requests import Connection
from kb.remote.push_lease import lease
from kb.remote.server_graph import ServerGraph
from kb.remote.server_state import STAGES
from kb.search.search_index import open_index
from kb.store.merged_graph import with_merge
from kb.workspace import open_workspace
from tests.kb.remote.engines import Engine, oxigraph, virtuoso

TRIPLES = 90_000
SIZES = (10**6, 10**8, 10**10)
_DIMENSION = 384
"""Of the default model."""
_BYTES_OF_NUMBER = {"exact (float32)": 4, "eight bits a number, and float32 on disk": 5}
_GRAPH = ox.NamedNode("https://example.org/figures")


@dataclass(frozen=True)
class Measured:
    """What one engine took for one triple."""

    bytes: float
    """On disk."""
    rate: float
    """Triples a second of processor time."""


def run() -> None:
    """Measure, then print the tables."""
    found = {"embedded (bulk load)": _embedded()}
    for name, start in (("Oxigraph's server (push)", oxigraph), ("Virtuoso 7 (push)", virtuoso)):
        try:
            found[name] = _server(start)
        except _pytest.outcomes.Skipped as skipped:
            print(f"{name}: not measured. {skipped}")
    _print_triples(found)
    _print_passages()


def _triples(count: int) -> Iterator[ox.Triple]:
    """Yield figures as the importers write them."""
    names = [ox.NamedNode(iri(name)) for name in ("soce:measure", "soce:occupation", "dcterms:source")]
    period, value = ox.NamedNode(iri("sdmx-dimension:refPeriod")), ox.NamedNode(iri("sdmx-measure:obsValue"))
    label, sample = ox.NamedNode(iri("rdfs:label")), ox.NamedNode(iri("soce:sample"))
    kind, unit = ox.NamedNode(iri("rdf:type")), ox.NamedNode(iri("soce:unit"))
    for number in range(count // 9 + 1):
        it = ox.NamedNode(f"{RECORDS}figure/{number}")
        yield from (ox.Triple(it, name, ox.NamedNode(f"{RECORDS}x/{number % 900}")) for name in names)
        yield ox.Triple(it, period, ox.Literal(f"{1990 + number % 35}-05"))
        yield ox.Triple(it, value, ox.Literal(number / 7))
        yield ox.Triple(
            it, label, ox.Literal(f"Employment of occupation {number % 900} in area {number % 530}")
        )
        yield ox.Triple(it, sample, ox.Literal(number % 5000))
        yield ox.Triple(it, kind, ox.NamedNode(iri("qb:Observation")))
        yield ox.Triple(it, unit, ox.NamedNode(f"{RECORDS}unit/{number % 5}"))


def _embedded() -> Measured:
    """Load as the store does, which keeps the merge of all graphs beside them."""
    with tempfile.TemporaryDirectory() as name:
        began = _processor_time()
        store = ox.Store(name)
        store.bulk_extend(with_merge(ox.Quad(*triple, _GRAPH) for triple in _triples(TRIPLES)))
        store.flush()
        store.optimize()
        took = _processor_time() - began
        del store
        return Measured(_size(Path(name)) / TRIPLES, TRIPLES / took)


def _server(start: Callable[[Path], AbstractContextManager[Engine]]) -> Measured:
    """Fill a graph beside its place and let it take the place, as `push` does with a large one."""
    with tempfile.TemporaryDirectory() as name:
        folder, office = Path(name) / "engine", Path(name) / "office"
        folder.mkdir()
        office.mkdir()
        began = _processor_time()
        with start(folder) as engine:
            engine.configure(office)
            server = open_workspace(office).server
            assert server
            before, stage = _size(folder), f"{STAGES}bench"
            with Connection(server) as connection, lease(ServerGraph(connection), 0) as ours:
                waiting = _triples(TRIPLES)
                while some := list(islice(waiting, server.batch)):
                    ours.write(ours.updates.filled(stage, some))
                ours.write(ours.updates.published(_GRAPH.value, stage, "digest"))
            grown = _size(folder) - before
        return Measured(grown / TRIPLES, TRIPLES / (_processor_time() - began))


def _processor_time() -> float:
    """Return the seconds of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def _size(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def _print_triples(found: dict[str, Measured]) -> None:
    print(f"\n{os.cpu_count()} cores; each load {TRIPLES:,} triples\n")
    print("| triples | engine | bytes a triple | on disk | triples a processor second | load |")
    print("| --- | --- | --- | --- | --- | --- |")
    for size in SIZES:
        for name, one in found.items():
            disk, took = _bytes(one.bytes * size), _time(size / one.rate)
            print(f"| {size:.0e} | {name} | {one.bytes:,.0f} | {disk} | {one.rate:,.0f} | {took} |")


def _print_passages() -> None:
    index = open_index(open_workspace(Path(__file__).parents[2]), print)
    words = _size(index.folder) / len(index.layout.things)
    print("\n| passages | texts and words | vectors |\n| --- | --- | --- |")
    for size in SIZES:
        vectors = "; ".join(f"{_bytes(_DIMENSION * n * size)} {kind}" for kind, n in _BYTES_OF_NUMBER.items())
        print(f"| {size:.0e} | {_bytes(words * size)} | {vectors} |")
    print(f"\n{words:,.0f} bytes a passage for texts and words, {_DIMENSION} numbers a vector.")
    index.close()


def _bytes(size: float) -> str:
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:,.3g} PB"


def _time(seconds: float) -> str:
    for unit, length in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length * 2:
            return f"{seconds / length:,.3g} {unit}"
    return f"{seconds:.3g} s"
