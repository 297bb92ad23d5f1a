"""Locators as notes print them: `e687`, `sec. 3(b)`, `table 1.1, row 43-5031`."""

from __future__ import annotations

import re

_ABBREVIATIONS = {
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
    for label, word in _ABBREVIATIONS.items()
    if label in ("section", "paragraph", "table", "row", "column", "cell", "item", "line")
}
_RANGE = re.compile(r"(?!\d\d-\d{4}$)\d+-\d+")

Locator = tuple[tuple[str, str], ...]
"""Pairs of label and value; labels are the locator keys of the evidence files."""


def printed_locator(locator: Locator) -> str:
    """Return a locator as a note prints it: `e687`, `sec. 3(b)`, `table 1.1, row 43-5031`."""
    return ", ".join(_part(label, value) for label, value in locator)


def _part(label: str, value: str) -> str:
    if label == "section" and re.match(r"[A-Za-z]\w+\s", value):
        return f"under “{value}”"
    if label == "item" and value[:1].isalpha():
        return value
    several = bool(re.search(r"[,;&]", value)) or (label == "row" and bool(_RANGE.fullmatch(value)))
    word = _PLURALS.get(label, _ABBREVIATIONS[label]) if several else _ABBREVIATIONS[label]
    return word + _dashed(label, value)


def _dashed(label: str, value: str) -> str:
    """Put an en dash in ranges of pages, lines and rows; a code such as 43-5031 keeps its hyphen."""
    if label == "row":
        return value.replace("-", "–") if _RANGE.fullmatch(value) else value
    if label not in ("page", "line"):
        return value
    return re.sub(r"(?<=\d)-(?=[a-z]?\d)", "–", value)
