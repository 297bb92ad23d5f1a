"""Every quotation of a workspace against the texts at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from kb.namespaces import FILES
from kb.quoting.comparing import compare
from kb.quoting.quotations import Quotation, quotations
from kb.quoting.source_text import SourceText, pages_named, section_before
from kb.quoting.verdict import Comparison, Verdict
from kb.quoting.verdict_ledger import Recorded, ledger_path, read_ledger
from kb.records.collection import Collection
from kb.texts import FrozenText, RefusedError, find_text
from kb.workspace import Workspace


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
    recorded: Recorded | None = None
    """The last verdict on record for this very wording."""
    own: bool = False
    """True for a record of the office's own."""


class _Texts:
    """Source texts of one workspace, each read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.known: dict[str, tuple[FrozenText | None, SourceText | None, str]] = {}

    def get(self, source_id: str) -> tuple[FrozenText | None, SourceText | None, str]:
        if source_id not in self.known:
            frozen = find_text(self.workspace, source_id)
            text, refusal = None, ""
            if frozen:
                try:
                    text = SourceText(frozen.read().text)
                except RefusedError as error:
                    refusal = str(error)
            self.known[source_id] = (frozen, text, refusal)
        return self.known[source_id]


def prove(quotation: Quotation, texts: _Texts) -> Proof:
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
    return Proof(quotation, comparison, frozen.sha256, page, misplaced)


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
    texts = _Texts(workspace)
    ledgers = {layer.name: read_ledger(ledger_path(layer)) for layer in workspace.layers}
    for quotation in found:
        files = collection.described.get(quotation.record, ())
        own = any(file.graph.startswith(FILES + "own/") for file in files)
        recorded = ledgers.get("own" if own else "base", {}).get(quotation.name)
        if recorded and recorded.quote != quotation.fingerprint:
            recorded = None
        yield replace(prove(quotation, texts), recorded=recorded, own=own)
