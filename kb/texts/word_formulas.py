"""Formulas of Word (OMML, ECMA-376 part 1, 22.1) as one line of text: `(a+b)/2`, `x²`, `√(2)`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kb.texts.raised_figures import SUBSCRIPTS, SUPERSCRIPTS

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FIGURES = frozenset("0123456789+-−()")


def linear(node: Any) -> str:
    """Return a formula, or a part of one, as a line of text."""
    name = str(node.tag).removeprefix(M)
    if name == "t":
        return node.text or ""
    if name in _WRITTEN:
        return _WRITTEN[name](node)
    return "".join(linear(child) for child in node if not _is_property(child))


def _is_property(node: Any) -> bool:
    return not isinstance(node.tag, str) or node.tag.endswith("Pr")


def _part(node: Any, name: str) -> str:
    found = node.find(M + name)
    return "" if found is None else linear(found)


def _setting(node: Any, path: str, otherwise: str) -> str:
    found = node.find("/".join(M + name for name in path.split("/")))
    return otherwise if found is None else found.get(f"{M}val") or ""


def _grouped(text: str) -> str:
    """Put brackets around what would read otherwise without them."""
    return text if len(text) < 2 or text.isalnum() or (text[0] + text[-1]) == "()" else f"({text})"


def _raised(text: str, sign: str, figures: dict[int, int]) -> str:
    if not text:
        return ""
    return text.replace("−", "-").translate(figures) if set(text) <= _FIGURES else f"{sign}{_grouped(text)}"


def _scripts(node: Any) -> str:
    low, high = _part(node, "sub"), _part(node, "sup")
    return _raised(low, "_", SUBSCRIPTS) + _raised(high, "^", SUPERSCRIPTS)


def _fraction(node: Any) -> str:
    return f"{_grouped(_part(node, 'num'))}/{_grouped(_part(node, 'den'))}"


def _root(node: Any) -> str:
    return f"{_raised(_part(node, 'deg'), '', SUPERSCRIPTS)}√{_grouped(_part(node, 'e'))}"


def _large_operator(node: Any) -> str:
    return f"{_setting(node, 'naryPr/chr', '∫')}{_scripts(node)} {_part(node, 'e')}"


def _delimited(node: Any) -> str:
    parts = [linear(part) for part in node.findall(f"{M}e")]
    opening, closing = _setting(node, "dPr/begChr", "("), _setting(node, "dPr/endChr", ")")
    return f"{opening}{_setting(node, 'dPr/sepChr', '|').join(parts)}{closing}"


def _function(node: Any) -> str:
    return f"{_part(node, 'fName')} {_part(node, 'e')}"


def _matrix(node: Any) -> str:
    rows = [" ".join(linear(cell) for cell in row.findall(f"{M}e")) for row in node.findall(f"{M}mr")]
    return "; ".join(rows)


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "f": _fraction,
    "rad": _root,
    "nary": _large_operator,
    "d": _delimited,
    "func": _function,
    "m": _matrix,
    "sSup": lambda node: _part(node, "e") + _scripts(node),
    "sSub": lambda node: _part(node, "e") + _scripts(node),
    "sSubSup": lambda node: _part(node, "e") + _scripts(node),
    "sPre": lambda node: _scripts(node) + _part(node, "e"),
    "eqArr": lambda node: "; ".join(linear(part) for part in node.findall(f"{M}e")),
    "limLow": lambda node: f"{_part(node, 'e')}_{_grouped(_part(node, 'lim'))}",
    "limUpp": lambda node: f"{_part(node, 'e')}^{_grouped(_part(node, 'lim'))}",
}
