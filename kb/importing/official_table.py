"""What an importer knows of one kind of table, and what it states of each table: its origin and terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb.common.names import slug
from kb.importing.editions import Edition
from kb.importing.ntriples import literal, month, term, typed
from kb.importing.publisher_sheet import Cell, RefusedFileError, Row, Sheet, TableRow
from kb.model.periods import about_period
from kb.namespaces import concept

Lines = Iterator[str]
"""Statements as N-Triples lines without the closing full stop and line end."""


@dataclass(frozen=True, slots=True)
class Source:
    """The table that rows come from, as the statements about them need it."""

    edition: Edition
    graph: str
    """IRI of the named graph, and of the table as a data set."""
    work: str
    """IRI of the source record to cite."""
    ontology: Path
    """Folder with what is known of editions and codes."""
    sheets: tuple[Sheet, ...] = ()
    """All sheets of the file: some say what the rows do not."""
    genuine: bool = True
    """False for a file that is known not to be the one that the publisher issued: values are unverified."""
    recorded: Callable[[], Mapping[str, str]] = dict
    """Gives the values of figures that the base has by other ways than an import, by the id of the figure."""

    periods: set[str] = field(default_factory=set)
    """The dates and periods that were written so far."""

    def period(self, written: str) -> str:
        """Return a date or period as a literal; `about_periods` describes it."""
        self.periods.add(written)
        return literal(written)

    def month(self, cell: Cell) -> str:
        """Return O*NET's `08/2023` as a literal, `2023-08`.

        Raises:
            CellError: the cell is not of that form.
        """
        return self.period(month(cell))

    @property
    def answers(self) -> str:
        """IRI of the shares of answers in the table, as a data set."""
        return f"{self.graph}#answers"


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table of a data set."""

    name: str
    """As the publisher names it."""
    required: tuple[str, ...]
    """Columns without which it is not this table."""
    convert: Callable[[Iterable[Row], Source], Lines]
    """Statements for rows of the required and then the optional columns."""
    optional: tuple[str, ...] = ()
    """Columns that are read where present."""
    structure: str = ""
    """Data structure definition (RDF Data Cube), as a prefixed name, of a table that is a data set."""
    data_sets: tuple[tuple[str, str], ...] = ()
    """Data sets beyond the table that its observations belong to: the term of each, and its structure."""
    part: Callable[[Row], str] | None = None
    """Which of the parts that an edition counts a row belongs to."""
    called: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))
    """What the publisher's file of it has in its name, where that is not the table's own name."""
    telling: str = ""
    """Column whose values tell the table from others with the same header."""
    pattern: re.Pattern[str] = field(default_factory=lambda: re.compile(""))
    """What every value of the telling column begins with."""
    examine: Callable[[Iterable[TableRow], Source], Iterable[str]] = lambda rows, source: ()
    """Looks at the rows together before any is converted: raises what is impossible, yields what is odd."""
    work: str = ""
    """Name of the work that the table is a part of, where it is not one by itself."""
    fitted: Callable[[Iterable[TableRow], Path], Table] | None = None
    """Tells which table the rows make, where the same columns serve for several."""

    @property
    def slug(self) -> str:
        """Return the name as a file and graph are called."""
        return slug(self.name)

    def rows(self, sheet: Sheet) -> list[TableRow]:
        """Return the rows of this table.

        Raises:
            RefusedFileError: a column is missing, or the rows are those of another table.
        """
        rows = list(sheet.records(self.required, self.optional))
        if not rows:
            raise RefusedFileError(f"{sheet.file}: sheet {sheet.name!r} has no rows.", "Download it again.")
        self._check_telling(rows, sheet)
        return rows

    def _check_telling(self, rows: list[TableRow], sheet: Sheet) -> None:
        if not self.telling:
            return
        at = self.required.index(self.telling)
        for row in rows:
            if not self.pattern.match(str(row[at])):
                text = f"{row.place(at)} holds {str(row[at])!r}, which does not belong in {self.name}"
                raise RefusedFileError(
                    f"{sheet.file}: {text}.", "Use the file exactly as the publisher issued it."
                )


UNVERIFIED = f"<{concept('verification', 'unverified')}>"
_NOT_GENUINE = "The SHA-256 of the file is not that of the file that the publisher issued."
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
    for larger, structure in table.data_sets:
        yield f"{graph} {term('dcterms:isPartOf')} {larger}"
        yield f"{larger} {_TYPE} {term('qb:DataSet')}"
        yield f"{larger} {term('qb:structure')} {term(structure)}"
        yield f"{larger} {term('dcterms:source')} <{source.work}>"
    title = f"{edition.title_of(table.work or table.name)}: {table.name}"
    yield f"{graph} {term('dcterms:title')} {literal(title)}"
    yield f"{graph} {term('bibo:edition')} {literal(edition.name)}"
    if edition.release:
        yield f"{graph} {term('dcterms:issued')} {source.period(edition.release)}"
    if edition.period:
        yield f"{graph} {term('sdmx-dimension:refPeriod')} {source.period(edition.period)}"
    yield f"{graph} {term('dcterms:publisher')} {literal(edition.publisher)}"
    yield f"{graph} {term('dcterms:source')} <{source.work}>"
    if edition.licence:
        yield f"{graph} {term('dcterms:license')} <{edition.licence}>"
    yield f"{graph} {term('dcterms:rights')} {literal(edition.rights)}"
    yield f"{graph} {term('skos:editorialNote')} {literal(edition.changes)}"
    yield f"{graph} {term('soce:rows')} {typed(str(rows), 'integer')}"
    if not source.genuine:
        yield f"{graph} {term('soce:verification')} {UNVERIFIED}"
        yield f"{graph} {term('soce:verificationNote')} {literal(_NOT_GENUINE)}"
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
    yield f"{file} {term('schema:dateCreated')} {typed(original.retrieved, 'date')}"
    yield from _about_source(table, source)


def about_periods(source: Source) -> Lines:
    """Yield what the dates and periods are that a table has, once all its other statements were made."""
    for written in sorted(source.periods):
        for said in about_period(written):
            yield " ".join(map(str, said))


def _about_source(table: Table, source: Source) -> Lines:
    """Describe the source record of an edition that the bundled evidence does not know."""
    edition = source.edition
    if edition.bundled_source(table.slug):
        return
    work = f"<{source.work}>"
    yield f"{work} {_TYPE} {term('dcterms:BibliographicResource')}"
    yield f"{work} {term('dc:type')} {literal('dataset')}"
    yield f"{work} {term('dcterms:title')} {literal(edition.title_of(table.work or table.name))}"
    yield f"{work} {term('dc:publisher')} {literal(edition.publisher)}"
    yield f"{work} {term('bibo:edition')} {literal(edition.name)}"
    yield f"{work} {term('schema:url')} {typed(edition.page, 'anyURI')}"
    yield f"{work} {term('dc:rights')} {literal(edition.rights)}"
    yield f"{work} {term('soce:authority')} <{concept('authority', _AUTHORITY[edition.dataset])}>"
