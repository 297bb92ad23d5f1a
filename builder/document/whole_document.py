"""The document as a whole: its title, properties, blocks, notes and attachments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from builder.document.blocks import Block, Note, Picture


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands at the head of the first page, in this order.

    The docket lines come first because the notice asks for them at the beginning of the comment.
    """

    opening: tuple[str, ...]
    """Lines that must come first, such as the docket id and the required phrase."""
    title: str
    subtitle: str = ""
    submitter: tuple[str, ...] = ()
    """Name, organisation and address lines of the submitter."""
    date: str = ""
    letterhead: Picture | None = None
    """Stands in the upper margin, above everything else."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Document properties for the PDF's Info dictionary and XMP packet."""

    title: str
    author: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en-US"
    created: str = "1970-01-01T00:00:00Z"
    """ISO 8601, UTC; set from SOURCE_DATE_EPOCH or the draft's date so that the bytes repeat."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole submission, ready to be set."""

    metadata: Metadata
    title: TitleBlock
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    """In order of number from 1. A block `Notes` says where they stand; without one they are footnotes."""
    running_head: tuple[str, ...] = ()
    """Parts of the line at the head of each later page, the most important first; as many as fit are set."""
    watermark: str = ""
    """Words set across every page of an unfinished draft; empty for a file-ready document."""
    attachments: tuple[Attachment, ...] = field(default=())
    line_numbers: bool = False
    """Whether the lines of running text are counted in the margin, on each page from 1."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file embedded in the PDF (PDF/A-3 associated file)."""

    name: str
    media_type: str
    data: bytes
    description: str
    relationship: Literal["Source", "Data", "Supplement"] = "Data"
