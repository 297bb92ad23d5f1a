"""What one base says that another does not: record by record, claim by claim, in the words of their keys.

Of records their statements count, wherever they stand. Imported tables are compared as wholes, by the number
of statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.common.names import natural
from kb.exporting.compared_records import Said, read_records, table_sizes
from kb.standing.gathering import standings_of_graph
from kb.standing.support import Support, claim_support
from kb.store import Knowledge


@dataclass(frozen=True, slots=True)
class ChangedKey:
    """One key of a record, with the values that only one side has."""

    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that both sides have, and do not say the same of."""

    name: str
    title: str
    keys: tuple[ChangedKey, ...]


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """A record that one side has."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class ChangedSupport:
    """A claim that both sides have, supported otherwise."""

    claim: str
    title: str
    before: str
    after: str
    gained: tuple[str, ...]
    """Records that count for it now and did not before."""
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedTable:
    """An imported table whose number of statements differs; 0 where a side does not have it."""

    table: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed from one base to the other."""

    added: tuple[ListedRecord, ...]
    withdrawn: tuple[ListedRecord, ...]
    changed: tuple[ChangedRecord, ...]
    supports: tuple[ChangedSupport, ...] | None
    """None where a side does not tell which file says what, as Turtle, and so cannot be judged."""
    tables: tuple[ChangedTable, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.withdrawn or self.changed or self.supports or self.tables)


def differences(before: Knowledge, after: Knowledge) -> Differences:
    """Return what changed between two bases."""
    old, new = read_records(before.store), read_records(after.store)
    changed = [
        ChangedRecord(name, new[name].title, keys)
        for name in sorted(old.keys() & new.keys(), key=natural)
        if (keys := tuple(_changed_keys(old[name], new[name])))
    ]
    return Differences(
        tuple(_listed(new, old)),
        tuple(_listed(old, new)),
        tuple(changed),
        tuple(_changed_supports(_supports(before, old), _supports(after, new)))
        if _can_be_judged(before, after)
        else None,
        tuple(_changed_tables(before, after)),
    )


def _listed(ours: Mapping[str, Said], theirs: Mapping[str, Said]) -> Iterator[ListedRecord]:
    for name in sorted(ours.keys() - theirs.keys(), key=natural):
        yield ListedRecord(name, ours[name].title)


def _changed_keys(old: Said, new: Said) -> Iterator[ChangedKey]:
    for key in dict.fromkeys([*new.values, *old.values]):
        before, after = old.values.get(key, frozenset()), new.values.get(key, frozenset())
        if before != after:
            yield ChangedKey(key, tuple(sorted(before - after)), tuple(sorted(after - before)))


def _can_be_judged(*bases: Knowledge) -> bool:
    return all(next(base.store.named_graphs(), None) for base in bases)


def _changed_supports(
    old: Mapping[str, tuple[Support, set[str]]], new: Mapping[str, tuple[Support, set[str]]]
) -> Iterator[ChangedSupport]:
    for claim in sorted(old.keys() & new.keys(), key=natural):
        (was, counted_then), (now, counted_now) = old[claim], new[claim]
        gained, lost = counted_now - counted_then, counted_then - counted_now
        if gained or lost or was.verdict != now.verdict:
            yield ChangedSupport(
                claim, now.title, was.verdict, now.verdict, tuple(sorted(gained)), tuple(sorted(lost))
            )


def _supports(base: Knowledge, records: Mapping[str, Said]) -> dict[str, tuple[Support, set[str]]]:
    """Return the support of every claim, with the records that count; one that is gone does not."""
    there = {name.partition("/")[2] for name in records}
    supports = claim_support(base, standings_of_graph(base))
    return {claim: (support, set(support.counting) & there) for claim, support in supports.items()}


def _changed_tables(before: Knowledge, after: Knowledge) -> Iterator[ChangedTable]:
    old, new = table_sizes(before.store), table_sizes(after.store)
    for table in sorted(old.keys() | new.keys()):
        if old.get(table) != new.get(table):
            yield ChangedTable(table, old.get(table, 0), new.get(table, 0))
