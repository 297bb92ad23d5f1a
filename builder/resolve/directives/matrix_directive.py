"""`{matrix}`: which occupations perform which protective functions, and the duties that each cell counts.

The duties stand in a table of the evidence appendix, or below the matrix where the draft has none: a row for
each cell, named by the code of its row and the letter of its column. It names the duties by source, standing
and task number. A task that a `{duties}` table of the draft shows is named by its number alone. Another duty
gets a short wording in the first cell of its row, and later the letter of that cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_uppercase

from builder.citations import Citation
from builder.document import Cell, Inlines, Link, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing
from builder.resolve.cells import cell, header, not_recorded, row_head, source_line, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag, words
from builder.resolve.directives.duty_directives import listed, office_note, standing
from builder.resolve.directives.evidence_appendix import appendix_elsewhere, in_appendix
from kb.model.records import Duty, Function, Occupation

_CAPTION = "Protective functions in the stated duties of each occupation"
_COUNTED = (
    "“Required” counts duties stated without condition and core tasks, “may” those stated with “may” and "
    "supplemental tasks; a dash means that no stated duty performs the function. "
)
_COUNTED_BRIEFLY = (
    "The first number counts duties stated without condition and core tasks, the one after a plus sign those "
    "stated with “may” and supplemental tasks; a dash means that no stated duty performs the function. "
)
_LISTED = "The duties that a cell counts are listed, by code and letter, in "
_NOT_RECORDED = "“Not recorded” means that the evidence base holds no duties of the occupation. "


@directive(
    "matrix",
    "CODE …",
    "Occupations by protective functions: how many required and “may” duties, core tasks counted "
    "with the first and supplemental ones with the second. A table in the evidence appendix, or below, "
    "names the tasks and clauses that each cell counts.",
    {
        "functions": "Function ids; all protective ones otherwise.",
        "sources": "Only duties from these source ids; an office's own sources count where they are named.",
        "caption": "Another caption.",
        "compact": "`yes` heads the columns with letters, named below, on an upright page.",
    },
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
    listing = CellListing(functions, context)
    wanted = words(written.options.get("sources", ""))
    counted_duties = {o.code: find.duties_of(o.code, context, wanted) for o in occupations}
    compact = flag(written, "compact")
    rows = tuple(_row(o, functions, counted_duties[o.code], listing, compact) for o in occupations)
    lacking = [code for code, duties in counted_duties.items() if not duties]
    cells.tell_not_recorded((f"duties of {code}" for code in lacking), context)
    caption = cells.caption(written, _CAPTION, context)
    counted = listing.table(caption)
    heading = listing.letter if compact else listing.heading
    matrix = Table(
        caption=caption,
        header=header("Occupation", *map(heading, functions), align="center"),
        rows=rows,
        widths=(2.4, *((0.6 if compact else 1.0) for _ in functions)),
        source=(
            *text(_COUNTED_BRIEFLY if compact else _COUNTED),
            *_listed_in(counted, context),
            *text(f"{'; '.join(map(listing.heading, functions))}. " if compact else ""),
            *text(_NOT_RECORDED if lacking else ""),
            *_works(counted_duties, functions, context),
        ),
        dense=True,
        landscape=not compact,
    )
    return (matrix, *in_appendix(counted, context))


def _listed_in(counted: Table, context: Context) -> Inlines:
    """Return where the duties are listed: a table of this document, or the appendix filed beside it."""
    if appendix_elsewhere(context):
        return text(f"{_LISTED}the evidence appendix beside this comment. ")
    return (Text(_LISTED), Link((), f"#{counted.anchor}", paged=True), Text(". "))


def _columns(written: nodes.Directive, context: Context) -> list[Function]:
    wanted = words(written.options.get("functions", ""))
    if wanted:
        return [find.function(name, context) for name in wanted]
    return find.protective_functions(context)


def _row(
    occupation: Occupation,
    functions: Sequence[Function],
    duties: Sequence[Duty],
    listing: CellListing,
    compact: bool,
) -> tuple[Cell, ...]:
    head = row_head(f"{occupation.title} ({occupation.code})")
    if not duties:
        return (head, *(not_recorded("center") for _ in functions))
    listing.begin_row(occupation)
    return (head, *(_cell(function, duties, listing, compact) for function in functions))


def _cell(function: Function, duties: Sequence[Duty], listing: CellListing, compact: bool) -> Cell:
    performing = [duty for duty in duties if function.id in duty.functions]
    if not performing:
        return cell("–", "center")
    listing.add(function, performing)
    required = sum(duty.kind == "required" for duty in performing)
    may = len(performing) - required
    counts = [f"{required} required"] * bool(required) + [f"{may} may"] * bool(may)
    said = f"{required} + {may}" if may else f"{required}"
    return Cell(
        text(said if compact else ", ".join(counts)), "center", shade="yes" if required else "partial"
    )


def _works(duties: Mapping[str, Sequence[Duty]], functions: Sequence[Function], context: Context) -> Inlines:
    """Return the line with the works behind all cells, each cited in full."""
    names = {function.id for function in functions}
    used = [duty for some in duties.values() for duty in some if names & {*duty.functions}]
    sources = find.sources(sorted({duty.provenance.source for duty in used}), context)
    return (*office_note(used, context), *source_line([Citation(source) for source in sources], context))


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
