"""Records that come in beside those that are there: which are new, changed, the same or gone, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kb.records.written_records import Value, WrittenRecord

_LONGEST = 160


class RowState(StrEnum):
    """What a row is, seen from those that are there."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    """There, and no longer in what came in."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One key that says something else."""

    key: str
    """With a dot where it is nested, such as `locator.page`."""
    before: str
    """Empty where it was not there."""
    after: str
    """Empty where it is gone."""

    def said(self) -> str:
        """Say it in words, such as `locator.page was “3”, is “4”`."""
        before = f"was “{_short(self.before)}”" if self.before else "was not there"
        after = f"is “{_short(self.after)}”" if self.after else "is gone"
        return f"{self.key} {before}, {after}"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A record that came in, or is there, beside the other."""

    name: str
    """Such as `duty/bay.1`."""
    state: RowState
    differences: tuple[Difference, ...] = ()
    """Of a row that changed, key by key."""


def compare_rows(
    before: Mapping[str, WrittenRecord], after: Mapping[str, WrittenRecord]
) -> tuple[ComparedRow, ...]:
    """Compare records by name: those that came in, in their order, then those that are gone."""
    rows = []
    for name, record in after.items():
        known = before.get(name)
        if known is None:
            rows.append(ComparedRow(name, RowState.NEW))
        elif known.digest == record.digest:
            rows.append(ComparedRow(name, RowState.SAME))
        else:
            rows.append(ComparedRow(name, RowState.CHANGED, tuple(_differences(known.keys, record.keys))))
    gone = (ComparedRow(name, RowState.GONE) for name in before if name not in after)
    return (*rows, *gone)


def _differences(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Difference]:
    old, new = dict(_flat(before)), dict(_flat(after))
    for key in dict.fromkeys((*old, *new)):
        if old.get(key, "") != new.get(key, ""):
            yield Difference(key, old.get(key, ""), new.get(key, ""))


def _flat(value: Value, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield nested keys with a dot; a list of texts is one text with semicolons, as in a sheet."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        for number, item in enumerate(value, 1):
            yield from _flat(item, f"{key}.{number}")
    else:
        yield key, "; ".join(value) if isinstance(value, list) else str(value)


def _short(text: str) -> str:
    even = " ".join(text.split())
    return even if len(even) <= _LONGEST else f"{even[: _LONGEST - 1]}…"
