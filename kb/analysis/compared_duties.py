"""Duty statements as rows of a comparison, and the matrix of the functions that they perform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.analysis.task_ratings import TaskRating
from kb.common.names import natural
from kb.model import Records, records
from kb.model.soc_classes import Subject, others
from kb.standing import Standings
from kb.standing.listing import Listing, listed


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
    task: str = ""
    """O*NET's number of the task; empty for a clause of a definition or of an office."""
    rating: TaskRating | None = None
    """What those who do the work say of the task; None where no rating is recorded."""


def duties_of(found: Records, codes: Sequence[str], standings: Standings) -> Listing[records.Duty]:
    """Part the duties of occupations: required before may, then in the order of their source."""
    return listed((duty for code in codes for duty in _ordered(found.duties_of(code))), standings)


def _ordered(duties: Sequence[records.Duty]) -> list[records.Duty]:
    return sorted(duties, key=lambda d: (d.kind != "required", d.provenance.source, d.order, natural(d.id)))


def duty_row(duty: records.Duty, ratings: Mapping[str, TaskRating]) -> DutyRow:
    """Return a duty as a row of a comparison."""
    return DutyRow(
        code=duty.occupation,
        kind=duty.kind,
        id=duty.id,
        statement=duty.statement,
        functions=duty.functions,
        source=duty.provenance.source,
        item=dict(duty.provenance.locator).get("item", ""),
        verification=duty.provenance.verification,
        task=duty.task,
        rating=ratings.get(duty.task),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """Duties of one subject that perform one function."""

    code: str
    required: tuple[str, ...] | None
    may: tuple[str, ...] | None
    """Ids; None where no duties of the subject are recorded at all, which is not that it performs none."""

    @property
    def duties(self) -> tuple[str, ...] | None:
        """Both together."""
        return None if self.required is None or self.may is None else (*self.required, *self.may)


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
    if not any(duty.code in members for duty in duties):
        return Cell(code, None, None)
    performing = [duty for duty in duties if duty.code in members and function in duty.functions]
    return Cell(
        code,
        tuple(duty.id for duty in performing if duty.kind == "required"),
        tuple(duty.id for duty in performing if duty.kind != "required"),
    )
