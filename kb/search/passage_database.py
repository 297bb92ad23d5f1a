"""Passages and facets on disk, in SQLite: read one by one for a hit, filtered by SQL, found by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from kb.search.passages import Bearing, Corpus, Facets, Passage, searched_kind
from kb.search.record_aliases import asked_forms, is_exact, names_by_id, names_by_text

_TABLES = """
CREATE TABLE passage (
  row INTEGER PRIMARY KEY, thing INTEGER, record TEXT, part TEXT, text TEXT, heading TEXT, locator TEXT);
CREATE TABLE thing (thing INTEGER PRIMARY KEY, record TEXT);
CREATE TABLE facet (name TEXT, value TEXT, record TEXT);
CREATE TABLE facet_things (name TEXT, value TEXT, things BLOB, PRIMARY KEY (name, value)) WITHOUT ROWID;
CREATE TABLE dated (record TEXT PRIMARY KEY, date TEXT, source TEXT);
CREATE TABLE bearing (record TEXT, claim TEXT, direction TEXT, strength TEXT);
"""
_INDEXES = """
CREATE INDEX passage_thing ON passage (thing);
CREATE INDEX thing_record ON thing (record);
CREATE INDEX facet_record ON facet (record);
CREATE INDEX bearing_record ON bearing (record);
CREATE INDEX bearing_claim ON bearing (claim);
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage as it was stored."""

    row: int
    thing: int
    passage: Passage


class Database:
    """An opened database; close it when done."""

    def __init__(self, path: Path) -> None:
        """Open for reading only.

        Raises:
            sqlite3.Error: there is none, or it is damaged.
        """
        address = (
            f"file:{path.resolve().as_posix().replace('?', '%3f').replace('#', '%23')}?mode=ro&immutable=1"
        )
        self.connection = sqlite3.connect(address, uri=True)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[str, ...]]:
        """Run one of the program's own questions."""
        return self.connection.execute(sql, values).fetchall()

    def called(self, text: str) -> list[int]:
        """Return the things that a text names, in order; only those whose id it is, if there are any."""
        found: dict[bool, set[int]] = {True: set(), False: set()}
        for form in asked_forms(text):
            for row in self.rows("SELECT thing FROM named WHERE name = ?", (form,)):
                found[is_exact(form)].add(int(row[0]))
        return sorted(found[True] or found[False])

    def passages(self, rows: Iterable[int]) -> dict[int, Stored]:
        """Return passages by row."""
        found = {}
        for row in rows:
            [(thing, *texts)] = self.connection.execute(
                "SELECT thing, record, part, text, heading, locator FROM passage WHERE row = ?", (int(row),)
            )
            found[row] = Stored(row, thing, Passage(*texts))
        return found

    def records(self, things: Iterable[int]) -> dict[int, str]:
        """Return the IRI of the record of each thing."""
        return {
            thing: self.rows("SELECT record FROM thing WHERE thing = ?", (thing,))[0][0] for thing in things
        }

    def things_of(self, records: Iterable[str]) -> list[int]:
        """Return the things of records, given as IRIs; what is not in the index has none."""
        found = (
            self.rows("SELECT thing FROM thing WHERE record = ?", (record,)) for record in sorted(records)
        )
        return [int(thing) for rows in found for (thing,) in rows]

    def has_quotation(self, record: str) -> bool:
        """Say whether a record of evidence quotes its source."""
        found = self.rows("SELECT 1 FROM passage WHERE record = ? AND part = 'quotation' LIMIT 1", (record,))
        return bool(found) and searched_kind(record) == "evidence"

    def bearing_on_any(self, claims: Iterable[str]) -> set[str]:
        """Return the IRIs of all records that bear on claims, for or against, which are given as IRIs."""
        found: set[str] = set()
        for claim in claims:
            found |= {row[0] for row in self.rows("SELECT record FROM bearing WHERE claim = ?", (claim,))}
        return found

    def having(self, name: str, condition: str = "1", values: Sequence[str] = ()) -> npt.NDArray[np.int32]:
        """Return the things that have a `value` of a facet on which a condition holds, in SQL.

        Besides the facets there are `date`, and `supports` and `disputes`, whose values are IRIs of claims.
        """
        sql = f"SELECT things FROM facet_things WHERE name = ? AND {condition}"  # noqa: S608 (our own)
        rows = cast("list[tuple[bytes]]", self.rows(sql, (name, *values)))
        return np.frombuffer(b"".join(row[0] for row in rows), dtype=np.int32)

    def facets(self, record: str) -> Facets:
        """Return the facets of a record."""
        values = self.rows("SELECT name, value FROM facet WHERE record = ?", (record,))
        date, source = next(
            iter(self.rows("SELECT date, source FROM dated WHERE record = ?", (record,))), ("", "")
        )
        bearings = self.rows(
            "SELECT claim, direction, strength FROM bearing WHERE record = ? ORDER BY claim, direction",
            (record,),
        )
        pairs = frozenset((name, value) for name, value in values)
        return Facets(pairs, date, source, tuple(Bearing(*bearing) for bearing in bearings))

    def bearing_on(self, claim: str, direction: str) -> list[tuple[str, str, str]]:
        """Return record, its first text and its source of what bears on a claim in a direction.

        Records, claim and source are IRIs; the source is empty where none is recorded.
        """
        rows = self.rows(
            """
            SELECT b.record, p.text, coalesce(d.source, '') FROM bearing b
            JOIN passage p ON p.record = b.record LEFT JOIN dated d ON d.record = b.record
            WHERE b.claim = ? AND b.direction = ? GROUP BY b.record HAVING min(p.row)
            """,
            (claim, direction),
        )
        return [(record, text, source) for record, text, source in rows]


def write_database(path: Path, corpus: Corpus, things: Sequence[int]) -> None:
    """Write a corpus; `things` numbers the thing of each passage."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} {_NAMED_TABLE}"
        )
        connection.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (row, thing, p.record, p.part, p.text, p.heading, p.locator)
                for row, (thing, p) in enumerate(zip(things, corpus.passages, strict=True))
            ),
        )
        connection.executemany("INSERT OR IGNORE INTO named VALUES (?, ?)", _named(corpus, things))
        connection.execute("INSERT INTO thing SELECT thing, min(record) FROM passage GROUP BY thing")
        facets = sorted(corpus.facets.items())
        connection.executemany(
            "INSERT INTO facet VALUES (?, ?, ?)",
            ((name, value, record) for record, f in facets for name, value in sorted(f.values)),
        )
        connection.executemany(
            "INSERT INTO dated VALUES (?, ?, ?)", ((record, f.date, f.source) for record, f in facets)
        )
        connection.executemany(
            "INSERT INTO bearing VALUES (?, ?, ?, ?)",
            ((record, b.claim, b.direction, b.strength) for record, f in facets for b in f.bearings),
        )
        connection.executescript(_INDEXES)
        _write_facet_things(connection)


def _named(corpus: Corpus, things: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield each form of a name with the thing that it names; names by id once for each thing."""
    seen: set[int] = set()
    for thing, passage in zip(things, corpus.passages, strict=True):
        names = names_by_text(passage)
        if thing not in seen:
            seen.add(thing)
            names = chain(names, names_by_id(passage.record), corpus.names.get(passage.record, ()))
        yield from ((name, thing) for name in names)


_FACET_THINGS = """
SELECT name, value, thing FROM facet JOIN thing USING (record)
UNION SELECT 'date', date, thing FROM dated JOIN thing USING (record) WHERE date != ''
UNION SELECT direction, claim, thing FROM bearing JOIN thing USING (record)
ORDER BY name, value, thing
"""


def _write_facet_things(connection: sqlite3.Connection) -> None:
    """Write the things that have each value, as numbers in a row: a filter reads them at once."""
    numbered: dict[tuple[str, str], list[int]] = {}
    for name, value, thing in connection.execute(_FACET_THINGS):
        numbered.setdefault((name, value), []).append(thing)
    connection.executemany(
        "INSERT INTO facet_things VALUES (?, ?, ?)",
        ((*key, np.array(things, dtype=np.int32).tobytes()) for key, things in numbered.items()),
    )


_NAMED_TABLE = "CREATE TABLE named (name TEXT, thing INTEGER, PRIMARY KEY (name, thing)) WITHOUT ROWID;"
