"""`{matrix}`: which occupations perform which protective functions, cited cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from builder.citations import Citation
from builder.document import Cell, Inline, Inlines, Table, Text
from builder.draft import nodes
from builder.resolve import captions, find
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.cell_note import RowNotes
from builder.resolve.directives.directive import Directive, words
from builder.resolve.tables import cell, header, row_head, source_line, text
from kb.model.records import Duty, Function, Occupation

_CAPTION = "Protective functions in the stated duties of each occupation"
_LEGEND = (
    "“Required” counts duties stated without condition and core tasks, “may” those stated with “may” and "
    "supplemental tasks; a dash means that no stated duty performs the function. The note in a cell names "
    "the duties it counts."
)


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return the matrix: a row an occupation, a column a function."""
    codes = words(directive.argument)
    if not codes:
        raise UnresolvedError(
            "unknown-code", "The matrix names no occupations.", "Write their codes: {matrix} 43-5031 …"
        )
    occupations = [find.occupation(code, context) for code in codes]
    functions = _functions(directive, context)
    rows = tuple(_row(occupation, functions, context) for occupation in occupations)
    return (
        Table(
            caption=captions.caption(directive, _CAPTION, context),
            header=header("Occupation", *(f.label for f in functions), align="center"),
            rows=rows,
            widths=(2.4, *(1.0 for _ in functions)),
            source=(*text(_LEGEND + " "), *_sources(occupations, functions, context)),
            dense=True,
            landscape=True,
        ),
    )


def _functions(directive: nodes.Directive, context: Context) -> list[Function]:
    known = context.lookup.functions
    wanted = words(directive.options.get("functions", ""))
    if wanted:
        return [find.known("function", name, known, "See ontology/functions.yaml.") for name in wanted]
    return [function for function in known.values() if function.protective]


def _row(occupation: Occupation, functions: Sequence[Function], context: Context) -> tuple[Cell, ...]:
    duties = context.lookup.duties_of(occupation.code)
    notes = RowNotes(occupation, context)
    head = row_head(f"{occupation.title} ({occupation.code})")
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


def _sources(occupations: Sequence[Occupation], functions: Sequence[Function], context: Context) -> Inlines:
    """Return the line with the works behind all cells, each cited in full."""
    names = {function.id for function in functions}
    used = [
        duty for o in occupations for duty in context.lookup.duties_of(o.code) if names & {*duty.functions}
    ]
    known = context.lookup.sources
    sources = sorted({duty.provenance.source for duty in used} & {*known})
    return source_line([Citation(known[source]) for source in sources], context)


DIRECTIVE = Directive(
    "matrix",
    "CODE CODE …",
    "The duty and function matrix: occupations by protective functions, cited cell by cell.",
    resolve,
    {"functions": "Function ids; all protective ones otherwise.", "caption": "Another caption."},
)
