"""Line and column of the statements of a Turtle or TriG file.

The RDF parser says what the triples are; this scanner says where they stand. It follows the token rules
of the RDF 1.1 Turtle recommendation (section 6.5) as far as subjects, predicates and objects outside
brackets need, and is only ever used to point at a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from kb.namespaces import RDF_TYPE
from kb.records.nodes import Place, SourceMap

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*)
      | (?P<literal>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
          |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^)
      | (?P<punct>[.;,\[\](){}])
      | (?P<word>(?:[^\s.;,\[\](){}<>"'\#@^]|\.(?=[^\s;,\[\](){}<>"'\#@^.]))+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _State:
    base: str
    prefixes: dict[str, str] = field(default_factory=dict)
    role: int = 0
    """0: a subject comes next, 1: a predicate, 2: an object."""
    subject: str = ""
    predicate: str = ""
    depth: int = 0


def map_turtle(text: str, base: str) -> SourceMap:
    """Map subjects, predicates and objects of `text` to their places."""
    result = SourceMap()
    state = _State(base)
    tokens = _tokens(text)
    for kind, word, place in tokens:
        if kind == "tag" and word in ("@prefix", "@base"):
            _declare(word[1:], tokens, state)
        elif kind == "word" and word.upper() in ("PREFIX", "BASE") and state.role == 0:
            _declare(word.lower(), tokens, state)
        elif kind == "tag":
            if word == "^^":
                next(tokens, None)
        elif kind == "punct":
            _punctuate(word, state)
        elif state.depth == 0:
            _name(kind, word, place, state, result)
    return result


def _tokens(text: str) -> Iterator[tuple[str, str, Place]]:
    line, begin = 1, 0
    for match in _TOKEN.finditer(text):
        word, kind = match.group(), match.lastgroup or "other"
        if kind != "skip":
            yield kind, word, Place(line, match.start() - begin + 1)
        if "\n" in word:
            line += word.count("\n")
            begin = match.start() + word.rindex("\n") + 1


def _declare(word: str, tokens: Iterator[tuple[str, str, Place]], state: _State) -> None:
    first = next(tokens, ("", "", Place(1, 1)))[1]
    if word == "base":
        state.base = _absolute(first, state)
    else:
        address = next(tokens, ("", "", Place(1, 1)))[1]
        state.prefixes[first.rstrip(":")] = _absolute(address, state)


def _absolute(word: str, state: _State) -> str:
    """Resolve `<…>`; an absolute IRI stays as it is, since urljoin would drop an empty fragment."""
    address = word[1:-1]
    return address if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address) else urljoin(state.base, address)


def _punctuate(mark: str, state: _State) -> None:
    if mark in "[(":
        state.depth += 1
    elif mark in "])":
        state.depth = max(0, state.depth - 1)
        if state.depth == 0 and state.role == 0:
            state.role, state.subject = 1, ""
    elif state.depth == 0:
        if mark in ".{}":
            state.role = 0
        elif mark == ";":
            state.role = 1


def _name(kind: str, word: str, place: Place, state: _State, result: SourceMap) -> None:
    value = _resolve(kind, word, state)
    if state.role == 0:
        state.subject, state.role = value, 1
        result.subject(value, place)
    elif state.role == 1:
        state.predicate = RDF_TYPE if word == "a" else value
        state.role = 2
        result.key(state.subject, state.predicate, place)
    else:
        result.value(state.subject, state.predicate, place, place, value)


def _resolve(kind: str, word: str, state: _State) -> str:
    if kind == "iri":
        return _absolute(word, state)
    if kind == "literal":
        quotes = 3 if word[:3] in ('"""', "'''") else 1
        return word[quotes:-quotes].replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
    prefix, colon, local = word.partition(":")
    if colon and prefix in state.prefixes:
        return state.prefixes[prefix] + local
    return word
