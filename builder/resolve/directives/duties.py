"""`{duties}`: the duties of an occupation, required and "may" apart, each with its source."""

from __future__ import annotations

from builder.document import Cell, Inlines, Table
from builder.draft import nodes
from builder.resolve import find, sourcing
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import Directive, words
from builder.resolve.lookup.records import Duty
from builder.resolve.tables import cell, header, text

_CAPTIONS = {
    "required": "Duties stated without condition: {title} ({code})",
    "may": "Duties stated with “may”: {title} ({code})",
}


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return one table for the required duties and one for the others."""
    occupation = find.occupation(directive.argument, context)
    wanted = words(directive.options.get("sources", ""))
    duties = [
        duty
        for duty in context.lookup.duties_of(occupation.code)
        if not wanted or duty.provenance.source in wanted
    ]
    if not duties:
        raise UnresolvedError(
            "unknown-duties",
            f"The graph holds no duties of {occupation.code}.",
            "Add evidence/duties/CODE.csv: soc-evidence new duty.",
        )
    kinds = [directive.options["kind"]] if directive.options.get("kind") in _CAPTIONS else _CAPTIONS
    return tuple(
        _table(_CAPTIONS[kind].format(title=occupation.title, code=occupation.code), some, context)
        for kind in kinds
        if (some := [duty for duty in duties if duty.kind == kind])
    )


def _table(caption: str, duties: list[Duty], context: Context) -> Table:
    rows = tuple(
        (cell(duty.statement), cell(_functions(duty, context)), Cell(_source(duty, context)))
        for duty in duties
    )
    return Table(
        text(caption), header("Duty", "Functions", "Source"), rows, widths=(5.0, 2.2, 2.0), dense=True
    )


def _functions(duty: Duty, context: Context) -> str:
    known = context.lookup.functions
    return ", ".join(known[f].label for f in known if f in duty.functions)


def _source(duty: Duty, context: Context) -> Inlines:
    citation = sourcing.of_duty(duty, context)
    if citation is None:
        return ()
    name = citation.source.short_title
    return (*text(f"{name}, task {duty.task}" if duty.task else name), context.notes.cite([citation]))


DIRECTIVE = Directive(
    "duties",
    "CODE",
    "The duties of an occupation, required and “may” apart, each with its source.",
    resolve,
    {"kind": "Only `required` or only `may`.", "sources": "Only duties from these source ids."},
)
