"""Statements that give something to a body with authority, and what they give it beyond its quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.common.english import stems

_REACH = 60
"""Characters between who speaks and the verb, at most."""
_PAIR_AFTER = r"of|for|to|with|by|from|on|than|that|no|neither|about|against|as|only|are|is"
"""Words before two nouns with `and` between them; three or more are a list anywhere."""
_NOUN = r"[a-z][a-z'’-]+"
_LIST = re.compile(
    rf"\b(?P<many>{_NOUN}(?:, {_NOUN})+,? (?:and|or|nor) {_NOUN})\b"
    rf"|\b(?:{_PAIR_AFTER}) (?P<pair>{_NOUN} (?:and|or|nor) {_NOUN})\b"
)


@cache
def speaking_words() -> dict[str, Any]:
    """Return the lists of `speaking_words.yaml`."""
    loaded: dict[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "speaking_words.yaml").read_text("utf-8")
    )
    return loaded


def speaks_for_body(kind: str) -> bool:
    """Say whether an agent of this kind is a body, and not a person or the editors."""
    return kind not in speaking_words()["no-bodies"]


def said_by_body(statement: str, names: Iterable[str]) -> str:
    """Return what a statement says that a body said: all behind the verb; empty where nobody speaks.

    `names` are names and short names of bodies; nouns such as `committee` come besides them.
    """
    match = _speech(tuple(sorted({*names} - {""}, key=len, reverse=True))).search(statement)
    return statement[match.end() :].strip() if match else ""


@cache
def _speech(names: tuple[str, ...]) -> re.Pattern[str]:
    called = "|".join(map(re.escape, names)) or "(?!)"
    bodies, verbs = ("|".join(speaking_words()[key]) for key in ("bodies", "verbs"))
    return re.compile(
        rf"(?<![\w-])(?:{called}|(?i:{bodies}))(?:['’]s)?\b[^.;:]{{0,{_REACH}}}?\s(?:{verbs})\b(?: that\b)?"
    )


def beyond_quotation(said: str, quoted: str) -> list[str]:
    """Return the nouns of each enumeration in `said` none of which occurs in `quoted`, by their stems.

    Nouns are known only where several stand in a row, as in `pay, benefits and recognition`: a paraphrase has
    other words than its source everywhere, but seldom adds things to a list.
    """
    known = set(stems(quoted))
    found: list[str] = []
    for match in _LIST.finditer(said):
        nouns = re.findall(rf"\b(?!(?:and|or|nor)\b){_NOUN}", match["many"] or match["pair"])
        if all(stems(noun) and known.isdisjoint(stems(noun)) for noun in nouns):
            found += nouns
    return list(dict.fromkeys(found))
