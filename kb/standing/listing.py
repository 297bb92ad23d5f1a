"""What counts in a listing of records, and what is left out of it and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

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
