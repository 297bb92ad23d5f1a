"""Opening a Word file that came back: what was sent in it, its text as it is now, and its comments."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.merging.returned_paragraph import ReturnedParagraph, joined_notes
from builder.merging.returned_text import TextReader
from builder.word.draft_part import NAMESPACE, SentParagraph, from_xml
from builder.word.finding_comments import AUTHOR
from kb.errors import MissingError, UnreadableError, UsageError
from kb.texts.document_limits import MAX_FILE_BYTES, RefusedError, look_over


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A comment of a colleague."""

    author: str
    date: str
    text: str
    words: str
    """What it is about, as marked in the file."""
    paragraph: ReturnedParagraph | None


@dataclass(frozen=True, slots=True)
class Returned:
    """A Word file that came back."""

    name: str
    """The file name of the draft it was made from."""
    draft: str
    """The text of that draft."""
    sent: tuple[SentParagraph, ...]
    paragraphs: tuple[ReturnedParagraph, ...]
    comments: tuple[ReturnedComment, ...]
    notes: dict[str, str]
    """Id of a note -> what it says."""
    removed_by: dict[str, tuple[str, ...]]
    """Bookmark of a paragraph that was deleted with changes tracked -> who did it."""


def read_returned(path: Path) -> Returned:
    """Read a Word file that `build --docx` made and colleagues changed.

    Nothing is unpacked beyond the limits of `kb.texts`, no entity is resolved and nothing is fetched.

    Raises:
        MissingError: there is no such file.
        UnreadableError: it is no Word file, damaged, or too large.
        UsageError: it is none that a build made, or what it keeps of the draft was changed.
    """
    if not path.is_file():
        raise MissingError(f"There is no file {path}.", "Name the Word file that came back.")
    if not _is_archive(path):
        raise UnreadableError(
            f"{path} is not a Word file.",
            "Name the Word file (.docx) that came back: soc-evidence merge comment-reviewed.docx",
        )
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RefusedError(f"It is larger than {MAX_FILE_BYTES // 2**20} MB.")
        look_over(path)
        return _read(docx.Document(str(path)), path)
    except RefusedError as error:
        raise UnreadableError(f"{path} is not read: {error}", "Save it as .docx again.") from error
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError, OSError) as error:
        message = f"{path} cannot be read as a Word file: {str(error)[:120]}."
        raise UnreadableError(message, "Save it as .docx again.") from error


def _is_archive(path: Path) -> bool:
    """Say whether a file begins as a Word file does, which is a ZIP archive; an unreadable one may."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return True


def _read(document: Any, path: Path) -> Returned:
    name, digest, draft, sent = _what_was_sent(document, path)
    if hashlib.sha256(draft.encode("utf-8")).hexdigest() != digest:
        raise UsageError(
            f"What {path} keeps of the draft was changed by another program.",
            "Build the Word file again, and put the changes into that copy.",
        )
    reader = TextReader()
    reader.read(document.element.body)
    for kind in ("footnote", "endnote"):
        for note in _root(document, kind + "s"):
            if not note.get(_w("type")):
                reader.read(note, note.get(_w("id"), ""))
    return Returned(
        name,
        draft,
        sent,
        tuple(reader.paragraphs),
        tuple(_comments(document, reader)),
        dict(joined_notes(reader.paragraphs)),
        reader.removed_by,
    )


def _what_was_sent(document: Any, path: Path) -> tuple[str, str, str, tuple[SentParagraph, ...]]:
    from lxml.etree import XMLParser, fromstring

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/customXml") and not relation.is_external:
            blob = relation.target_part.blob
            if NAMESPACE.encode() in blob[:2000]:
                parser = XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
                return from_xml(fromstring(blob, parser))
    raise UsageError(
        f"{path} does not say which draft it was made from.",
        "Merge a file that `soc-evidence build --docx` made, saved as .docx by Word or LibreOffice.",
    )


def _root(document: Any, kind: str) -> Any:
    """Return the root of the part with footnotes, endnotes or comments; an empty list where there is none."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return ()


def _comments(document: Any, reader: TextReader) -> list[ReturnedComment]:
    """Return the comments in the order of their places, without those that the build wrote."""
    found = []
    order = {id(paragraph): number for number, paragraph in enumerate(reader.paragraphs)}
    for comment in _root(document, "comments"):
        author = comment.get(_w("author"), "") or "unknown"
        if author == AUTHOR:
            continue
        lines = ("".join(t.text or "" for t in p.iter(_w("t"))) for p in comment.iter(_w("p")))
        anchor = reader.anchors.get(comment.get(_w("id"), ""))
        words = " ".join("".join(anchor.words).split()) if anchor else ""
        found.append(
            ReturnedComment(
                author,
                comment.get(_w("date"), "")[:10],
                " ".join(" ".join(lines).split()),
                words.replace("\ufffc", ""),
                anchor.paragraph if anchor else None,
            )
        )
    return sorted(found, key=lambda one: (order.get(id(one.paragraph), len(order)), one.date, one.author))


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
