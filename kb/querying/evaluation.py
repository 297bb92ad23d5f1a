"""Evaluate a user's query: refuse, start a worker, wait no longer than allowed, read its answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import kb
from kb.errors import UnreadableError
from kb.model.prefixes import PREDECLARED
from kb.querying.errors import QueryError, QueryRefusedError, QueryStoppedError, QuerySyntaxError
from kb.querying.safety import refusal

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use."""

    seconds: float = 30.0
    rows: int = 10_000
    """Rows or triples; 0 means all of them."""
    memory: int = 2048 * MEBIBYTE
    """Bytes of address space, where the system can bound it; 0 means no bound. An opened store alone
    takes about 600 MiB of it, nearly all never touched."""


class Form(StrEnum):
    """What a query gives: rows (SELECT), yes or no (ASK), or a graph (CONSTRUCT, DESCRIBE)."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    TRIPLES = "triples"


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query."""

    form: Form
    payload: bytes
    """SPARQL 1.1 Query Results JSON, or sorted N-Triples for a graph."""
    rows: int
    cut: bool
    """True when there were more rows than the limit."""
    seconds: float
    """Time of evaluation, without the start of the worker."""


def evaluate(
    store: Path,
    query: str,
    limits: Limits = Limits(),
    prefixes: Mapping[str, str] = PREDECLARED,
) -> Result:
    """Evaluate a query over all graphs of an embedded store.

    Raises:
        QueryRefusedError: it would write or reach another computer.
        QuerySyntaxError: it is not SPARQL 1.1.
        QueryStoppedError: it ran into the time or memory limit.
        QueryError: it parses, but cannot be evaluated.
    """
    found = refusal(query, prefixes)
    if found is not None:
        raise QueryRefusedError(found.message, found.fix, found.line, found.column)
    request = {
        "store": str(store),
        "query": query,
        "prefixes": dict(prefixes),
        "seconds": limits.seconds,
        "rows": limits.rows,
        "memory": limits.memory,
    }
    head, payload = _ask_worker(request, limits)
    _raise_failure(head, limits)
    return Result(Form(head["form"]), payload, head["rows"], head["cut"], head["seconds"])


def _ask_worker(request: Mapping[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Run the worker; it is ended in every case, also when this process is interrupted."""
    root = str(Path(kb.__file__).parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    command = [sys.executable, "-P", "-m", "kb.querying.worker"]  # -P: no module from the user's folder
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "RUST_BACKTRACE": "0"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as process:  # noqa: S603
        try:
            answer, complaint = process.communicate(json.dumps(request).encode(), limits.seconds)
        except BaseException as error:
            process.kill()
            if isinstance(error, subprocess.TimeoutExpired):
                raise _too_long(limits) from None
            raise
    if process.returncode:
        raise _died(process.returncode, complaint.decode(errors="replace"), limits)
    head, _, payload = answer.partition(b"\n")
    return json.loads(head), payload


def _raise_failure(head: Mapping[str, Any], limits: Limits) -> None:
    if head["form"] == "syntax":
        raise QuerySyntaxError(head["message"], head["remedy"], head["line"], head["column"])
    if head["form"] == "memory":
        raise _too_much(limits)
    if head["form"] == "failed":
        raise QueryError(f"the query cannot be evaluated: {head['message']}")


def _died(code: int, complaint: str, limits: Limits) -> Exception:
    """Return what the end of a worker means; the engine aborts when it gets no more memory."""
    if -code == getattr(signal, "SIGALRM", None):
        return _too_long(limits)
    starved = "memory allocation" in complaint or "bad_alloc" in complaint or "Resource temp" in complaint
    if starved or -code in (signal.SIGABRT, getattr(signal, "SIGKILL", None)):
        return _too_much(limits)
    last = complaint.strip().splitlines()[-1:] or [f"exit code {code}"]
    return UnreadableError(f"The query process failed: {last[0]}.", "Run soc-evidence check, then try again.")


def _too_long(limits: Limits) -> QueryStoppedError:
    return QueryStoppedError(
        f"The query was stopped after {limits.seconds:g} s.",
        "Ask for less (connect every pattern, add LIMIT), or allow more time: --timeout 120",
    )


def _too_much(limits: Limits) -> QueryStoppedError:
    return QueryStoppedError(
        f"The query was stopped: it needs more than {limits.memory // MEBIBYTE} MiB of memory.",
        "Connect every pattern with the others by a shared variable, or add LIMIT inside the pattern.",
    )
