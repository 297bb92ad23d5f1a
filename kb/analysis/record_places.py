"""Where records are written: file and line, read from the files when they are asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kb.findings import Location
from kb.model.graph import Graph
from kb.records import RecordFile, load_schema, read_record_file
from kb.workspace import Workspace


class Places:
    """Finds the place of a record; each file is read once."""

    def __init__(self, workspace: Workspace, graph: Graph) -> None:
        self.workspace, self.graph = workspace, graph
        self._file = cache(self._read)

    def __call__(self, iri: str) -> Location | None:
        """Return where a record begins; None for what no file describes."""
        rows = self.graph.select(
            "SELECT DISTINCT ?it ?graph WHERE { GRAPH ?graph { ?it a ?class } } ORDER BY ?graph", it=iri
        )
        for row in rows:
            file = self._file(row["graph"])
            if file is not None:
                return file.location(iri) or Location(file.shown)
        return None

    def _read(self, graph: str) -> RecordFile | None:
        for layer in self.workspace.layers:
            full = Path(layer.root, layer.path(graph))
            if full.is_file():
                return read_record_file(full, str(full), graph, load_schema(self.workspace.ontology))
        return None
