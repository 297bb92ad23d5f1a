"""What was read of each file that was handed in, what was not, and what looks like personal data in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.workbench.duty_table import sheet_of
from builder.workbench.kept_uploads import Upload
from kb.common.files import short_path
from kb.contributing import Addition
from kb.contributing.incoming import NOT_READ, PRIVATE_TEXT, Incoming
from kb.texts.document_kinds import KINDS

ABOUT_TEXT = frozenset({NOT_READ.id, PRIVATE_TEXT.id})
"""Checks whose findings are told with the file that they are about."""
_HITS = 50
"""Finds of personal data that are listed of one document."""


@dataclass(frozen=True, slots=True)
class LookedAtFile:
    """A file as it was read."""

    name: str
    kind: str
    """What a reader calls it."""
    read: tuple[str, ...]
    """What was read of it, or that it is in already."""
    unread: tuple[str, ...]
    """What was not read, or read by guess."""
    hits: tuple[tuple[str, str], ...]
    """What looks like personal data: its kind, and the words starred out."""
    more_hits: int = 0


def files_looked_at(addition: Addition, upload: Upload) -> Iterator[LookedAtFile]:
    """Yield the files of an upload, by name; those out of a zip file stand for themselves."""
    ours = str(sheet_of(upload))
    by_shown: dict[str, list[Incoming]] = {}
    for file in (*addition.files, *addition.recorded, *addition.known):
        by_shown.setdefault(file.shown, []).append(file)
    for finding in addition.findings:
        if finding.location.path.startswith(str(upload.home)):
            by_shown.setdefault(finding.location.path, [])
    for shown, parts in sorted(by_shown.items()):
        if shown == ours:
            continue
        about = [f for f in addition.findings if f.location.path == shown and f.check in ABOUT_TEXT]
        hits = [hit for part in parts for hit in part.hits]
        suffix = Path(shown).suffix.lower()
        kind = KINDS[suffix].name if suffix in KINDS else "a file of records"
        yield LookedAtFile(
            short_path(shown, upload.home),
            kind.removeprefix("a ").removeprefix("an "),
            tuple(_read(parts, addition)),
            tuple(finding.message for finding in about if finding.check == NOT_READ.id),
            tuple((hit.kind.value, hit.masked) for hit in hits[:_HITS]),
            max(0, len(hits) - _HITS),
        )


def _read(parts: Iterable[Incoming], addition: Addition) -> Iterator[str]:
    for part in parts:
        if part in addition.known:
            yield "it is in already; nothing is added"
        elif part in addition.recorded:
            yield f"it is kept as the document of source/{part.source_id}, which is on record"
        elif part.document is not None:
            pages = part.text.count("\f") + 1
            told = f"{len(part.text.split()):,} words" + (f" on {pages:,} pages" if pages > 1 else "")
            yield f"{told}; it becomes source/{part.source_id}"
        elif part.rows:
            sheet = f"sheet {part.sheet.rstrip('!')}: " if part.sheet else ""
            yield f"{sheet}{len(part.rows) - 1:,} {'row' if len(part.rows) == 2 else 'rows'} with records"
        elif part.records:
            yield f"{len(part.records.splitlines()):,} lines of records"
