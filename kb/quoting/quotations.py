"""The quotations of a collection of records, and whether the texts they are from are those on record."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kb.namespaces import RECORDS, iri, short
from kb.quoting.comparing import Selector
from kb.records.collection import Collection
from kb.texts import changed_texts

SELECTOR, EXACT = iri("oa:hasSelector"), iri("oa:exact")
_PREFIX, _SUFFIX = iri("oa:prefix"), iri("oa:suffix")
_SOURCE, _LOCATOR = iri("dcterms:source"), iri("soce:locator")
_PAGE, _SECTION = iri("soce:page"), iri("soce:section")
_TEXT, _SHA256 = iri("soce:frozenText"), iri("soce:sha256")
_PAGES = iri("bibo:pages")
_READ = frozenset(
    {SELECTOR, EXACT, _PREFIX, _SUFFIX, _SOURCE, _LOCATOR, _PAGE, _SECTION, _TEXT, _SHA256, _PAGES}
)


@dataclass(frozen=True, slots=True)
class Fixity:
    """What a source's record says of its frozen text."""

    sha256: str = ""
    first_page: str = ""
    """The source's own page range, such as `e686-e700`."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of one record."""

    record: str
    """IRI of the evidence item or objection."""
    node: str
    """IRI of the selector node."""
    selector: Selector
    source: str
    """IRI of the source; empty where the record names none."""
    fixity: Fixity
    page: str = ""
    section: str = ""
    locator: str = ""
    """IRI of the locator node."""

    @property
    def source_id(self) -> str:
        """Id of the source."""
        return self.source.rpartition("/")[2]

    @property
    def name(self) -> str:
        """The record as people write it, such as `evidence/apco-legacy-ask`."""
        return short(self.record)

    @property
    def fingerprint(self) -> str:
        """Short digest of what was quoted, to tell whether a recorded verdict is about this wording."""
        parts = [self.selector.exact, self.selector.prefix, self.selector.suffix, self.page]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def quotations(collection: Collection) -> Iterator[Quotation]:
    """Yield every quotation, in file order."""
    facts: dict[tuple[str, str], list[str]] = defaultdict(list)
    quoting: dict[str, str] = {}
    for file in collection.files:
        for statement in file.statements:
            if statement.predicate in _READ:
                facts[statement.subject, statement.predicate].append(statement.value)
                if statement.predicate == SELECTOR:
                    quoting[statement.value] = statement.subject

    def one(subject: str, predicate: str) -> str:
        return next(iter(facts.get((subject, predicate), ())), "")

    for node, record in quoting.items():
        selector = Selector(one(node, EXACT), one(node, _PREFIX), one(node, _SUFFIX))
        if not selector.exact or not record.startswith(RECORDS):
            continue
        source, locator = one(record, _SOURCE), one(record, _LOCATOR)
        text = one(source, _TEXT)
        fixity = Fixity(one(text, _SHA256), one(source, _PAGES))
        page, section = one(locator, _PAGE), one(locator, _SECTION)
        yield Quotation(record, node, selector, source, fixity, page, section, locator)


@dataclass(frozen=True, slots=True)
class Change:
    """A source whose frozen text differs from its record."""

    source: str
    """IRI of the source."""
    text: str
    """IRI of the node that describes its frozen text."""
    recorded: str
    """sha256 by the record."""
    found: str
    """sha256 of the file."""
    file: str
    """Name of the file in `texts/`."""


def changed_sources(collection: Collection) -> Iterator[Change]:
    """Yield each source whose text is at hand and has another sha256 than its record, in file order."""
    workspace = collection.workspace
    if workspace is None:
        return
    texts: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for file in collection.files:
        for statement in file.statements:
            if statement.predicate == _TEXT:
                texts[statement.subject] = statement.value
            elif statement.predicate == _SHA256:
                hashes[statement.subject] = statement.value
    recorded = {source: hashes[text] for source, text in texts.items() if text in hashes}
    for source, frozen in changed_texts(workspace, recorded):
        yield Change(source, texts[source], recorded[source], frozen.sha256, frozen.path.name)
