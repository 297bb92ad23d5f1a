"""Text of a web page as a reader sees it: no scripts, styles or hidden parts. Runs in the worker only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kb.texts.document_limits import RefusedError
from kb.texts.extracts import Extract, unread_parts
from kb.texts.text_encodings import decoded
from kb.texts.web_charset import declared_encoding
from kb.texts.web_parts import PageWalk

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TOO_DEEP = "everything that follows more than 2,000 elements within one another"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def read_html(path: Path) -> Extract:
    """Return the visible text and what the page says of itself (title, author, date, language).

    Raises:
        RefusedError: the page has no text or cannot be read.
    """
    from lxml import etree, html

    data = path.read_bytes()
    declared = declared_encoding(data)
    source, guessed = decoded(data, declared)
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_CONTROLS.sub("", _DECLARATION.sub("", source)), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise RefusedError(f"The page cannot be read: {error}.") from error
    page = PageWalk()
    body = root.find("body")
    if body is not None:
        page.walk(body)
    text, blocks = page.told()
    if not text:
        raise RefusedError(
            "The page has no text: save it in the browser once it is shown, or print it to PDF."
        )
    said = f"It says it is {declared}" if declared else "It does not say its encoding"
    remarks = (f"{said}, and was read as {guessed}.",) if guessed else ()
    cut = any("Excessive depth" in error.message for error in parser.error_log)
    unread = (*unread_parts(page.unread), *([_TOO_DEEP] if cut else []))
    return Extract(text, _details(root), tuple(blocks), unread, remarks)


def _details(root: Any) -> dict[str, str]:
    found = {"title": root.findtext(".//title") or "", "language": root.get("lang") or ""}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        key = {
            "author": "author",
            "og:title": "title",
            "article:published_time": "date",
            "date": "date",
            "dc.date": "date",
            "og:site_name": "publisher",
        }.get(name)
        if key and meta.get("content"):
            found[key] = meta.get("content")
    link = root.find(".//link[@rel='canonical']")
    if link is not None:
        found["url"] = link.get("href") or ""
    return {key: " ".join(value.split()) for key, value in found.items() if value.strip()}
