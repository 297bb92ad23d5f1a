"""Export of a million statements: time against the engine's own dump, and the most memory it takes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox

from kb.namespaces import IMPORTS, iri

GRAPHS, SUBJECTS, PROPERTIES = 4, 25_000, 10
FORMATS = {"nquads": "nq", "trig": "trig", "turtle": "ttl", "jsonld": "jsonld", "csv": "", "parquet": ""}
_ONE = """
import sys
import pyoxigraph as ox
from pathlib import Path
from kb.exporting.export_selection import select
from kb.exporting.exporting import ExportFormat, write_graphs, write_tables
from kb.workspace import bundle_root
store, place, form = ox.Store.read_only(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if form == "dump":
    store.dump(str(place), format=ox.RdfFormat.N_QUADS)
elif form in ("csv", "parquet"):
    place.mkdir()
    write_tables(place, ExportFormat(form), select(store), bundle_root() / "ontology")
else:
    write_graphs(place, ExportFormat(form), select(store), bundle_root() / "ontology")
# getrusage would give what the parent held when it started this process
status = Path("/proc/self/status").read_text()
print(next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")))
"""


def run() -> None:
    """Export in every format, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        store = ox.Store(str(folder / "store"))
        store.bulk_extend(_quads())
        store.flush()
        print(f"{len(store):,} statements in {GRAPHS} graphs")  # noqa: T201
        del store
        for form, suffix in {"dump": "nq", **FORMATS}.items():
            if form == "parquet" and find_spec("pyarrow") is None:
                print("parquet  not measured: pyarrow is not installed (make parquet)")  # noqa: T201
                continue
            start = time.perf_counter()
            place = folder / f"{form}.{suffix}".rstrip(".")
            command = [sys.executable, "-c", _ONE, str(folder / "store"), str(place), form]
            peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
            print(f"{form:8} {time.perf_counter() - start:8.1f} s  {peak:>5} MB at most")  # noqa: T201


def _quads() -> Iterator[ox.Quad]:
    """Yield a million statements such as imported tables hold, a tenth of them text."""
    kinds = [ox.NamedNode(iri(f"soce:{name}")) for name in ("element", "scale", "task", "sample", "tier")]
    value, text = ox.NamedNode(iri("sdmx-measure:obsValue")), ox.NamedNode(iri("soce:statement"))
    decimal = ox.NamedNode(iri("xsd:decimal"))
    for number in range(GRAPHS):
        graph = ox.NamedNode(f"{IMPORTS}bench/{number}/table")
        for row in range(SUBJECTS):
            node = ox.NamedNode(f"{graph.value}/row/{row * 7919 % SUBJECTS}")
            yield ox.Quad(node, text, ox.Literal(f"What the table {number} says in its row {row}."), graph)
            yield ox.Quad(node, value, ox.Literal(str(row / 4), datatype=decimal), graph)
            for place in range(PROPERTIES - 2):
                other = ox.NamedNode(f"{graph.value}/value/{row * place % 997}-{place}")
                yield ox.Quad(node, kinds[place % len(kinds)], other, graph)
