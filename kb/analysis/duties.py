"""Duty statements as rows of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.common.ordering import natural
from kb.model import Records, records


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty statement of one occupation."""

    code: str
    kind: str
    """required or may."""
    id: str
    statement: str
    functions: tuple[str, ...]
    source: str
    item: str
    """Item in the source, such as an O*NET task."""
    verification: str


def duties_of(found: Records, codes: Sequence[str]) -> tuple[Duty, ...]:
    """Return the duties of occupations: required before may, then in the order of their source."""
    return tuple(_row(code, duty) for code in codes for duty in _ordered(found.duties_of(code)))


def _ordered(duties: Sequence[records.Duty]) -> list[records.Duty]:
    return sorted(duties, key=lambda d: (d.kind != "required", d.provenance.source, d.order, natural(d.id)))


def _row(code: str, duty: records.Duty) -> Duty:
    return Duty(
        code=code,
        kind=duty.kind,
        id=duty.id,
        statement=duty.statement,
        functions=duty.functions,
        source=duty.provenance.source,
        item=dict(duty.provenance.locator).get("item", ""),
        verification=duty.provenance.verification,
    )
