"""The process in which queries are evaluated, one after the other, run by `kb.common.standing_worker`.

It is given a request as JSON, writes the answer into the file that the request names, and returns a line of
JSON that says what it wrote, or why nothing.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kb.common.sparql_tokens import Kind, query_word, significant
from kb.errors import SocEvidenceError
from kb.namespaces import BASE
from kb.querying.answer_formats import Format
from kb.querying.answer_writing import Wish, Written, write_graph, write_rows
from kb.querying.column_order import with_columns_named
from kb.querying.described_parts import with_parts
from kb.querying.graph_templates import template_of
from kb.querying.query_errors import QueryError
from kb.querying.query_functions import FUNCTIONS
from kb.querying.syntax import syntax_error
from kb.server_settings import Server
from kb.store.merged_graph import is_merged

_Files = tuple[tuple[str, int, int], ...]


def answer(request: bytes) -> bytes:
    """Answer one request."""
    asked = json.loads(request)
    began = time.perf_counter()
    try:
        written = evaluate(asked)
        head: dict[str, Any] = {"form": written.form, "rows": written.rows, "cut": written.cut}
    except QueryError as error:
        head = {
            "wrong": type(error).__name__,
            "message": error.message,
            "remedy": error.remedy,
            "line": error.line,
            "column": error.column,
        }
    except SocEvidenceError as error:  # of a server
        head = {"told": type(error).__name__, "message": error.message, "remedy": error.remedy}
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        head = {"failed": str(error), "errno": _number(error)}
    return json.dumps({**head, "seconds": time.perf_counter() - began}).encode()


def _number(error: Exception) -> int | None:
    """Return the system's number of an error, which the engine has in its words only."""
    found = re.search(r"\(os error (\d+)\)", str(error))
    return int(found[1]) if found else getattr(error, "errno", None)


def evaluate(request: Mapping[str, Any]) -> Written:
    """Parse, evaluate and write, up to the limit of rows.

    The data are the graphs that the request names; else those that the query selects with FROM; else the
    union of all.

    Raises:
        QueryError: the query is not SPARQL 1.1, or its answer does not fit the form that was asked for.
    """
    text, prefixes = request["query"], request["prefixes"]
    wrong = syntax_error(text, prefixes)
    if wrong is not None:
        raise wrong
    template = template_of(text, prefixes)
    result = _found(request, template.query if template else with_columns_named(text, prefixes))
    form = Format(request["format"]) if request["format"] else None
    wish = Wish(form, request["rows"], Path(request["output"]), prefixes)
    if template and isinstance(result, ox.QuerySolutions):
        return write_graph(template.filled(result), wish)
    if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
        return write_rows(result, wish)
    if query_word(text) == "DESCRIBE":
        return write_graph(with_parts(text, result, lambda more: _triples(_found(request, more))), wish)
    return write_graph(result, wish)


def _triples(found: ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]) -> Iterator[ox.Triple]:
    """Return what describes something, which is a graph."""
    return iter(()) if isinstance(found, ox.QuerySolutions | ox.QueryBoolean) else found


def _found(
    request: Mapping[str, Any], query: str
) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
    """Have the engine evaluate: the embedded one, or that of a server."""
    if request["server"]:
        return _found_on_server(request, query)
    store = _LAST.opened(request["store"])
    return store.query(
        query,
        base_iri=BASE,
        prefixes=request["prefixes"],
        custom_functions=FUNCTIONS,
        **_dataset(request, request["query"], store),
    )


def _found_on_server(
    request: Mapping[str, Any], query: str
) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
    from kb.querying.server_queries import ask_server  # here, for most workspaces name no server

    parts = (("default-graph-uri", "default"), ("named-graph-uri", "named"))
    graphs = [(parameter, graph) for parameter, part in parts for graph in request[part]]
    words = {token.text.upper() for token in significant(query) if token.kind is Kind.WORD}
    makes_graph = bool(words & {"CONSTRUCT", "DESCRIBE"})
    server = Server(**request["server"])
    os.environ.update(request["environment"])
    return ask_server(server, query, request["prefixes"], graphs, "FROM" in words, makes_graph)


class _LastStore:
    """The store that was asked last, which stays open as long as nobody changes it."""

    def __init__(self) -> None:
        self._folder = ""
        self._files: _Files = ()
        self._store: ox.Store | None = None

    def opened(self, place: str) -> ox.Store:
        """Return the store of a folder as it is now."""
        folder = str(Path(place).resolve())  # the link may lead to the next store while this one is opened
        files = _files(folder)
        if self._store is None or (self._folder, self._files) != (folder, files):
            self._store = None
            self._store = ox.Store.read_only(folder)
            self._folder, self._files = folder, files
        return self._store


_LAST = _LastStore()


def _files(folder: str) -> _Files:
    """Return the files of a store with size and time of change, but for logs, which readers write, too."""
    with os.scandir(folder) as entries:
        found = [(entry.name, entry.stat()) for entry in entries if not entry.name.startswith("LOG")]
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))


def _dataset(request: Mapping[str, Any], text: str, store: ox.Store) -> dict[str, Any]:
    """Return which graphs the engine is to take."""
    if request["default"] or request["named"]:
        default, named = ([ox.NamedNode(iri) for iri in request[part]] for part in ("default", "named"))
        return {"default_graph": default, "named_graphs": named}
    selects = any(token.kind is Kind.WORD and token.text.upper() == "FROM" for token in significant(text))
    return {"use_default_graph_as_union": not selects and not is_merged(store)}
