"""The table that names the duties which each cell of a matrix counts.

It has a row for each cell, named by the code of its row and the letter of its column. It names the duties by
source, standing and task number. A task that a `{duties}` table of the draft shows is named by its number
alone. Another duty gets a short wording in the first cell of its row, and later the letter of that cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from builder.document import Cell, Inlines, Table, Text
from builder.resolve import sourcing
from builder.resolve.cells import cell, header, row_head
from builder.resolve.context import Context
from builder.resolve.directives.duty_directives import listed, standing
from kb.model.records import Duty, Function, Occupation

_STANDINGS = {
    "required": "without condition",
    "may": "with “may”",
    "core": "core",
    "supplemental": "supplemental",
    "untyped": "untyped",
}
_MOST = 8
"""Words of a short wording."""
_LOOSE = frozenset(
    "a an and are as at be but by for from has have his if in into is it its may must no not of on or so "
    "such that the their them then there they this to when where whether which who whose will with".split()
)
"""Words that a short wording does not end with."""


class CellListing:
    """The table that names the duties which each cell of a matrix counts."""

    def __init__(self, functions: Sequence[Function], context: Context) -> None:
        self._letters = {function.id: _letter(at) for at, function in enumerate(functions)}
        self._context = context
        self._shown = listed(context)
        self._code = ""
        self._worded: dict[str, str] = {}
        """Duty -> the letter of the cell in this row that gives its wording."""
        self._rows: list[tuple[Cell, ...]] = []

    def letter(self, function: Function) -> str:
        """Return the letter of a function's column."""
        return self._letters[function.id]

    def heading(self, function: Function) -> str:
        """Return the heading of a function's column, with its letter."""
        return f"{self._letters[function.id]}. {function.label}"

    def begin_row(self, occupation: Occupation) -> None:
        """Go to the row of an occupation."""
        self._code = occupation.code
        self._worded.clear()

    def add(self, function: Function, duties: Iterable[Duty]) -> None:
        """List the duties of a cell; they count as used, and their sources as cited."""
        by_source: dict[str, list[Duty]] = {}
        for duty in duties:
            by_source.setdefault(duty.provenance.source, []).append(duty)
        said = [self._of_source(source, some) for source, some in sorted(by_source.items())]
        letter = self._letters[function.id]
        self._rows.append((row_head(f"{self._code} {letter}"), cell(function.label), cell(" ".join(said))))
        for some in by_source.values():
            for duty in some:
                self._worded.setdefault(duty.id, letter)

    def table(self, caption: Inlines) -> Table:
        """Return the table, which the caption of the matrix names."""
        number = len(self._context.used.appendix) + 1
        return Table(
            (Text("Duties counted in the cells of “"), *caption, Text("”")),
            header("Cell", "Function", "Duties"),
            tuple(self._rows),
            widths=(1.0, 1.7, 6.3),
            anchor=f"matrix cells {number}",
            dense=True,
        )

    def _of_source(self, source: str, duties: list[Duty]) -> str:
        citations = [c for duty in duties if (c := sourcing.of_duty(duty, self._context))]
        if not citations:
            return f"No source: {'; '.join(duty.statement.rstrip('.') for duty in duties)}."
        self._context.notes.cited.add(citations[0].source.id)
        parts = [
            f"{label}{' tasks' if len(some) > 1 and some[0].task else ' task' if some[0].task else ':'} "
            + ", ".join(map(self._named, some))
            for key, label in _STANDINGS.items()
            if (some := [duty for duty in duties if standing(duty) == key])
        ]
        remarks = dict.fromkeys(c.remark for c in citations if c.remark)
        said = f"{citations[0].source.short_title}, {'; '.join(parts)}"
        return " ".join([said if said.endswith("…") else f"{said}.", *remarks])

    def _named(self, duty: Duty) -> str:
        if duty.task and duty.id in self._shown:
            return duty.task
        letter = self._worded.get(duty.id)
        if letter and duty.task:
            return f"{duty.task} (see {letter})"
        wording = short_wording(duty.statement)
        return f"{duty.task} ({wording})" if duty.task else wording


def _letter(at: int) -> str:
    """Return the letter of a column counted from 0: A to Z, then AA."""
    return ascii_uppercase[at] if at < 26 else _letter(at // 26 - 1) + _letter(at % 26)


def short_wording(statement: str) -> str:
    """Return the first words of a statement, as they go on in a sentence, with an ellipsis for the rest."""
    words = statement.rstrip(".").split()
    cut = words[:_MOST]
    if len(words) > _MOST:
        clause = next((n for n in range(len(cut), 3, -1) if cut[n - 1].endswith((",", ";", ":"))), len(cut))
        cut = cut[:clause]
        while len(cut) > 2 and cut[-1].strip(",;:") in _LOOSE:
            cut.pop()
    text = " ".join(cut).rstrip(",;:")
    if re.match(r"[A-Z][a-z]*\b", text):
        text = text[0].lower() + text[1:]
    return text if len(cut) == len(words) else f"{text}…"
