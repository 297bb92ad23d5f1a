"""What a reader sees of a web page, element by element: lines, and which part of the page each belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from kb.texts.blocks import Block, BlockKind
from kb.texts.line_blocks import marker_of, reads_as_heading
from kb.texts.raised_figures import SUBSCRIPTS, SUPERSCRIPTS

STRUCK = "passage(s) that is|are struck out"
HIDDEN = "part(s) that is|are hidden"
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "datalist", "annotation", "annotation-xml"}
)
_NAMED = {
    **dict.fromkeys(("img", "canvas", "map"), "picture(s)"),
    **dict.fromkeys(
        ("iframe", "frame", "object", "embed", "applet", "portal"), "page(s) or file(s) set into it"
    ),
    **dict.fromkeys(("audio", "video"), "recording(s)"),
}
_STRUCK = frozenset({"del", "s", "strike"})
"""What the page itself takes back."""
_HEADINGS = {"summary": 6, **{f"h{level}": level for level in range(1, 7)}}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_FURNITURE = frozenset({"nav", "footer"})
_PARAGRAPHS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "div"}
    | {
        "dd",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "legend",
    }
    | {"main", "menu", "dir", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot"}
    | {"thead", "ul", "option"}
)
_BLOCKS = _PARAGRAPHS | frozenset(_HEADINGS) | {"li", "tr", "br"}
_LAYOUT = ("li", "table", "h1", "h2", "h3", "h4", "h5", "h6")
_DEEP = 5
"""Tags within one another that are looked through for a raised figure or bold letters."""
_BOLD_WORDS = 8
"""A bold line of more words is no heading."""
_WITHIN_A_WORD = frozenset(
    {"sup", "sub", "a", "b", "i", "em", "strong", "span", "small", "cite", "font", "u", "msup", "msub"}
    | {"mn", "mi", "mrow"}
)
_TYPED = frozenset({"", "text", "search", "tel", "url", "email", "number", "date", "month", "time", "week"})


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The part of the page that lines belong to."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    part: _Part
    broken: bool
    """Whether the page itself breaks the line before it, and not only its source."""
    bold: bool
    """Whether all of it is bold, which is how many write a heading."""


class PageWalk:
    """Walks a page with a stack: depth is the page's choice, not ours."""

    def __init__(self) -> None:
        self.unread: Counter[str] = Counter()
        self._lines: list[_Line] = []
        self._pieces: list[str] = []
        self._broken = False
        self._bold: set[bool] = set()
        """Whether what the line holds so far is bold, and whether some of it is not."""
        self._parts: list[tuple[Any, _Part]] = [(None, _Part())]
        self._in_row: list[Any] = []
        """Rows of data that are open, whose cells stay on one line."""

    def walk(self, root: Any) -> None:
        """Take in an element and everything below it."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            name = node.tag if isinstance(node.tag, str) else ""
            if leaving:
                self._leave(node, name)
            elif self._passed_over(node, name):
                self._say(node.tail, node.getparent())
            else:
                self._enter(node, name)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node))
        self._break(hard=True)

    def told(self) -> tuple[str, list[Block]]:
        """Return the text and its parts: no blank line at its ends, nowhere two of them."""
        texts: list[str] = []
        blocks: list[Block] = []
        at, open_part = 0, None
        for line in self._lines:
            if not line.text:
                open_part = None
                if texts and texts[-1]:
                    texts.append("")
                    at += 1
                continue
            start, end = at, at + len(line.text)
            if line.part is open_part and not _parts_here(line):
                last = blocks[-1]
                blocks[-1] = Block(last.kind, last.start, end, last.level, last.marker)
            else:
                blocks.append(_block(line, start, end))
            open_part = line.part
            texts.append(line.text)
            at = end + 1
        return "\n".join(texts).rstrip("\n"), blocks

    def _passed_over(self, node: Any, name: str) -> bool:
        """Say whether an element is not read, and name it if a reader would see it."""
        if not name or name in _SILENT:
            return True
        if name in _NAMED:
            decorative = name == "img" and (node.get("alt") == "" or node.get("width") in ("0", "1"))
            self.unread[_NAMED[name]] += not decorative
            return True
        if name == "svg":
            self.unread["picture(s)"] += next(node.iter("text"), None) is not None
            return True
        style = (node.get("style") or "").replace(" ", "").lower()
        if "hidden" in node.attrib or "display:none" in style or "visibility:hidden" in style:
            self.unread[HIDDEN] += _says_something(node)
            return True
        if name == "dialog" and "open" not in node.attrib:
            self.unread[HIDDEN] += _says_something(node)
            return True
        if name in _STRUCK or "line-through" in style:
            self.unread[STRUCK] += _says_something(node)
            return True
        return name == "option" and "selected" not in node.attrib

    def _enter(self, node: Any, name: str) -> None:
        if name in _BLOCKS:
            self._break(hard=True)
        part = self._part_of(node, name)
        if part:
            self._parts.append((node, part))
        if name == "q":
            self._pieces.append("“" if _depth(node, "q") % 2 == 0 else "‘")
        elif name == "input" and (node.get("type") or "").lower() in _TYPED:
            self._pieces.append(node.get("value") or "")
        elif name == "rt" and not _has_brackets(node):
            self._pieces.append("(")
        if (
            node.getparent() is not None
            and node.getparent().tag == "mfrac"
            and node.getprevious() is not None
        ):
            self._pieces.append("/")
        self._say(node.text, node)

    def _leave(self, node: Any, name: str) -> None:
        if name == "q":
            self._pieces.append("”" if _depth(node, "q") % 2 == 0 else "’")
        elif name == "rt" and not _has_brackets(node):
            self._pieces.append(")")
        if self._in_row and self._in_row[-1] is node:
            self._in_row.pop()
        if name in _BLOCKS and name != "br":
            self._break(hard=True)
        if name in ("td", "th"):
            self._pieces.append("\t")
        if self._parts[-1][0] is node:
            self._parts.pop()
        self._say(node.tail, node.getparent())

    def _part_of(self, node: Any, name: str) -> _Part | None:
        """Return the part that an element begins, or None where what is around it goes on."""
        kind = self._parts[-1][1].kind
        if name in _HEADINGS:
            return _Part(BlockKind.HEADING, _HEADINGS[name])
        if kind is BlockKind.MARGIN or self._in_row:
            return None
        if name in _FURNITURE:
            return _Part(BlockKind.MARGIN)
        if name == "tr" and not _is_layout(node):
            self._in_row.append(node)
            return _Part(BlockKind.ROW)
        if name == "li":
            depth = sum(ancestor.tag in _LISTS for ancestor in node.iterancestors(*_LISTS))
            return _Part(BlockKind.ITEM, max(1, depth))
        if name in _PARAGRAPHS and not (kind is BlockKind.ITEM and name not in _LISTS):
            return _Part()
        return None

    def _say(self, text: str | None, parent: Any) -> None:
        """Add text, of which the source's own line breaks stay, but no blank lines."""
        if not text:
            return
        preformatted = parent is not None and parent.tag in ("pre", "textarea")
        pieces = text.split("\n") if "\n" in text else [text]
        for number, piece in enumerate(pieces):
            if number:
                self._break(hard=preformatted, blank=preformatted)
            self._pieces.append(_raised(piece.replace("\t", " "), parent))
            if piece.strip():
                self._bold.add(_is_bold(parent))

    def _break(self, *, hard: bool, blank: bool = True) -> None:
        """End a line; `hard` where the page breaks it."""
        if self._in_row:
            self._pieces.append(" ")
            return
        text = "\t".join(" ".join(cell.split()) for cell in "".join(self._pieces).split("\t")).strip("\t ")
        blank = blank and hard
        if text or blank:
            self._lines.append(_Line(text, self._parts[-1][1], self._broken, self._bold == {True}))
        self._pieces, self._bold = [], set()
        self._broken = hard


def _block(line: _Line, start: int, end: int) -> Block:
    marker = marker_of(line.text)
    kind, level = line.part.kind, line.part.level
    if kind is BlockKind.PARAGRAPH and marker:
        return Block(BlockKind.ITEM, start, end, 1, marker)
    bold = line.bold and len(line.text.split()) <= _BOLD_WORDS and not line.text.endswith((".", ",", ";"))
    if kind is BlockKind.PARAGRAPH and (bold or reads_as_heading(line.text)):
        return Block(BlockKind.HEADING, start, end, 6)
    return Block(kind, start, end, level, marker if kind in (BlockKind.ITEM, BlockKind.HEADING) else "")


def _parts_here(line: _Line) -> bool:
    """Say whether a line that the page broke is a part of its own: a point with a typed bullet, or a line."""
    return line.broken and not line.text[0].islower() and line.part.kind is not BlockKind.ROW


def _is_layout(row: Any) -> bool:
    """Say whether a row of a table only lays out lists, headings or paragraphs."""
    if next(row.iter(*_LAYOUT), None) is not None:
        return True
    return any(sum(1 for _ in cell.iter("p")) > 2 for cell in row)


def _says_something(node: Any) -> bool:
    return any(text.strip() for text in node.itertext(with_tail=False))


def _is_bold(node: Any) -> bool:
    for _ in range(_DEEP):
        if node is None or node.tag in _BLOCKS:
            return False
        style = (node.get("style") or "").replace(" ", "")
        if node.tag in ("b", "strong") or "font-weight:bold" in style or "font-weight:700" in style:
            return True
        node = node.getparent()
    return False


def _depth(node: Any, name: str) -> int:
    return sum(1 for _ in node.iterancestors(name))


def _has_brackets(node: Any) -> bool:
    parent = node.getparent()
    return parent is not None and parent.find("rp") is not None


def _raised(text: str, node: Any) -> str:
    """Keep raised and lowered figures apart from those they follow, whatever else wraps them."""
    for _ in range(_DEEP if text else 0):
        if node is None or node.tag not in _WITHIN_A_WORD:
            break
        style = (node.get("style") or "").replace(" ", "")
        parent = node.getparent()
        power = parent is not None and parent.tag in ("msup", "msub") and node.getprevious() is not None
        if node.tag == "sup" or "vertical-align:super" in style or (power and parent.tag == "msup"):
            return text.translate(SUPERSCRIPTS)
        if node.tag == "sub" or "vertical-align:sub" in style or power:
            return text.translate(SUBSCRIPTS)
        node = parent
    return text
