"""The process in which queries are evaluated, one after the other, run by `kb.common.standing_worker`.

It is given a request as JSON, writes the answer into the file that the request names, and returns a line of
JSON that says what it wrote, or why nothing.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kb.namespaces import BASE
from kb.querying.answer_formats import Format
from kb.querying.answer_writing import Wish, Written, write_graph, write_rows
from kb.querying.graph_templates import template_of
from kb.querying.query_errors import QueryError
from kb.querying.query_functions import FUNCTIONS
from kb.querying.sparql_tokens import Kind, significant
from kb.querying.syntax import syntax_error
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
    store = _LAST.opened(request["store"])
    result = store.query(
        template.query if template else text,
        base_iri=BASE,
        prefixes=prefixes,
        custom_functions=FUNCTIONS,
        **_dataset(request, text, store),
    )
    form = Format(request["format"]) if request["format"] else None
    wish = Wish(form, request["rows"], Path(request["output"]), prefixes)
    if template and isinstance(result, ox.QuerySolutions):
        return write_graph(template.filled(result), wish)
    return write_graph(result, wish) if isinstance(result, ox.QueryTriples) else write_rows(result, wish)


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
