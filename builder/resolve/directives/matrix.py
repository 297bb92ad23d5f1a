"""`{matrix}`: which occupations perform which protective functions, cited cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from builder.citations import Citation, markup
from builder.document import Cell, Inline, NoteReference, Table, Text
from builder.draft import nodes
from builder.resolve import find, sourcing
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import Directive, words
from builder.resolve.lookup.records import Duty, Function, Occupation
from builder.resolve.tables import cell, header, merged, row_head, text

_CAPTION = "Protective functions in the stated duties of each occupation"
_LEGEND = (
    "“Required” counts duties stated without condition, “may” those stated with “may” or listed as "
    "supplemental; a dash means that no stated duty performs the function. The note in a cell lists them."
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
            caption=text(directive.options.get("caption", _CAPTION)),
            header=header("Occupation", *(f.label for f in functions), align="center"),
            rows=rows,
            widths=(2.4, *(1.0 for _ in functions)),
            source=text(_LEGEND),
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
    head = row_head(f"{occupation.title} ({occupation.code})")
    return (head, *(_cell(occupation, function, duties, context) for function in functions))


def _cell(occupation: Occupation, function: Function, duties: Sequence[Duty], context: Context) -> Cell:
    performing = [duty for duty in duties if function.id in duty.functions]
    if not performing:
        return cell("–", "center")
    required = sum(duty.kind == "required" for duty in performing)
    may = len(performing) - required
    counts = [f"{required} required"] * bool(required) + [f"{may} may"] * bool(may)
    content: tuple[Inline, ...] = (
        Text(", ".join(counts)),
        _note(occupation, function, performing, context),
    )
    return Cell(content, "center", shade="yes" if required else "partial")


def _note(
    occupation: Occupation, function: Function, duties: Sequence[Duty], context: Context
) -> NoteReference:
    """Return the note that lists the duties of a cell and their sources."""
    listed = "; ".join(f"{duty.statement.rstrip('.')} ({duty.kind})" for duty in duties)
    by_source: dict[str, list[Citation]] = {}
    for duty in duties:
        citation = sourcing.of_duty(duty, context)
        if citation:
            by_source.setdefault(citation.source.id, []).append(citation)
    sources = context.notes.text([merged(same) for same in by_source.values()]) if by_source else ""
    words_of_note = f"{occupation.code}, {function.label.lower()}: {listed}. {sources}"
    return context.notes.add(markup.runs(words_of_note.strip()))


DIRECTIVE = Directive(
    "matrix",
    "CODE CODE …",
    "The duty and function matrix: occupations by protective functions, cited cell by cell.",
    resolve,
    {"functions": "Function ids; all protective ones otherwise.", "caption": "Another caption."},
)
