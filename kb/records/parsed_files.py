"""What record files became when they were read, kept for the next process, which then need not parse them.

It is kept by content: a file is recalled as long as its bytes, and all that decides how they are read, are
those of then. Files with findings are not among them; they are read again, until they are mended.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kb.common.files import write_atomically
from kb.errors import UnwritableError
from kb.records.nodes import Place, SourceMap
from kb.records.statements import Object, Statement

PARSED = "records.json"
"""Name of the file that they are kept in. It numbers texts and terms, for most of them recur."""
_DAMAGED = (ValueError, KeyError, IndexError, TypeError, AttributeError)

_Row = list[Any]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file without a finding."""

    graph: str
    sha256: str
    statements: tuple[Statement, ...]
    places: SourceMap


class ParsedFiles:
    """The files that a memory holds; an absent, damaged or outdated memory holds none."""

    def __init__(self, home: Path, shipped: Path, reader: str) -> None:
        """Read the memory at home, or else the shipped one, which is never written.

        `reader` is a digest of all that decides how files are read.
        """
        self._home, self._reader = home, reader
        memories = (_content(place) for place in (home, shipped))
        known = next((memory for memory in memories if memory.get("reader") == reader), {})
        try:
            self._texts: list[str] = known.get("texts", [])
            self._terms: list[Object] = [_term(self._texts, row) for row in known.get("terms", ())]
            self._files: dict[str, _Row] = known.get("files", {})
            self._held = {(graph, row[0]) for graph, row in self._files.items()}
        except _DAMAGED:
            self._files, self._held = {}, set()

    def find(self, graph: str, sha256: str) -> Parsed | None:
        """Return what a file with this content became, or None if that is not known."""
        if (graph, sha256) not in self._held or graph not in self._files:
            return None
        _, statements, *places = self._files[graph]
        try:
            return Parsed(graph, sha256, tuple(self._statements(graph, statements)), self._source_map(places))
        except _DAMAGED:
            return None

    def keep(self, files: Iterable[Parsed]) -> None:
        """Hold these files for later processes; a folder that cannot be written keeps none."""
        files = list(files)
        held = {(file.graph, file.sha256) for file in files}
        if held == self._held:
            return
        self._held = held
        try:
            write_atomically(self._home, json.dumps(_numbered(files, self._reader)).encode())
        except UnwritableError:
            return

    def _statements(self, graph: str, numbers: list[int]) -> Iterator[Statement]:
        texts, terms = self._texts, self._terms
        for subject, predicate, term in _by(3, numbers):
            yield Statement(texts[subject], texts[predicate], terms[term], graph)

    def _source_map(self, rows: list[list[int]]) -> SourceMap:
        texts, found = self._texts, SourceMap()
        subjects, keys, values = rows
        for subject, name, line, column in _by(4, subjects):
            found.subject(texts[subject], Place(line, column), texts[name])
        for subject, predicate, line, column in _by(4, keys):
            found.key(texts[subject], texts[predicate], Place(line, column))
        for subject, predicate, text, line, column in _by(5, values):
            said = (texts[text], Place(line, column))
            found.values.setdefault((texts[subject], texts[predicate]), []).append(said)
        return found


@lru_cache(maxsize=64)
def parsed_files(home: Path, shipped: Path, reader: str) -> ParsedFiles:
    """Return a memory; a process opens it once, for content tells whether what it holds is still so."""
    return ParsedFiles(home, shipped, reader)


def _content(place: Path) -> dict[str, Any]:
    try:
        data = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _by(size: int, numbers: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield a flat list in groups."""
    return zip(*[iter(numbers)] * size, strict=True)


def _term(texts: list[str], row: list[int]) -> Object:
    """Return the term of a row: an IRI, a text with its datatype, or a text with `@` and its language."""
    value, *more = (texts[number] for number in row)
    if not more:
        return ox.NamedNode(value)
    if more[0].startswith("@"):
        return ox.Literal(value, language=more[0][1:])
    return ox.Literal(value, datatype=ox.NamedNode(more[0]))


class _Numbers(dict[Any, int]):
    """Numbers things in the order in which they are first asked for."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = len(self)
        return self[thing]


def _numbered(files: list[Parsed], reader: str) -> dict[str, Any]:
    """Return files as a memory holds them."""
    texts, terms = _Numbers(), _Numbers()
    rows = {file.graph: [file.sha256, *_rows(file, texts, terms)] for file in files}
    listed = [[texts[part] for part in _parts(term)] for term in terms]
    return {"reader": reader, "texts": list(texts), "terms": listed, "files": rows}


def _parts(term: Object) -> tuple[str, ...]:
    if isinstance(term, ox.NamedNode):
        return (term.value,)
    return (term.value, f"@{term.language}" if term.language else term.datatype.value)


def _rows(file: Parsed, texts: _Numbers, terms: _Numbers) -> Iterator[list[int]]:
    places = file.places
    yield [n for s, p, term, _ in file.statements for n in (texts[s], texts[p], terms[term])]
    yield [
        number
        for subject, at in places.subjects.items()
        for number in (texts[subject], texts[places.names[subject]], at.line, at.column)
    ]
    yield [n for (s, p), at in places.keys.items() for n in (texts[s], texts[p], at.line, at.column)]
    yield [
        number
        for (subject, predicate), found in places.values.items()
        for text, at in found
        for number in (texts[subject], texts[predicate], texts[text], at.line, at.column)
    ]
