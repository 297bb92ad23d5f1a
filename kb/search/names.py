"""Things asked for by their very name: whatever its words mean elsewhere, that is what is wanted."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from kb.analysis.identify import id_of
from kb.common.words import stems
from kb.search.kinds import searched_kind
from kb.search.passages import Passage

TABLE = "CREATE TABLE named (name TEXT, thing INTEGER, PRIMARY KEY (name, thing)) WITHOUT ROWID;"
_LONGEST = 120
"""Characters; a longer text is no name."""
_TWO_NAMES = re.compile(r"(.+?) \(([^()]+)\)")
"""Such as `Fire Technician (Fire Tech)`."""


def forms(text: str) -> list[str]:
    """Return a name as names are compared, by its stems in any order; both names where it holds two."""
    if len(text) > _LONGEST:
        return []
    two = _TWO_NAMES.fullmatch(text)
    keys = [" ".join(sorted(set(stems(name)))) for name in (text, *(two.groups() if two else ()))]
    return [key for key in dict.fromkeys(keys) if key]


def names_of(passage: Passage) -> Iterator[str]:
    """Yield what the thing of a passage can be called: short texts, its heading, its id."""
    texts = [id_of(passage.record)]
    if passage.part != "figure":
        texts.append(passage.text)
    if searched_kind(passage.record) != "duty":  # the heading of a duty is the occupation's name
        texts.append(passage.heading)
    for text in texts:
        yield from forms(text)


def called(connection: sqlite3.Connection, text: str) -> list[int]:
    """Return the things that a text names, the lowest number first."""
    found: set[int] = set()
    for form in forms(text):
        found |= {row[0] for row in connection.execute("SELECT thing FROM named WHERE name = ?", (form,))}
    return sorted(found)
