"""Locators: the words that name a part of a work, and their spelling in drafts and notes."""

from __future__ import annotations

import re

from kb.model.classification import default_classification

SPELLINGS: dict[str, tuple[str, ...]] = {
    "page": ("p.", "pp.", "page", "pages"),
    "section": ("sec.", "secs.", "section", "sections", "§", "§§"),
    "paragraph": ("para.", "paras.", "paragraph", "paragraphs", "¶", "¶¶"),
    "table": ("tbl.", "table", "tables"),
    "row": ("row", "rows"),
    "column": ("col.", "column", "columns"),
    "cell": ("cell", "cells"),
    "sheet": ("sheet",),
    "item": ("item", "items", "task", "tasks"),
    "line": ("l.", "ll.", "line", "lines"),
    "chapter": ("ch.", "chap.", "chapter"),
    "figure": ("fig.", "figure"),
    "note": ("n.", "nn.", "note", "notes"),
}
"""Label -> what a draft may write for it; labels are the locator keys of the evidence files."""

ABBREVIATIONS = {
    "page": "",
    "section": "sec. ",
    "paragraph": "para. ",
    "table": "table ",
    "row": "row ",
    "column": "column ",
    "cell": "cell ",
    "sheet": "sheet ",
    "item": "item ",
    "line": "line ",
    "chapter": "chap. ",
    "figure": "fig. ",
    "note": "n. ",
}
"""Label -> what a note prints before the value (The Chicago Manual of Style, 18th ed., 14.56)."""

_PLURALS = {
    label: word.strip().rstrip(".") + ("s. " if "." in word else "s ")
    for label, word in ABBREVIATIONS.items()
    if label in ("section", "paragraph", "table", "row", "column", "cell", "item", "line")
}
_RANGE = re.compile(rf"(?!{default_classification().code_form}$)\d+-\d+")

_LABELS = {spelling: label for label, words in SPELLINGS.items() for spelling in words}
_WORDS = "|".join(re.escape(word) for word in sorted(_LABELS, key=lambda w: (-len(w), w)))
_VALUE = (
    r'(?:"[^"]*"|“[^”]*”'
    r"|[\w*][\w*.:/()\-–]*(?:\s*[,&]\s*\d[\w.\-–]*)*)"
)
_LABELLED = re.compile(rf"\s*,?\s*(?P<label>{_WORDS})(?:\s+|(?<=[.§¶])\s*)(?P<value>{_VALUE})")
_BARE_PAGES = re.compile(r"\s*,\s*(?P<value>[\divxlc]*\d[\w\-–]*(?:\s*[,&]\s*\d[\w\-–]*)*)(?=\s*(?:[,;]|$))")

Locator = tuple[tuple[str, str], ...]


def read(text: str) -> tuple[Locator, str]:
    """Split what follows a citation key into locator parts and the remaining suffix.

    A number alone is a page, as in Pandoc; `p. 3, tbl. 2, row 43-5031` gives three parts.
    """
    parts: list[tuple[str, str]] = []
    bare = _BARE_PAGES.match(text)
    if bare:
        parts.append(("page", bare["value"]))
        text = text[bare.end() :]
    while match := _LABELLED.match(text):
        value = match["value"].strip('"“”')
        kept = value.rstrip(".:")
        parts.append((_LABELS[match["label"]], kept))
        text = text[match.end() - (len(value) - len(kept)) :]
    return tuple(parts), text.strip().lstrip(",").strip()


def write(locator: Locator) -> str:
    """Return a locator as a draft would write it; `read` gives the same parts back."""
    pieces = []
    for label, value in locator:
        spelled = value if re.fullmatch(_VALUE, value) else f'"{value}"'
        pieces.append(f"{SPELLINGS[label][0]} {spelled}")
    return ", ".join(pieces)


def printed(locator: Locator) -> str:
    """Return a locator as a note prints it: `e687`, `sec. 3(b)`, `table 1.1, row 43-5031`."""
    return ", ".join(_part(label, value) for label, value in locator)


def _part(label: str, value: str) -> str:
    if label == "section" and re.match(r"[A-Za-z]\w+\s", value):
        return f"under “{value}”"
    if label == "item" and value[:1].isalpha():
        return value
    several = bool(re.search(r"[,;&]", value)) or (label == "row" and bool(_RANGE.fullmatch(value)))
    word = _PLURALS.get(label, ABBREVIATIONS[label]) if several else ABBREVIATIONS[label]
    return word + _dashed(label, value)


def _dashed(label: str, value: str) -> str:
    """Put an en dash in ranges of pages, lines and rows; a code such as 43-5031 keeps its hyphen."""
    if label == "row":
        return value.replace("-", "–") if _RANGE.fullmatch(value) else value
    if label not in ("page", "line"):
        return value
    return re.sub(r"(?<=\d)-(?=[a-z]?\d)", "–", value)
