"""Which documents of sources go into a pack, and why others stay where they are.

A document that seems to hold personal data stays, unless whoever packs says that it may go: a workspace keeps
it out of git, and a pack is made to be sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from kb.findings import Check, Finding, Location, Severity
from kb.records.written_records import WrittenRecord
from kb.reviewing.pack_files import TEXTS
from kb.screening import Hit, Kind, Waivers, read_waivers, screen
from kb.texts import FrozenText, RefusedError, find_text
from kb.workspace import Workspace

STAYS = Check(
    "stays-behind",
    Severity.WARNING,
    "A file of yours cannot travel in a pack, or a document that would prove a quotation does not.",
    "Write the records as YAML or CSV; put documents that may be handed on into texts/.",
)
HELD_BACK = Check(
    "document-held-back",
    Severity.WARNING,
    "A document is not in the pack, for it holds what looks like personal data.",
    "Look it through. Where everything in it may be handed on, pack again with --with-personal-data. "
    "A telephone number of a public office may be let pass in waivers.yaml.",
)
PRIVATE_DOCUMENT = Check(
    "packed-personal-data",
    Severity.WARNING,
    "A document that travels holds what looks like personal data.",
    "Look it through before you send the pack. --without-documents leaves all documents here.",
)


class Sending(Enum):
    """Which documents go into a pack."""

    NONE = auto()
    WITHOUT_PERSONAL_DATA = auto()
    ALL = auto()


def documents_to_pack(
    workspace: Workspace, records: Sequence[WrittenRecord], sending: Sending
) -> tuple[dict[str, bytes], dict[str, str], list[Finding]]:
    """Return the documents that travel by name, why others do not, and what is wrong with either.

    Args:
        workspace: the office's.
        records: that are packed; documents are those of sources among them.
        sending: which of them may travel; those with `travels: false` never do.
    """
    parts: dict[str, bytes] = {}
    withheld: dict[str, str] = {}
    findings: list[Finding] = []
    waivers = read_waivers(workspace.root)
    for record in records:
        text = record.keys.get("text") if record.kind == "source" else None
        if not isinstance(text, Mapping):
            continue
        frozen = find_text(workspace, record.identifier)
        if text.get("travels") == "false":
            withheld[record.identifier] = "its record says that it does not travel"
        elif sending is Sending.NONE:
            withheld[record.identifier] = "packed without documents"
        elif frozen is None:
            withheld[record.identifier] = "it is not in texts/"
            where = Location(str(workspace.root / "texts"))
            findings.append(STAYS.finding(f"The document of `{record.identifier}` is not in texts/.", where))
        else:
            hits, unread = _private(frozen, waivers)
            findings += unread
            if sending is not Sending.ALL and any(hit.kind is not Kind.NAME for hit in hits):
                withheld[record.identifier] = "it seems to hold personal data"
                findings.append(HELD_BACK.finding(_said("It is not in the pack: its", hits), _at(frozen)))
                continue
            parts[f"{TEXTS}{frozen.path.name}"] = frozen.path.read_bytes()
            if hits:
                findings.append(PRIVATE_DOCUMENT.finding(_said("Its", hits), _at(frozen)))
    return parts, withheld, findings


def _private(frozen: FrozenText, waivers: Waivers) -> tuple[list[Hit], list[Finding]]:
    """Return what looks like personal data in a document, and why it could not be looked for."""
    try:
        return [hit for hit in screen(frozen.read().text) if not waivers.allows(hit)], []
    except RefusedError as error:
        return [], [STAYS.finding(f"It travels, but cannot be read: {error}", _at(frozen))]


def _said(whose: str, hits: Sequence[Hit]) -> str:
    kinds = ", ".join(sorted({hit.kind.value for hit in hits}))
    return f"{whose} text holds {len(hits)} of what looks like: {kinds}."


def _at(frozen: FrozenText) -> Location:
    return Location(str(frozen.path))
