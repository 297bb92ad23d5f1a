"""`{matrix}`: which occupations perform which protective functions, cited cell by cell.

The note in a cell names the duties that perform the function, by source, standing and task number. A task
that a `{duties}` table of the draft shows is named by its number alone. Any other duty gets a short wording
the first time its row names it, and later the number of that note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.citations import Citation
from builder.document import Cell, Inline, Inlines, NoteReference, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing
from builder.resolve.cells import cell, header, not_recorded, row_head, source_line, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, words
from builder.resolve.directives.duty_directives import listed, standing
from kb.model.records import Duty, Function, Occupation

_CAPTION = "Protective functions in the stated duties of each occupation"
_LEGEND = (
    "“Required” counts duties stated without condition and core tasks, “may” those stated with “may” and "
    "supplemental tasks; a dash means that no stated duty performs the function. The note in a cell names "
    "the duties it counts."
)
_NOT_RECORDED = " “Not recorded” means that the evidence base holds no duties of the occupation."


@directive(
    "matrix",
    "CODE …",
    "Occupations by protective functions: how many required and “may” duties, core tasks counted "
    "with the first and supplemental ones with the second. The note in each cell names the tasks "
    "and clauses it counts.",
    {"functions": "Function ids; all protective ones otherwise.", "caption": "Another caption."},
)
def matrix(written: nodes.Directive, context: Context) -> Blocks:
    """Return the matrix: a row an occupation, a column a function."""
    codes = words(written.argument)
    if not codes:
        raise UnresolvedError(
            find.UNKNOWN_CODE, "The matrix names no occupations.", "Write their codes: {matrix} 43-5031 …"
        )
    occupations = [find.occupation(code, context) for code in codes]
    functions = _columns(written, context)
    rows = tuple(_row(occupation, functions, context) for occupation in occupations)
    lacking = [o.code for o in occupations if not find.duties_of(o.code, context)]
    cells.tell_not_recorded((f"duties of {code}" for code in lacking), context)
    legend = _LEGEND + _NOT_RECORDED if lacking else _LEGEND
    return (
        Table(
            caption=cells.caption(written, _CAPTION, context),
            header=header("Occupation", *(f.label for f in functions), align="center"),
            rows=rows,
            widths=(2.4, *(1.0 for _ in functions)),
            source=(*text(f"{legend} "), *_works(occupations, functions, context)),
            dense=True,
            landscape=True,
        ),
    )


def _columns(written: nodes.Directive, context: Context) -> list[Function]:
    wanted = words(written.options.get("functions", ""))
    if wanted:
        return [find.function(name, context) for name in wanted]
    return find.protective_functions(context)


def _row(occupation: Occupation, functions: Sequence[Function], context: Context) -> tuple[Cell, ...]:
    duties = find.duties_of(occupation.code, context)
    notes = RowNotes(occupation, context)
    head = row_head(f"{occupation.title} ({occupation.code})")
    if not duties:
        return (head, *(not_recorded("center") for _ in functions))
    return (head, *(_cell(function, duties, notes) for function in functions))


def _cell(function: Function, duties: Sequence[Duty], notes: RowNotes) -> Cell:
    performing = [duty for duty in duties if function.id in duty.functions]
    if not performing:
        return cell("–", "center")
    required = sum(duty.kind == "required" for duty in performing)
    may = len(performing) - required
    counts = [f"{required} required"] * bool(required) + [f"{may} may"] * bool(may)
    content: tuple[Inline, ...] = (Text(", ".join(counts)), notes.cite(function, performing))
    return Cell(content, "center", shade="yes" if required else "partial")


def _works(occupations: Sequence[Occupation], functions: Sequence[Function], context: Context) -> Inlines:
    """Return the line with the works behind all cells, each cited in full."""
    names = {function.id for function in functions}
    duties = (duty for occupation in occupations for duty in find.duties_of(occupation.code, context))
    used = {duty.provenance.source for duty in duties if names & {*duty.functions}}
    sources = find.sources(sorted(used), context)
    return source_line([Citation(source) for source in sources], context)


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


class RowNotes:
    """The notes of one row of the matrix."""

    def __init__(self, occupation: Occupation, context: Context) -> None:
        self._occupation = occupation
        self._context = context
        self._shown = listed(context)
        self._worded: dict[str, int] = {}
        """Duty -> the number of the note that gives its wording."""

    def cite(self, function: Function, duties: Iterable[Duty]) -> NoteReference:
        """Return the note for a cell; its duties count as used, and their sources as cited."""
        by_source: dict[str, list[Duty]] = {}
        for duty in duties:
            by_source.setdefault(duty.provenance.source, []).append(duty)
        said = [self._of_source(source, some) for source, some in sorted(by_source.items())]
        words = f"{self._occupation.code}, {function.label.lower()}. {' '.join(said)}"
        reference = self._context.notes.add((Text(words),))
        for some in by_source.values():
            for duty in some:
                self._worded.setdefault(duty.id, reference.number)
        return reference

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
        number = self._worded.get(duty.id)
        if number and duty.task:
            return f"{duty.task} (n. {number})"
        wording = short_wording(duty.statement)
        return f"{duty.task} ({wording})" if duty.task else wording


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
