"""Text of an e-mail, as a mail program or Outlook saved it, and its attachments. Runs in the worker only."""

from __future__ import annotations

import email
import email.policy
import email.utils
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from kb.texts.blocks import BlockKind
from kb.texts.document_kinds import KINDS
from kb.texts.document_limits import RefusedError
from kb.texts.extracts import Extract, TextWriter, shown, unread_parts
from kb.texts.line_blocks import blocks_of
from kb.texts.outside_programs import lacking_package
from kb.texts.web_text import read_html

_SHOWN = ("Subject", "Date", "From", "To", "Cc")
_PICTURE = "picture(s) within the e-mail"
_NO_BODY = "Open it in Outlook and save it as text, or copy its text into a Word document."


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail."""

    headers: dict[str, str]
    plain: str
    html: str
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    """Name and content of what a person attached."""
    unread: Counter[str] = field(default_factory=Counter)
    """What is in it and neither text nor attachment, such as a logo; how often, by name."""


def read_letter(path: Path) -> Extract:
    """Return the headers that a reader sees and the body; the details are the subject and the day.

    Raises:
        RefusedError: damaged, or without a body that can be read.
    """
    letter = open_letter(path)
    plain = letter.plain.replace("\r\n", "\n").replace("\r", "\n").strip()
    body = Extract(plain, {}, tuple(blocks_of(plain))) if plain else _page(letter.html)
    if not body.text and not letter.attachments:
        raise RefusedError("The e-mail has no text that can be read.", _NO_BODY)
    writer = TextWriter()
    for name in _SHOWN:
        value = shown(letter.headers.get(name, ""))
        if value:
            writer.add(BlockKind.HEADING if name == "Subject" else BlockKind.MARGIN, f"{name}: {value}")
    if letter.attachments:
        names = ", ".join(name for name, _ in letter.attachments)
        writer.add(BlockKind.MARGIN, f"Attachments: {names}")
    writer.add(BlockKind.PARAGRAPH, "")
    writer.add_text(body.text, body.blocks)
    details = {"title": letter.headers.get("Subject", ""), "date": _day(letter.headers.get("Date", ""))}
    unread = unread_parts(letter.unread)
    return Extract(writer.text, details, tuple(writer.blocks), unread)


def open_letter(path: Path) -> Letter:
    """Take an e-mail apart.

    Raises:
        RefusedError: it is damaged, or the library for Outlook's format is not installed.
    """
    return _outlook_letter(path) if path.suffix.lower() == ".msg" else _letter(path.read_bytes())


def _letter(data: bytes) -> Letter:
    """Take apart an e-mail by RFC 5322 and MIME (RFC 2045)."""
    message: Any = email.message_from_bytes(data, policy=email.policy.default)
    if not any(message.get(name) for name in ("From", "Date", "Subject", "Received")):
        raise RefusedError("The file is named .eml and is not an e-mail.", "Save the e-mail again as .eml.")
    headers = {name: str(message.get(name, "")) for name in _SHOWN}
    plain, html = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    attachments: list[tuple[str, bytes]] = []
    unread: Counter[str] = Counter()
    for part in message.walk():
        if part is plain or part is html or part.is_multipart():
            continue
        if part.get_content_maintype() == "image" and not part.is_attachment():
            unread[_PICTURE] += 1
        elif name := part.get_filename() or (part.is_attachment() and "attachment"):
            attachments.append((str(name), part.get_payload(decode=True) or b""))
    forwarded = [part for part in message.walk() if part.get_content_type() == "message/rfc822"]
    attachments += [("forwarded.eml", part.get_payload(0).as_bytes()) for part in forwarded]
    return Letter(headers, _content(plain), _content(html), attachments, unread)


def _content(part: Any) -> str:
    try:
        return str(part.get_content()) if part is not None else ""
    except (LookupError, UnicodeError, ValueError):  # a character set that nobody knows
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _outlook_letter(path: Path) -> Letter:
    """Take apart an e-mail by [MS-OXMSG]."""
    try:
        from oxmsg import Message
    except ImportError as error:
        raise lacking_package(KINDS[".msg"]) from error
    message = Message.load(str(path))
    own = {name.title(): value for name, value in message.message_headers.items()}
    sent = message.sent_date.isoformat() if message.sent_date else ""
    headers = {name: own.get(name, "") for name in _SHOWN}
    headers["Subject"] = message.subject or headers["Subject"]
    headers["Date"] = headers["Date"] or sent
    headers["From"] = headers["From"] or message.sender or ""
    headers["To"] = headers["To"] or "; ".join(person.name for person in message.recipients if person.name)
    kept: list[tuple[str, bytes]] = []
    unread: Counter[str] = Counter()
    for attachment in message.attachments:
        name = attachment.file_name or "attachment"
        if attachment.file_bytes is None:
            unread["attachment(s) that is|are no file"] += 1
        elif _is_picture(name) and name in (message.html_body or ""):
            unread[_PICTURE] += 1
        else:
            kept.append((name, attachment.file_bytes))
    return Letter(headers, message.body or "", message.html_body or "", kept, unread)


def _is_picture(name: str) -> bool:
    return name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp"))


def _page(html: str) -> Extract:
    """Read a body that is a web page; nothing where there is none."""
    if not html.strip():
        return Extract("", {})
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "body.html"
        page.write_bytes(b"<meta charset=utf-8>" + html.encode("utf-8", "replace"))
        try:
            return read_html(page)
        except RefusedError:  # a page of pictures alone
            return Extract("", {})


def _day(date: str) -> str:
    """Return the day of a date as e-mails or ISO 8601 write it; empty for none."""
    for read in (email.utils.parsedate_to_datetime, datetime.fromisoformat):
        try:
            return read(date).date().isoformat()
        except (ValueError, TypeError):
            continue
    return ""
