"""The sources of hits as BibTeX and RIS, for reference managers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Item = Mapping[str, Any]
"""A source as a CSL-JSON item."""

_BIBTEX = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_RIS = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "legislation": "STAT",
    "paper-conference": "CONF",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
_FIELDS = (
    ("title", "title", "TI"),
    ("container-title", "journal", "T2"),
    ("publisher", "institution", "PB"),
    ("publisher-place", "address", "CY"),
    ("volume", "volume", "VL"),
    ("issue", "issue", "IS"),
    ("page", "pages", "SP"),
    ("number", "number", "M1"),
    ("DOI", "doi", "DO"),
    ("URL", "url", "UR"),
)
"""CSL variable, field of BibTeX, tag of RIS."""
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    char: f"\\{char}" for char in "&%$#_{}"
}


def as_bibtex(items: Iterable[Item]) -> str:
    """Write sources as BibTeX; their ids are the keys that drafts cite them by."""
    return "\n".join(_bibtex(item) for item in items)


def _bibtex(item: Item) -> str:
    authors = (f"{{{_tex(name)}}}" if whole else _tex(name) for name, whole in _people(item))
    fields = [("author", " and ".join(authors))]
    fields += [(field, _tex(str(item[name]))) for name, field, _ in _FIELDS if name in item]
    year, month = (*_date(item), "", "")[:2]
    fields += [("year", year), ("month", month)]
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields if text)
    return f"@{_BIBTEX.get(item['type'], 'misc')}{{{item['id']},\n{lines}}}\n"


def as_ris(items: Iterable[Item]) -> str:
    """Write sources as RIS (Research Information Systems)."""
    return "".join(f"{tag}  - {_line(text)}\n" for item in items for tag, text in _ris(item))


def _ris(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS.get(item["type"], "GEN")
    yield "ID", item["id"]
    for name, _ in _people(item):
        yield "AU", name
    for variable, _, tag in _FIELDS:
        if variable in item:
            yield tag, str(item[variable])
    if date := _date(item):
        yield "PY", date[0]
        yield "DA", "/".join((*date, "", "", "")[:3])
    yield "ER", ""


def _people(item: Item) -> Iterator[tuple[str, bool]]:
    """Yield each author with whether it is an organisation."""
    for person in item.get("author", ()):
        if "family" in person:
            yield ", ".join(part for part in (person["family"], person.get("given", "")) if part), False
        else:
            yield str(person.get("literal", "")), True


def _date(item: Item) -> tuple[str, ...]:
    """Return year, month and day of publication, as far as known."""
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return tuple(f"{int(part):02}" for part in parts[0])


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in _line(text))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


REFERENCES: Mapping[str, Callable[[Iterable[Item]], str]] = {"bibtex": as_bibtex, "ris": as_ris}
"""Ways to write sources, by the name of the format."""
