"""The base as a research object: graph, tables and the files themselves in one folder, with their origin.

The record files lie in it as they are written, so that a workspace can be made of it again without a loss.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pyoxigraph as ox

from kb.common.program import NAME
from kb.common.program import release as program_release
from kb.common.research_crate import METADATA, Entity, crate_file, crate_metadata
from kb.exporting.export_selection import Selection
from kb.exporting.exporting import ExportedFile, ExportFormat, write_file, write_graphs, write_tables
from kb.exporting.release_citation import BIBTEX, CITATION, Release, citation_bibtex, citation_cff
from kb.named_queries.query_statements import graphs_of_queries
from kb.namespaces import FILES, RDF_TYPE, iri
from kb.records.collection import graph_of
from kb.records.evidence_files import find_files
from kb.workspace import Workspace

CHANGES = "CHANGELOG.md"
_CONTEXT = "context.jsonld"
_DESCRIPTIONS = {
    "data/evidence.nq": "All statements with the file that makes each, as canonical N-Quads",
    "data/evidence.trig": "The same, file by file, with prefixes",
    "tables/csv-metadata.json": "What the tables and their columns mean (CSV on the Web)",
    _CONTEXT: "The JSON-LD context: what the keys of the record files mean",
    CITATION: "How to cite this",
    BIBTEX: "How to cite this, for BibTeX",
    CHANGES: "What changed from release to release",
}
_DATA_SETS = (ExportFormat.NQUADS, "nq"), (ExportFormat.TRIG, "trig")
_SAID_OF_SOURCES = {
    "name": "dcterms:title",
    "url": "schema:url",
    "datePublished": "dcterms:issued",
    "license": "dc:rights",
    "creditText": "dc:publisher",
}


def write_crate(
    folder: Path, selection: Selection, workspace: Workspace, release: Release, changes: str = ""
) -> tuple[ExportedFile, ...]:
    """Fill a folder with a research object; `changes` is its changelog in Markdown."""
    ontology = workspace.ontology
    files = [
        write_graphs(folder / "data" / f"evidence.{suffix}", form, selection, ontology)
        for form, suffix in _DATA_SETS
    ]
    files += write_tables(folder / "tables", ExportFormat.CSV, selection, ontology)
    texts = {_CONTEXT: (ontology / _CONTEXT).read_bytes()}
    if release.version:
        texts |= {CITATION: citation_cff(release), BIBTEX: citation_bibtex(release)}
    if changes:
        texts[CHANGES] = changes.encode()
    if not selection.records:
        texts |= {f"records/{name}": data for name, data in _record_files(selection, workspace)}
    files += [write_file(folder / name, _writing(data)) for name, data in sorted(texts.items())]
    metadata = _metadata(folder, selection, release, files)
    return (*files, write_file(folder / METADATA, _writing(metadata)))


def _writing(data: bytes) -> Callable[..., object]:
    return lambda stream: stream.write(data)


def _record_files(selection: Selection, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Yield the files of records and queries of the selected graphs by layer and path below its root."""
    wanted, queries = set(selection.graphs), graphs_of_queries(workspace).values()
    for layer in workspace.layers:
        own = (path for path in queries if path.is_relative_to(layer.root))
        for path in (*find_files(layer)[0], *own):
            if graph_of(layer, path) in wanted:
                yield f"{layer.name}/{path.relative_to(layer.root).as_posix()}", path.read_bytes()


def _metadata(folder: Path, selection: Selection, release: Release, files: Collection[ExportedFile]) -> bytes:
    names = {file.path.relative_to(folder).as_posix(): file for file in files}
    sources = list(_sources(selection))
    root: Entity = {
        "name": release.title,
        "description": "Cited evidence on how occupations are classified: sources, what they say, duties, "
        "figures, claims with the evidence for and against them, and objections.",
        "datePublished": release.day.isoformat(),
        "version": release.version,
        "identifier": f"https://doi.org/{release.doi}" if release.doi else "",
        "license": _named("licence", release.licences),
        "author": _named("creator", release.creators),
        "publisher": _named("creator", release.creators),
        "hasPart": [{"@id": name} for name in names],
        "citation": [{"@id": source["@id"]} for source in sources],
        "mentions": {"@id": "#export"},
    }
    entities: list[Entity] = [
        *(
            {"@id": f"#licence-{number}", "@type": "CreativeWork", "name": name}
            for number, name in enumerate(release.licences, 1)
        ),
        *(
            {"@id": f"#creator-{number}", "@type": "Organization", "name": name}
            for number, name in enumerate(release.creators, 1)
        ),
        {"@id": "#program", "@type": "SoftwareApplication", "name": NAME, "version": program_release()},
        {
            "@id": "#export",
            "@type": "CreateAction",
            "name": "Export",
            "instrument": {"@id": "#program"},
            "endTime": release.day.isoformat(),
            "result": {"@id": "./"},
        },
        *(crate_file(name, _described(name), file.bytes, file.sha256) for name, file in names.items()),
        *sources,
    ]
    return crate_metadata({key: value for key, value in root.items() if value}, entities)


def _named(what: str, some: Collection[str]) -> dict[str, str] | list[dict[str, str]]:
    """Return what stands for things described below: the one, or all (RO-Crate 1.1: no list of one)."""
    names = [{"@id": f"#{what}-{number}"} for number, _ in enumerate(some, 1)]
    return names[0] if len(names) == 1 else names


def _described(name: str) -> str:
    if name.startswith("records/"):
        return "A file of records as it is written"
    return _DESCRIPTIONS.get(name) or f"The table {Path(name).stem}"


def _sources(selection: Selection) -> Iterator[Entity]:
    """Yield the works that the selected records cite, each under its address, with its terms of use."""
    source = ox.NamedNode(iri("dcterms:BibliographicResource"))
    for graph in selection.graphs:
        home = ox.NamedNode(graph)
        if not graph.startswith(FILES):
            continue
        found = {
            quad.subject
            for quad in selection.quads(graph)
            if quad.predicate.value == RDF_TYPE
            and quad.object == source
            and isinstance(quad.subject, ox.NamedNode)
        }
        for node in sorted(found, key=str):
            said = {key: _one(selection.store, node, name, home) for key, name in _SAID_OF_SOURCES.items()}
            entity = {"@id": node.value, "@type": "CreativeWork", **said}
            yield {key: value for key, value in entity.items() if value}


def _one(store: ox.Store, node: ox.NamedNode, name: str, graph: ox.NamedNode) -> str:
    values = store.quads_for_pattern(node, ox.NamedNode(iri(name)), None, graph)
    return min((quad.object.value for quad in values if isinstance(quad.object, ox.Literal)), default="")
