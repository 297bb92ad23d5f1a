"""Evaluate a user's query: refuse, ask a worker, wait no longer than allowed."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kb.common.halting import Halt
from kb.common.limited_worker import Bounds, Death, WorkerDiedError
from kb.common.standing_worker import workers_of
from kb.errors import BusyError, MissingError, SocEvidenceError, UnreadableError, UsageError
from kb.model.record_names import PREDECLARED
from kb.querying.answer_formats import Form, Format
from kb.querying.query_errors import QueryError, QueryRefusedError, QueryStoppedError, QuerySyntaxError
from kb.querying.query_size import why_it_is_too_deep
from kb.querying.safety import refusal
from kb.server_settings import Server

MEBIBYTE = 1 << 20
_WORKER = "kb.querying.query_worker"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use."""

    seconds: float = 30.0
    rows: int = 0
    """Rows or triples; 0 means all of them."""
    memory: int = 2048 * MEBIBYTE
    """Bytes of address space, where the system can bound it; 0 means no bound. An opened store alone
    takes about 600 MiB of it, nearly all never touched."""
    answer: int = 0
    """Bytes of the answer as it is written; 0 means no bound."""
    halt: Halt | None = None
    """By which another thread can end the query."""


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query is asked of, by IRI; they take the place of its own FROM and FROM NAMED.

    Without any, it is asked of the union of all graphs, or of those that it selects itself.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


EVERYTHING = Graphs()
"""The union of all graphs, or those that the query selects."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of an answer beside its rows."""

    form: Form
    rows: int
    cut: bool
    """True when there were more rows than the limit."""
    seconds: float
    """Time of evaluation and writing, without the start of the worker."""


@dataclass(frozen=True, slots=True)
class Result(Outcome):
    """The answer to a query, as a whole."""

    payload: bytes
    """SPARQL 1.1 Query Results JSON, or N-Triples for a graph; sorted, unless there are very many."""


def start_workers(number: int = 1) -> None:
    """Have the processes started in which so many queries will be evaluated, and do not wait for them."""
    workers_of(_WORKER).make_ready(number)


def evaluate(
    store: Path | Server,
    query: str,
    limits: Limits = Limits(),
    prefixes: Mapping[str, str] = PREDECLARED,
    graphs: Graphs = Graphs(),
) -> Result:
    """Evaluate a query over graphs of an embedded store, or of a server.

    Raises:
        QueryRefusedError: it would write or reach another computer.
        QuerySyntaxError: it is not SPARQL 1.1.
        QueryStoppedError: it ran into the time or memory limit.
        BusyError: it was halted.
        QueryError: it parses, but cannot be evaluated.
    """
    with temporary_file() as path:
        found = evaluate_into(path, store, query, limits, Format.TABLE, prefixes, graphs)
        payload = path.read_bytes()
    return Result(found.form, found.rows, found.cut, found.seconds, payload)


def evaluate_into(
    path: Path,
    store: Path | Server,
    query: str,
    limits: Limits = Limits(),
    form: Format | None = None,
    prefixes: Mapping[str, str] = PREDECLARED,
    graphs: Graphs = Graphs(),
) -> Outcome:
    """Evaluate a query and write its answer into a file, in a form that suits it where none is asked for.

    However large it is, it is never held as a whole. The file says nothing where an error is raised.

    Raises:
        As `evaluate`, and QueryError where the answer does not come in the form that is asked for.
    """
    found = refusal(query, prefixes)
    if found is not None:
        raise QueryRefusedError(found.message, found.fix, found.line, found.column)
    request = {
        "store": str(store) if isinstance(store, Path) else "",
        "server": asdict(store) if isinstance(store, Server) else None,
        "environment": store.secrets if isinstance(store, Server) else {},
        "query": query,
        "prefixes": dict(prefixes),
        "rows": limits.rows,
        "default": graphs.default,
        "named": graphs.named,
        "format": form,
        "output": str(path),
    }
    head = _ask_worker(request, limits)
    return Outcome(Form(head["form"]), head["rows"], head["cut"], head["seconds"])


@contextmanager
def temporary_file() -> Iterator[Path]:
    """Give the path of an empty file for an answer; it is removed at the end."""
    handle, name = tempfile.mkstemp(prefix="soc-evidence-answer-")
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink()


def _ask_worker(request: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    bounds = Bounds(limits.seconds, limits.memory, limits.answer)
    try:
        said = workers_of(_WORKER).ask(json.dumps(request).encode(), bounds, limits.halt)
    except WorkerDiedError as error:
        raise _death(error, request["query"], limits) from error
    head: dict[str, Any] = json.loads(said)
    if "wrong" in head:
        kind = QuerySyntaxError if head["wrong"] == QuerySyntaxError.__name__ else QueryError
        raise kind(head["message"], head["remedy"], head["line"], head["column"])
    if "told" in head:
        raise _told(head)
    if "failed" in head:
        raise _failure(head["failed"], head["errno"], limits)
    return head


def _death(error: WorkerDiedError, query: str, limits: Limits) -> Exception:
    """Return what the end of a worker means for the one who asked."""
    if error.death is Death.TIME:
        return QueryStoppedError(
            f"The query was stopped after {limits.seconds:g} s.",
            "Ask for less (connect every pattern, add LIMIT), or allow more time: --timeout 120",
        )
    if error.death is Death.HALTED:
        return BusyError(
            "The query was ended for others that waited.", "Ask again when fewer ask, or for less at a time."
        )
    if error.death is Death.MEMORY and not limits.memory:
        return QueryStoppedError(
            "The query was stopped: this machine has no memory left for it.",
            "Ask for less: connect every pattern, sort and group fewer rows.",
        )
    if error.death is Death.MEMORY:
        return QueryStoppedError(
            f"The query was stopped: it needs more than {limits.memory // MEBIBYTE} MiB of memory.",
            "Ask for less (connect every pattern, sort and group fewer rows), or allow more: "
            f"--memory {2 * limits.memory // MEBIBYTE}",
        )
    if error.death is Death.DEPTH:
        return QueryError(*why_it_is_too_deep(query))
    return UnreadableError(
        f"The engine gave up on this query: {error.complaint}.",
        "Take parts of the query away until it answers, to see which part it is; please report that one.",
    )


def _told(head: Mapping[str, Any]) -> Exception:
    """Return the error of a server under the name that it had in the worker."""
    kinds: dict[str, type[SocEvidenceError]] = {
        kind.__name__: kind for kind in (BusyError, MissingError, UnreadableError, UsageError)
    }

    return kinds.get(head["told"], QueryError)(head["message"], head["remedy"])


def _failure(message: str, number: int | None, limits: Limits) -> Exception:
    if number == errno.EFBIG:
        return QueryStoppedError(
            f"The query was stopped: its answer is larger than {limits.answer // MEBIBYTE} MiB.",
            "Ask for less, or for parts of it, with LIMIT and OFFSET.",
        )
    if number == errno.ENOSPC:
        return UnreadableError(
            "There is no room for the answer on the disk.",
            f"Make room in {tempfile.gettempdir()}, name another folder in TMPDIR, or add LIMIT.",
        )
    return QueryError(f"the query cannot be evaluated: {message}")
