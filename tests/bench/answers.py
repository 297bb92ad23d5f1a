"""Answers of a million rows: work and memory of the worker that writes them, and the bare engine's work."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from kb.common.standing_worker import workers_of
from kb.querying.answer_formats import GRAPHS, ROWS, Format
from kb.querying.evaluation import Limits, evaluate_into
from tests.bench.timing import worked

ROWS_ASKED = 1_000_000
SELECT = "SELECT ?s ?o { ?s <http://example.org/says> ?o }"
CONSTRUCT = "CONSTRUCT { ?s rdfs:label ?o } { ?s <http://example.org/says> ?o }"
BARE_CONSTRUCT = "CONSTRUCT WHERE { ?s <http://example.org/says> ?o }"
ASKED = [(CONSTRUCT, Format.NTRIPLES)]
_TABLE = """
import sys
from pathlib import Path
from kb.querying.answer_formats import Form
from kb.querying.result_formats import laid_out
sys.stdout.writelines(laid_out(Path(sys.argv[1]), Form.SOLUTIONS, 120))
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
"""


def run() -> None:
    """Ask in every form, each of a new worker; then lay the rows out as a table."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder, path = Path(name) / "store", Path(name) / "answer"
        store = ox.Store(str(folder))
        says = ox.NamedNode("http://example.org/says")
        store.bulk_extend(
            ox.Quad(ox.NamedNode(f"http://example.org/{n}"), says, ox.Literal(f"What it says, in row {n}."))
            for n in range(ROWS_ASKED)
        )
        store.flush()
        del store
        for query, form in ASKED:
            print(f"{query.split()[0]:9} {form:9} {_asked(folder, query, form, path)}")  # noqa: T201
        evaluate_into(path, folder, SELECT, Limits(600, memory=0), Format.TABLE)
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _TABLE, path], stdout=-3, stderr=-1, text=True, check=True
        )
        peak = int(re.sub(r"\D", "", done.stderr)) // 1024
        print(f"laid out as a table: {time.perf_counter() - began:.1f} s, {peak} MB at most")  # noqa: T201


def _asked(folder: Path, query: str, form: Format, path: Path) -> str:
    path.unlink(missing_ok=True)
    workers = workers_of("kb.querying.query_worker")
    workers.close()
    before = worked()
    evaluate_into(path, folder, query, Limits(600, memory=0), form)
    ours, peak = worked() - before, _peak()
    path.unlink()
    began = time.process_time()
    _write(ox.Store.read_only(str(folder)), query, form, path)
    bare = time.process_time() - began
    return f"{ours:6.2f} s of work, bare {bare:6.2f} s   x{ours / bare:.2f}   {peak} MB at most"


def _write(store: ox.Store, query: str, form: Format, path: Path) -> None:
    found = store.query(BARE_CONSTRUCT if query == CONSTRUCT else query, use_default_graph_as_union=True)
    with path.open("wb") as stream:
        if isinstance(found, ox.QueryTriples):
            found.serialize(stream, format=GRAPHS[form])
        else:
            found.serialize(stream, format=ROWS[form])


def _peak() -> int:
    """Return the most memory that a process which this one started has held, in MB."""
    children = Path("/proc/thread-self/children").read_text().split()
    held = (re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{child}/status").read_text()) for child in children)
    return max((int(found[1]) // 1024 for found in held if found), default=0)
