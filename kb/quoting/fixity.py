"""Whether the frozen texts at hand are those that the records describe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.namespaces import iri
from kb.records.collection import Collection
from kb.texts import find_text, texts_folder

_TEXT, _SHA256 = iri("soce:frozenText"), iri("soce:sha256")


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
    if workspace is None or not texts_folder(workspace).is_dir():
        return
    texts: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for file in collection.files:
        for statement in file.statements:
            if statement.predicate == _TEXT:
                texts[statement.subject] = statement.value
            elif statement.predicate == _SHA256:
                hashes[statement.subject] = statement.value
    for source, text in texts.items():
        frozen = find_text(workspace, source.rpartition("/")[2]) if text in hashes else None
        if frozen and frozen.sha256 != hashes[text].lower():
            yield Change(source, text, hashes[text], frozen.sha256, frozen.path.name)
