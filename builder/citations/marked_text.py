"""What the citation processor writes instead of HTML: private-use characters around styled text.

They cannot be confused with text, because they are taken out of every record before it is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from builder.document import Inline, Inlines, Link, Text

_ITALIC, _BOLD, _RAISED, _END = "\ue000", "\ue001", "\ue002", "\ue003"
LOCATOR = "\ue004"
"""Stands for the locator while a note is rendered, so that the processor cannot rewrite it."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARKS = re.compile(f"([{_ITALIC}{_BOLD}{_RAISED}{_END}])")
_ADDRESS = re.compile(r"https?://[^\s\ue000-\ue004]+[^\s\ue000-\ue004.,;:)”’]")
_ENDED = re.compile(r"[.?!][”’\ue003]*$")
_REMARK = re.compile(r"\([A-Z][^()]*\s[^()]*[.?!][”’]*\)$")
"""A whole sentence in parentheses, which needs no period behind it as `(n.d.)` does."""
_CLOSING = re.compile(r"[”’\ue003]*$")
_MARK = f"[{_ITALIC}{_BOLD}{_RAISED}{_END}]*"


def clean(text: str) -> str:
    """Return text without private-use characters."""
    return _PRIVATE.sub("", text)


def _wrap(mark: str) -> Callable[[Any], str]:
    return lambda text: f"{mark}{text}{_END}"


def _plain(text: Any) -> str:
    return str(text)


FORMATTER = SimpleNamespace(
    preformat=_plain,
    Italic=_wrap(_ITALIC),
    Oblique=_wrap(_ITALIC),
    Bold=_wrap(_BOLD),
    Light=_plain,
    Underline=_plain,
    Superscript=_wrap(_RAISED),
    Subscript=_plain,
    SmallCaps=_plain,
)
"""A citeproc-py formatter: an object with these names, each from text to marked text."""


def punctuated(text: str) -> str:
    """Set commas and periods the American way: inside quotation marks, and never doubled.

    citeproc-py does not do what CSL 1.0.2 calls `punctuation-in-quote`.
    """
    text = nested(text)
    text = re.sub(rf"({_MARK}[’”]+)([.,])", r"\2\1", text)
    text = re.sub(rf"([.?!])({_MARK}[’”]*{_MARK})\.", r"\1\2", text)
    text = re.sub(rf"([?!])({_MARK})[.,]({_MARK}[’”])", r"\1\2\3", text)
    text = re.sub(rf"([.,])({_MARK})\1(?!\.)", r"\1\2", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return re.sub(r"\s+([,.;])", r"\1", text)


def nested(text: str) -> str:
    """Return text with single quotation marks for a quotation in a quotation (CSL 1.0.2, "Quotes")."""
    written: list[str] = []
    depth = 0
    for character in text:
        if character == "“":
            depth += 1
            character = "‘" if depth % 2 == 0 else character
        elif character == "”" and depth:
            character = "’" if depth % 2 == 0 else character
            depth -= 1
        written.append(character)
    return "".join(written)


def sentence(text: str) -> str:
    """Return text that ends like a sentence, its period inside quotation marks as is usual in the U.S.

    Marks of styled text at its end do not count.
    """
    text = text.rstrip()
    if not text or _ENDED.search(text) or _REMARK.search(text):
        return text
    closing = _CLOSING.search(text)
    end = closing.start() if closing and "”" in closing[0] else len(text)
    return f"{text[:end]}.{text[end:]}"


def runs(text: str) -> Inlines:
    """Return marked text as runs, with web addresses as links."""
    content: list[Inline] = []
    styles: list[str] = []
    for piece in _MARKS.split(text):
        if piece == _END:
            if styles:
                styles.pop()
        elif piece in (_ITALIC, _BOLD, _RAISED):
            styles.append(piece)
        elif piece:
            content.extend(_linked(piece, styles))
    return tuple(content)


def emphasised(text: str) -> str:
    """Return a writer's text with `*words*` as marked text in italics."""
    return re.sub(r"(?<![\w*])\*(?! )([^*]+?)(?<! )\*(?![\w*])", rf"{_ITALIC}\1{_END}", clean(text))


def _linked(text: str, styles: list[str]) -> list[Inline]:
    """Split a run at its web addresses."""
    parts: list[Inline] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        if match.start() > end:
            parts.append(_run(text[end : match.start()], styles))
        parts.append(Link((_run(match[0], styles),), match[0]))
        end = match.end()
    if end < len(text):
        parts.append(_run(text[end:], styles))
    return parts


def _run(text: str, styles: list[str]) -> Text:
    return Text(
        clean(text),
        strong=_BOLD in styles,
        emphasis=styles.count(_ITALIC) % 2 == 1,
        superscript=_RAISED in styles,
    )


def curled(words: str) -> str:
    """Return text with straight quotation marks and apostrophes as typographic ones."""
    words = re.sub(r'(^|[\s(\[—–])"', r"\1“", words).replace('"', "”")
    words = re.sub(r"(^|[\s(\[—–“])'", r"\1‘", words)
    return words.replace("'", "’")
