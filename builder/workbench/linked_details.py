"""What a record says of itself, with links where it names other records."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from builder.workbench.record_addresses import address_of_name
from kb.analysis.explain import Node

_NAMES = {"items": "required-item", "functions": "function"}
"""Kind of what the values of a detail name, by its label."""
_CODES = frozenset(("about", "occupation", "from", "to"))
_SEVERAL = "; "


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a detail's text."""

    text: str
    address: str = ""
    """Where it leads; empty for plain text."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A label with its text in pieces."""

    label: str
    words: tuple[Word, ...]


def linked_details(node: Node, codes: Container[str]) -> tuple[Detail, ...]:
    """Return what a record says of itself, in reading order; codes that have a page are links."""
    return tuple(Detail(label, tuple(_words(label, text, codes))) for label, text in node.details)


def _words(label: str, text: str, codes: Container[str]) -> Iterator[Word]:
    if label in ("address", "DOI"):
        yield Word(text, _outside(label, text))
        return
    for number, value in enumerate(text.split(_SEVERAL) if _names(label) else [text]):
        if number:
            yield Word(_SEVERAL)
        yield Word(value, _address(label, value, codes))


def _names(label: str) -> bool:
    return label in _NAMES or label in _CODES or label == "principles"


def _address(label: str, value: str, codes: Container[str]) -> str:
    if label in _CODES:
        return address_of_name(value) if value in codes else ""
    if label == "principles":
        kind = "guideline" if value.startswith("G") else "principle"
        return address_of_name(f"{kind}/{value}")
    return address_of_name(f"{_NAMES[label]}/{value}") if label in _NAMES else ""


def _outside(label: str, text: str) -> str:
    """Return an address of the web, as a link that the reader may follow; never any other scheme."""
    if label == "DOI":
        return f"https://doi.org/{text}"
    return text if re.fullmatch(r"https?://[^\s<>\"']+", text) else ""
