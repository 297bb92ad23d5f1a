"""The matrix of functions: which duties of each subject perform them."""

from __future__ import annotations

from dataclasses import dataclass

from kb.analysis.duties import Duty
from kb.analysis.onet import others
from kb.model import Records
from kb.model.subjects import Subject


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
    found: Records, subjects: tuple[Subject, ...], duties: tuple[Duty, ...]
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


def _cell(code: str, members: tuple[str, ...], function: str, duties: tuple[Duty, ...]) -> Cell:
    performing = [duty for duty in duties if duty.code in members and function in duty.functions]
    return Cell(
        code,
        tuple(duty.id for duty in performing if duty.kind == "required"),
        tuple(duty.id for duty in performing if duty.kind != "required"),
    )
