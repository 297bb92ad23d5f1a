"""The quotations of a workspace, each against the text of its source at hand."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from kb.namespaces import FILES, RECORDS, iri, short
from kb.quoting.comparing import Selector, compare
from kb.quoting.source_text import pages_named, section_before
from kb.quoting.texts_at_hand import TextsAtHand
from kb.quoting.verdict import Comparison, Recorded, Verdict, ledger_path, read_ledger
from kb.records.collection import Collection
from kb.texts import FrozenText, changed_texts
from kb.workspace import Workspace

SELECTOR, EXACT = iri("oa:hasSelector"), iri("oa:exact")
_PREFIX, _SUFFIX = iri("oa:prefix"), iri("oa:suffix")
_AGREED = iri("soce:bracketsAgreed")
_SOURCE, _LOCATOR = iri("dcterms:source"), iri("soce:locator")
_PAGE, _SECTION = iri("soce:page"), iri("soce:section")
_TEXT, _SHA256 = iri("soce:frozenText"), iri("soce:sha256")
_PAGES = iri("bibo:pages")
_READ = frozenset(
    {SELECTOR, EXACT, _PREFIX, _SUFFIX, _AGREED, _SOURCE, _LOCATOR, _PAGE, _SECTION, _TEXT, _SHA256, _PAGES}
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
        selector = Selector(one(node, EXACT), one(node, _PREFIX), one(node, _SUFFIX), one(node, _AGREED))
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


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known about one quotation."""

    quotation: Quotation
    comparison: Comparison
    text: str = ""
    """sha256 of the text that it was compared with."""
    page: int = 0
    """Page of the text where it stands; 0 when the text has no pages, or it was not found."""
    misplaced: str = ""
    """Why the locator is wrong, in words."""
    remarks: tuple[str, ...] = ()
    """How the text was read where that is a guess, such as by text recognition; what was not read of it."""
    recorded: Recorded | None = None
    """The last verdict on record for this very wording."""
    own: bool = False
    """True for a record of the office's own."""


def prove(quotation: Quotation, texts: TextsAtHand) -> Proof:
    """Compare one quotation with its source."""
    frozen, text, refusal = texts.get(quotation.source_id) if quotation.source else (None, None, "")
    if frozen is None or text is None:
        return Proof(quotation, Comparison(Verdict.UNAVAILABLE, difference=refusal))
    changed = _changed(quotation, frozen)
    if changed:
        return Proof(quotation, Comparison(Verdict.SOURCE_CHANGED, difference=changed), frozen.sha256)
    wanted = pages_named(quotation.page, text, quotation.fixity.first_page) if quotation.page else set()
    comparison = compare(quotation.selector, text, wanted)
    page, misplaced = 0, ""
    if comparison.verdict.holds:
        place = comparison.places[0]
        page = text.page_of(place.start) if text.pages > 1 else 0
        if wanted and page not in wanted:
            misplaced = f"it stands on page {page} of the text, not on page {quotation.page}"
        elif quotation.section and section_before(quotation.section, place, text) is False:
            misplaced = f"it stands before the heading `{quotation.section}`"
    unheld = comparison.verdict in (Verdict.ALTERED, Verdict.NOT_FOUND)
    remarks = texts.remarks(quotation.source_id, found=not unheld)
    return Proof(quotation, comparison, frozen.sha256, page, misplaced, remarks)


def _changed(quotation: Quotation, frozen: FrozenText) -> str:
    fixity = quotation.fixity
    if fixity.sha256 and fixity.sha256.lower() != frozen.sha256:
        return f"{frozen.path.name} has sha256 {frozen.sha256[:12]}…, the record {fixity.sha256[:12]}…"
    return ""


_known: WeakKeyDictionary[Collection, tuple[Proof, ...]] = WeakKeyDictionary()


def proofs(collection: Collection) -> tuple[Proof, ...]:
    """Return what is known about every quotation of a collection; compared once for each collection.

    Raises:
        UnreadableError: a file of recorded verdicts is damaged.
    """
    if collection.workspace is None:
        return ()
    if collection not in _known:
        found = list(quotations(collection))
        _known[collection] = tuple(_with_records(found, collection, collection.workspace))
    return _known[collection]


def _with_records(
    found: Iterable[Quotation], collection: Collection, workspace: Workspace
) -> Iterable[Proof]:
    texts = TextsAtHand(workspace)
    ledgers = {layer.name: read_ledger(ledger_path(layer)) for layer in workspace.layers}
    for quotation in found:
        files = collection.described.get(quotation.record, ())
        own = any(file.graph.startswith(FILES + "own/") for file in files)
        recorded = ledgers.get("own" if own else "base", {}).get(quotation.name)
        if recorded and recorded.quote != quotation.fingerprint:
            recorded = None
        yield replace(prove(quotation, texts), recorded=recorded, own=own)
