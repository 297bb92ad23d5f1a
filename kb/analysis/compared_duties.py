"""DutyRow statements as rows of a comparison, and the matrix of the functions that they perform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.common.names import natural
from kb.model import Records, records
from kb.model.soc_classes import Subject, others


@dataclass(frozen=True, slots=True)
class DutyRow:
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


def duties_of(found: Records, codes: Sequence[str]) -> tuple[DutyRow, ...]:
    """Return the duties of occupations: required before may, then in the order of their source."""
    return tuple(_row(code, duty) for code in codes for duty in _ordered(found.duties_of(code)))


def _ordered(duties: Sequence[records.Duty]) -> list[records.Duty]:
    return sorted(duties, key=lambda d: (d.kind != "required", d.provenance.source, d.order, natural(d.id)))


def _row(code: str, duty: records.Duty) -> DutyRow:
    return DutyRow(
        code=code,
        kind=duty.kind,
        id=duty.id,
        statement=duty.statement,
        functions=duty.functions,
        source=duty.provenance.source,
        item=dict(duty.provenance.locator).get("item", ""),
        verification=duty.provenance.verification,
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """Duties of one subject that perform one function."""

    code: str
    required: tuple[str, ...]
    may: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A function and the duties that perform it, in the order of the subjects."""

    function: str
    label: str
    protective: bool
    cells: tuple[Cell, ...]


def function_rows(
    found: Records, subjects: tuple[Subject, ...], duties: tuple[DutyRow, ...]
) -> tuple[FunctionRow, ...]:
    """Return every function in the order of its scheme.

    A group has the duties of its members, without the occupation that it is compared with.
    """
    first, *rest = subjects
    counted = [(first.code, first.members), *((s.code, others(s.members, first.members)) for s in rest)]
    return tuple(
        FunctionRow(
            function.id,
            function.label,
            function.protective,
            tuple(_cell(code, members, function.id, duties) for code, members in counted),
        )
        for function in found.functions.values()
    )


def _cell(code: str, members: tuple[str, ...], function: str, duties: tuple[DutyRow, ...]) -> Cell:
    performing = [duty for duty in duties if duty.code in members and function in duty.functions]
    return Cell(
        code,
        tuple(duty.id for duty in performing if duty.kind == "required"),
        tuple(duty.id for duty in performing if duty.kind != "required"),
    )
