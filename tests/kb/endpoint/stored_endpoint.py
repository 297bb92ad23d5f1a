"""The endpoint over a store that a test has filled, in place of a workspace's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from starlette.testclient import TestClient

from kb.common.halting import Halt
from kb.endpoint.endpoint_application import make_endpoint
from kb.endpoint.query_service import PUBLIC, QueryService
from kb.querying.answer_formats import Format
from kb.querying.asking import Question
from kb.querying.evaluation import EVERYTHING, Graphs, Outcome, evaluate_into
from kb.workspace import open_workspace


class _StoredQueries(QueryService):
    """Asks one store, without the prefixes that our own graph needs no declaring of."""

    def __init__(self, folder: Path) -> None:
        super().__init__(open_workspace(folder))
        self._folder = folder

    def write(
        self,
        path: Path,
        form: Format | None,
        question: Question,
        parameters: Mapping[str, Sequence[str]] = {},
        graphs: Graphs = EVERYTHING,
        halt: Halt | None = None,
    ) -> Outcome:
        return evaluate_into(path, self._folder, question.text, PUBLIC, form, {}, graphs)


@contextmanager
def endpoint_over(folder: Path, graphs: Iterable[tuple[str, Path]]) -> Iterator[TestClient]:
    """Serve files, each in the graph of its name, from a store in a folder."""
    store = ox.Store(str(folder))
    for name, path in graphs:
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(name))
    store.flush()
    del store
    with TestClient(make_endpoint(_StoredQueries(folder), ("testserver",))) as client:
        yield client
