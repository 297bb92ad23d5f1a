"""Text of a web page as a reader sees it: no scripts, styles or hidden parts. Runs in the worker only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kb.texts.document_limits import RefusedError
from kb.texts.raised_figures import SUBSCRIPTS, SUPERSCRIPTS

_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "head", "select"})
_STRUCK = frozenset({"del", "s", "strike"})
"""What the page itself takes back."""
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_DEEP = 5
"""Tags within one another that are looked through for a raised figure."""
_WITHIN_A_WORD = frozenset({"sup", "sub", "a", "b", "i", "em", "strong", "span", "small", "cite"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def read_html(path: Path) -> tuple[str, dict[str, str]]:
    """Return the visible text and what the page says of itself (title, author, date, language).

    Raises:
        RefusedError: the page has no text or cannot be decoded.
    """
    from lxml import etree, html

    data = path.read_bytes()
    declared = _CHARSET.search(data[:4096])
    encoding = declared.group(1).decode() if declared else "utf-8"
    try:
        source = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise RefusedError(f"The page is not {encoding} text.") from error
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_without_declaration(source), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise RefusedError(f"The page cannot be read: {error}.") from error
    body = root.find("body")
    pieces: list[str] = []
    if body is not None:
        _collect(body, pieces)
    text = _tidy("".join(pieces))
    if not text:
        raise RefusedError("The page has no text.")
    return text, _details(root)


def _without_declaration(source: str) -> str:
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", source)


def _collect(root: Any, pieces: list[str]) -> None:
    """Walk the tree with a stack: depth is the page's choice, not ours."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        name = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            pieces.append("\n" if name in _BLOCKS else "\t" if name in ("td", "th") else "")
            pieces.append(_raised(node.tail or "", node.getparent()))
            continue
        if not name or name in _SILENT or name in _STRUCK or _hidden(node):
            pieces.append(node.tail or "")
            continue
        pieces.append("\n" if name in _BLOCKS else "")
        pieces.append(_raised(node.text or "", node))
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _hidden(node: Any) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    return "hidden" in node.attrib or "display:none" in style or "visibility:hidden" in style


def _raised(text: str, node: Any) -> str:
    """Keep raised and lowered figures apart from those they follow, whatever else wraps them."""
    for _ in range(_DEEP if text else 0):
        if node is None or node.tag not in _WITHIN_A_WORD:
            break
        if node.tag in ("sup", "sub"):
            return text.translate(SUPERSCRIPTS if node.tag == "sup" else SUBSCRIPTS)
        node = node.getparent()
    return text


def _tidy(text: str) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


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
