"""What the elements of a web page are to its reader: which begin a part, are not read, or raise figures."""

from __future__ import annotations

from typing import Any

from kb.texts.extracts import HIDDEN, PICTURE, RECORDING, STRUCK
from kb.texts.raised_figures import SUBSCRIPTS, SUPERSCRIPTS

_SILENT = frozenset("annotation annotation-xml datalist head noscript script style template".split())
_NAMED = {
    **dict.fromkeys("canvas img map".split(), PICTURE),
    **dict.fromkeys("applet embed frame iframe object portal".split(), "page(s) or file(s) set into it"),
    **dict.fromkeys("audio video".split(), RECORDING),
}
_STRUCK = frozenset({"del", "s", "strike"})
"""What the page itself takes back."""
HEADINGS = {"summary": 6, **{f"h{level}": level for level in range(1, 7)}}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
FURNITURE = frozenset({"nav", "footer"})
PARAGRAPHS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form header hgroup hr legend main menu nav ol option p pre section table "
    "tbody tfoot thead ul".split()
)
"""Elements that begin a paragraph of their own."""
BREAKING = PARAGRAPHS | frozenset(HEADINGS) | {"li", "tr", "br"}
_LAYOUT = ("li", "table", "h1", "h2", "h3", "h4", "h5", "h6")
_DEEP = 5
"""Tags within one another that are looked through for a raised figure or bold letters."""
_WITHIN_A_WORD = frozenset("a b cite em font i mi mn mrow msub msup small span strong sub sup u".split())
TYPED = frozenset({"", *"date email month number search tel text time url week".split()})
"""Kinds of field into which something is typed."""


def why_unread(node: Any, name: str) -> str | None:
    """Return what an unread element is counted as; empty for what shows nothing; None for those read."""
    if not name or name in _SILENT:
        return ""
    if name in _NAMED:
        decorative = name == "img" and (node.get("alt") == "" or node.get("width") in ("0", "1"))
        return "" if decorative else _NAMED[name]
    if name == "svg":
        return PICTURE if next(node.iter("text"), None) is not None else ""
    style = _style(node)
    closed = name == "dialog" and "open" not in node.attrib
    if closed or "hidden" in node.attrib or "display:none" in style or "visibility:hidden" in style:
        return HIDDEN if _says_something(node) else ""
    if name in _STRUCK or "line-through" in style:
        return STRUCK if _says_something(node) else ""
    return "" if name == "option" and "selected" not in node.attrib else None


def _style(node: Any) -> str:
    return (node.get("style") or "").replace(" ", "").lower()


def _says_something(node: Any) -> bool:
    return any(text.strip() for text in node.itertext(with_tail=False))


def is_layout(row: Any) -> bool:
    """Say whether a row of a table only lays out lists, headings or paragraphs."""
    if next(row.iter(*_LAYOUT), None) is not None:
        return True
    return any(sum(1 for _ in cell.iter("p")) > 2 for cell in row)


def is_bold_text(node: Any) -> bool:
    """Say whether the text of an element is bold, by itself or by what is around it in its line."""
    for _ in range(_DEEP):
        if node is None or node.tag in BREAKING:
            return False
        style = _style(node)
        if node.tag in ("b", "strong") or "font-weight:bold" in style or "font-weight:700" in style:
            return True
        node = node.getparent()
    return False


def depth_of(node: Any, name: str) -> int:
    """Return how many elements of a name an element stands within."""
    return sum(1 for _ in node.iterancestors(name))


def has_brackets(node: Any) -> bool:
    """Say whether a page puts brackets around the reading of a word itself (`rp`)."""
    parent = node.getparent()
    return parent is not None and parent.find("rp") is not None


def with_raised_figures(text: str, node: Any) -> str:
    """Keep raised and lowered figures apart from those they follow, whatever else wraps them."""
    for _ in range(_DEEP if text else 0):
        if node is None or node.tag not in _WITHIN_A_WORD:
            break
        style = _style(node)
        parent = node.getparent()
        power = parent is not None and parent.tag in ("msup", "msub") and node.getprevious() is not None
        if node.tag == "sup" or "vertical-align:super" in style or (power and parent.tag == "msup"):
            return text.translate(SUPERSCRIPTS)
        if node.tag == "sub" or "vertical-align:sub" in style or power:
            return text.translate(SUBSCRIPTS)
        node = parent
    return text
