"""Documents that a record already describes, which are stored under its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kb.contributing.handed_files import REFUSED
from kb.contributing.incoming import Incoming
from kb.findings import Check, Location, Severity
from kb.namespaces import RDF_TYPE, RECORDS, iri
from kb.records.collection import Collection
from kb.texts import find_text
from kb.workspace import Workspace

_SOURCES = f"{RECORDS}source/"
_TEXT, _SHA256 = iri("soce:frozenText"), iri("soce:sha256")
NO_SUM = Check(
    "document-without-sha256",
    Severity.NOTE,
    "A document is stored for a source whose record does not have its sha256.",
    "Add the sha256 to the record, so that others know theirs for the same.",
)


class RecordedSources:
    """The sources of a workspace, with the sha256 of the document that each record describes."""

    def __init__(self, collection: Collection) -> None:
        texts: dict[str, str] = {}
        sums: dict[str, str] = defaultdict(str)
        self.ids: set[str] = set()
        for file in collection.files:
            for statement in file.statements:
                if statement.predicate == RDF_TYPE and statement.subject.startswith(_SOURCES):
                    self.ids.add(statement.subject.removeprefix(_SOURCES))
                elif statement.predicate == _TEXT:
                    texts[statement.subject.removeprefix(_SOURCES)] = statement.value
                elif statement.predicate == _SHA256:
                    sums[statement.subject] = statement.value.lower()
        self._sums = {source: sums[node] for source, node in texts.items() if node in sums}
        self._by_sum = {digest: source for source, digest in self._sums.items()}

    def describing(self, file: Incoming) -> Incoming | None:
        """Return a document under the id of the record that describes it already; None where there is none.

        It is refused where the record that it was to go under describes another document.
        """
        if file.document is None:
            return None
        source = self._by_sum.get(file.sha256, file.source_id if file.source_id in self.ids else "")
        if not source:
            return None
        recorded = self._sums.get(source, "")
        known = replace(file, source_id=source, name="", records=b"", fields=())
        if recorded == file.sha256:
            return known
        if not recorded:
            message = f"`source/{source}` does not say which document it describes."
            fix = f"Add to the record: text: {{sha256: {file.sha256}, bytes: {file.path.stat().st_size}}}"
            return replace(
                known, findings=(*file.findings, NO_SUM.finding(message, Location(file.shown), fix))
            )
        message = (
            f"`source/{source}` describes another document: the record has sha256 {recorded[:12]}…, "
            f"this file {file.sha256[:12]}…."
        )
        fix = "Give this document an id of its own with --set id=…, or correct the record."
        return replace(known, findings=(REFUSED.finding(message, Location(file.shown), fix),))


def set_apart(
    taken: Iterable[Incoming], sources: RecordedSources, workspace: Workspace
) -> tuple[list[Incoming], list[Incoming], list[Incoming]]:
    """Part the files into those without a record yet, recorded documents to be stored, and stored ones."""
    fresh: list[Incoming] = []
    recorded: dict[str, Incoming] = {}
    known: list[Incoming] = []
    for file in taken:
        document = sources.describing(file)
        if document is None:
            fresh.append(file)
        elif document.source_id in recorded or _is_at_hand(document, workspace):
            known.append(document)
        else:
            recorded[document.source_id] = document
    return fresh, list(recorded.values()), known


def _is_at_hand(file: Incoming, workspace: Workspace) -> bool:
    """Say whether a document lies in `texts/` under its id."""
    frozen = find_text(workspace, file.source_id)
    return frozen is not None and frozen.sha256 == file.sha256
