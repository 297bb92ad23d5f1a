"""Statements about an imported table as a whole: where it is from, and its terms (PROV-O, DCTERMS)."""

from __future__ import annotations

from dataclasses import dataclass

from kb.importing.ntriples import literal, term, typed
from kb.importing.table import Lines, Source, Table
from kb.namespaces import concept

_TYPE = term("rdf:type")
_AUTHORITY = {"soc": "official-classification", "onet": "federal-database", "oews": "official-statistics"}
_MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/tab-separated-values",
}


@dataclass(frozen=True, slots=True)
class Original:
    """The publisher's file."""

    name: str
    sha256: str
    size: int
    """Bytes."""
    retrieved: str
    """Date on which it was fetched from the publisher, ISO 8601."""

    @property
    def media_type(self) -> str:
        """Return the media type that the name's ending stands for."""
        return _MEDIA["." + self.name.rpartition(".")[2].lower()]


def about_table(table: Table, source: Source, original: Original, rows: int) -> Lines:
    """Yield what is to be known of the graph that holds one table."""
    edition = source.edition
    graph = f"<{source.graph}>"
    file, activity = f"<{source.graph}#file>", f"<{source.graph}#import>"
    yield f"{graph} {_TYPE} {term('prov:Entity')}"
    if table.structure:
        yield f"{graph} {_TYPE} {term('qb:DataSet')}"
        yield f"{graph} {term('qb:structure')} {term(table.structure)}"
    yield f"{graph} {term('dcterms:title')} {literal(f'{edition.title}: {table.name}')}"
    yield f"{graph} {term('bibo:edition')} {literal(edition.name)}"
    if edition.release:
        yield f"{graph} {term('dcterms:issued')} {literal(edition.release)}"
    if edition.period:
        yield f"{graph} {term('sdmx-dimension:refPeriod')} {literal(edition.period)}"
    yield f"{graph} {term('dcterms:publisher')} {literal(edition.publisher)}"
    yield f"{graph} {term('dcterms:source')} <{edition.source(table.slug)}>"
    if edition.licence:
        yield f"{graph} {term('dcterms:license')} <{edition.licence}>"
    yield f"{graph} {term('dcterms:rights')} {literal(edition.rights)}"
    yield f"{graph} {term('skos:editorialNote')} {literal(edition.changes)}"
    yield f"{graph} {term('soce:rows')} {typed(str(rows), 'integer')}"
    yield f"{graph} {term('prov:wasDerivedFrom')} {file}"
    yield f"{graph} {term('prov:wasGeneratedBy')} {activity}"
    yield f"{activity} {_TYPE} {term('prov:Activity')}"
    yield f"{activity} {term('rdfs:label')} {literal(f'soc-evidence import {edition.dataset}')}"
    yield f"{activity} {term('prov:used')} {file}"
    yield f"{file} {_TYPE} {term('prov:Entity')}"
    yield f"{file} {term('rdfs:label')} {literal(original.name)}"
    yield f"{file} {term('soce:sha256')} {literal(original.sha256)}"
    yield f"{file} {term('dcat:byteSize')} {typed(str(original.size), 'integer')}"
    yield f"{file} {term('dc:format')} {literal(original.media_type)}"
    yield f"{file} {term('prov:generatedAtTime')} {typed(original.retrieved, 'date')}"
    yield from _about_source(table, source)


def _about_source(table: Table, source: Source) -> Lines:
    """Describe the source record of an edition that the bundled evidence does not know."""
    edition = source.edition
    if edition.bundled_source(table.slug):
        return
    work = f"<{edition.source(table.slug)}>"
    yield f"{work} {_TYPE} {term('dcterms:BibliographicResource')}"
    yield f"{work} {term('dc:type')} {literal('dataset')}"
    yield f"{work} {term('dcterms:title')} {literal(edition.title)}"
    yield f"{work} {term('dc:publisher')} {literal(edition.publisher)}"
    yield f"{work} {term('bibo:edition')} {literal(edition.name)}"
    yield f"{work} {term('schema:url')} {typed(edition.page, 'anyURI')}"
    yield f"{work} {term('dc:rights')} {literal(edition.rights)}"
    yield f"{work} {term('soce:authority')} <{concept('authority', _AUTHORITY[edition.dataset])}>"
