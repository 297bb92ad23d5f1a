"""What counts in a listing of records, and what is left out of it and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from kb.namespaces import short
from kb.standing.standings import Judgement, Standings, Use


class Listable(Protocol):
    """A record with an address: those of `kb.model.records`, or a key of one."""

    @property
    def iri(self) -> str:
        """Its address."""
        ...


Record = TypeVar("Record", bound=Listable)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Record]):
    """Records of a listing, parted by whether they count."""

    counted: tuple[Record, ...]
    """In the order given."""
    left_out: tuple[Judgement, ...] = ()
    """The judgements on the others."""


def listed(records: Iterable[Record], standings: Standings, use: Use = Use.LIST) -> Listing[Record]:
    """Part records by whether their standing allows a use."""
    counted, left_out = [], []
    for record in records:
        judgement = standings.of(record.iri)
        if judgement.allows(use):
            counted.append(record)
        else:
            left_out.append(judgement)
    return Listing(tuple(counted), tuple(left_out))


def why_left_out(left_out: Iterable[Judgement], use: Use = Use.LIST) -> tuple[str, ...]:
    """Say why records are left out: one phrase for each cause, with what it keeps out where that is more."""
    by_cause: dict[tuple[str, str], list[str]] = {}
    for judgement in left_out:
        reason = judgement.reason(use)
        if reason is not None:
            by_cause.setdefault((reason.cause, reason.said()), []).append(judgement.record)
    return tuple(
        said if records == [cause] else f"{said} ({_named(records)})"
        for (cause, said), records in sorted(by_cause.items())
    )


_MOST = 6
"""Records that are named for one cause; of more only their number is said."""


def _named(records: list[str]) -> str:
    if len(records) > _MOST:
        return f"{len(records)} records rest on it"
    return ", ".join(f"`{short(record)}`" for record in sorted(records))
