"""`{matrix}`: which occupations perform which protective functions, and the duties that each cell counts.

The duties stand in a table (`matrix_cells`) of the evidence appendix, or below the matrix where the draft
has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.citations import Citation
from builder.document import Cell, Inlines, Link, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, party_ratings
from builder.resolve.cells import cell, header, not_recorded, row_head, source_line, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag, words
from builder.resolve.directives.duty_directives import office_note
from builder.resolve.directives.evidence_appendix import appendix_elsewhere, in_appendix
from builder.resolve.directives.matrix_cells import CellListing
from builder.resolve.party_ratings import RATINGS, PartyDuties, party_duties, party_of
from builder.resolve.rated_duties import REQUIRED_BY, TOLD, stated_duties
from kb.model.records import Duty, Function, Occupation

_CAPTION = "Protective functions in the stated duties of each occupation"
_BY_TYPE = (
    "“Required” counts duties stated without condition and core tasks, “may” those stated with “may” and "
    "supplemental tasks; "
)
_BY_RATING = (
    "“Required” counts duties stated without condition and tasks by the threshold, “may” all others; "
)
_BRIEFLY = "a plus sign stands between the two; "
_LEGEND = "a dash means that no stated duty performs the function. "
_LISTED = "The duties that a cell counts are listed, by code and letter, in "
_SPLIT = "“Split on” counts the duties on which raters disagreed over the function. "
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
        REQUIRED_BY: TOLD,
        RATINGS: party_ratings.TOLD,
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
    rated = party_duties(codes, party_of(written.options), context, wanted)
    counted_duties = rated.by_code
    stated = stated_duties(written, counted_duties, context)
    compact = flag(written, "compact")
    rows = tuple(_row(o, functions, stated.by_code[o.code], rated, listing, compact) for o in occupations)
    lacking = [code for code, duties in counted_duties.items() if not duties]
    cells.tell_not_recorded((f"duties of {code}" for code in lacking), context)
    caption = cells.caption(written, _CAPTION, context)
    counted = listing.table(caption)
    heading = listing.letter if compact else listing.heading
    rule = f"{rated.note}{stated.note}{_BY_RATING if stated.said else _BY_TYPE}"
    names = f"{'; '.join(map(listing.heading, functions))}. "
    matrix = Table(
        caption=caption,
        header=header("Occupation", *map(heading, functions), align="center"),
        rows=rows,
        widths=(2.4, *((0.6 if compact else 1.0) for _ in functions)),
        source=(
            *text(f"{rule}{_BRIEFLY if compact else ''}{_LEGEND}"),
            *_listed_in(counted, context),
            *text(names if compact else ""),
            *text(_SPLIT if rated.by.splits else ""),
            *text(_NOT_RECORDED if lacking else ""),
            *_works(counted_duties, functions, stated.citations, context),
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
    rated: PartyDuties,
    listing: CellListing,
    compact: bool,
) -> tuple[Cell, ...]:
    head = row_head(f"{occupation.title} ({occupation.code})")
    if not duties:
        return (head, *(not_recorded("center") for _ in functions))
    listing.begin_row(occupation)
    splits = [rated.split(occupation.code, function.id) for function in functions]
    pairs = zip(functions, splits, strict=True)
    return (head, *(_cell(function, duties, split, listing, compact) for function, split in pairs))


def _cell(
    function: Function, duties: Sequence[Duty], split: int, listing: CellListing, compact: bool
) -> Cell:
    """Return how many duties perform a function, and on how many raters were split."""
    open_ones = f"; split on {split}" if split else ""
    performing = [duty for duty in duties if function.id in duty.functions]
    if not performing:
        return cell(f"–{open_ones}", "center")
    listing.add(function, performing)
    required = sum(duty.kind == "required" for duty in performing)
    may = len(performing) - required
    counts = ", ".join([f"{required} required"] * bool(required) + [f"{may} may"] * bool(may))
    if compact:
        counts = f"{required}+{may}" if may else f"{required}"
    return Cell(text(f"{counts}{open_ones}"), "center", shade="yes" if required else "partial")


def _works(
    duties: Mapping[str, Sequence[Duty]],
    functions: Sequence[Function],
    rated: Sequence[Citation],
    context: Context,
) -> Inlines:
    """Return the line with the works behind all cells and ratings, each cited in full."""
    names = {function.id for function in functions}
    used = [duty for some in duties.values() for duty in some if names & {*duty.functions}]
    sources = find.sources(sorted({duty.provenance.source for duty in used}), context)
    return (*office_note(used, context), *source_line([*map(Citation, sources), *rated], context))
