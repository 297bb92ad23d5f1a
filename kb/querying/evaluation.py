"""Evaluate a user's query: refuse, ask a worker, wait no longer than allowed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kb.common.limited_worker import Bounds, Death, WorkerDiedError, run_limited
from kb.errors import UnreadableError
from kb.model.record_names import PREDECLARED
from kb.querying.query_errors import QueryError, QueryRefusedError, QueryStoppedError, QuerySyntaxError
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


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query is asked of, by IRI; they take the place of its own FROM and FROM NAMED.

    Without any, it is asked of the union of all graphs, or of those that it selects itself.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


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
    graphs: Graphs = Graphs(),
) -> Result:
    """Evaluate a query over graphs of an embedded store.

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
        "rows": limits.rows,
        "default": graphs.default,
        "named": graphs.named,
    }
    head, payload = _ask_worker(request, limits)
    _raise_failure(head)
    return Result(Form(head["form"]), payload, head["rows"], head["cut"], head["seconds"])


def _ask_worker(request: Mapping[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    try:
        answer = run_limited(
            "kb.querying.query_worker", json.dumps(request).encode(), Bounds(limits.seconds, limits.memory)
        )
    except WorkerDiedError as error:
        if error.death is Death.TIME:
            raise _too_long(limits) from None
        if error.death is Death.MEMORY:
            raise _too_much(limits) from None
        raise UnreadableError(
            f"The query process failed: {error.complaint}.", "Run soc-evidence check, then try again."
        ) from error
    head, _, payload = answer.partition(b"\n")
    return json.loads(head), payload


def _raise_failure(head: Mapping[str, Any]) -> None:
    if head["form"] == "syntax":
        raise QuerySyntaxError(head["message"], head["remedy"], head["line"], head["column"])
    if head["form"] == "failed":
        raise QueryError(f"the query cannot be evaluated: {head['message']}")


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
