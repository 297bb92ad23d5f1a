"""`{duties}`: the duties of an occupation, each with its source.

Duties of a definition are set apart by its own words, "may" or none; tasks of O*NET, which says neither, by
their type.
"""

from __future__ import annotations

from builder.citations import Citation
from builder.document import Inlines, Table
from builder.draft import nodes
from builder.resolve import captions, find, sourcing
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import Directive, words
from builder.resolve.tables import cell, header, source_line, text
from kb.model.records import Duty

STANDINGS = {
    "required": "Duties stated without condition",
    "may": "Duties stated with “may”",
    "core": "Core tasks",
    "supplemental": "Supplemental tasks",
    "untyped": "Tasks without a type",
}
"""How a duty stands in its source, in the order in which tables and notes name them."""


def standing(duty: Duty) -> str:
    """Return how a duty stands in its source: the type of an O*NET task, else `required` or `may`."""
    if duty.task:
        return duty.task_type if duty.task_type in STANDINGS else "untyped"
    return duty.kind


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return a table for each way in which the duties stand in their sources."""
    occupation = find.occupation(directive.argument, context)
    duties = _chosen(directive, context)
    if not duties:
        raise UnresolvedError(
            "unknown-duties",
            f"The graph holds no such duties of {occupation.code}.",
            "Change the options, or add evidence/duties/CODE.csv: soc-evidence new duty.",
        )
    named = captions.caption(directive, f"{occupation.title} ({occupation.code})", context)
    return tuple(
        _table((*text(f"{name}: "), *named), some, context)
        for key, name in STANDINGS.items()
        if (some := [duty for duty in duties if standing(duty) == key])
    )


def listed(context: Context) -> frozenset[str]:
    """Return the ids of all duties that the draft's `{duties}` tables show."""
    tables = [d for d in context.outline.directives if d.name == DIRECTIVE.name]
    return frozenset(duty.id for table in tables for duty in _chosen(table, context))


def _chosen(directive: nodes.Directive, context: Context) -> list[Duty]:
    """Return the duties that a directive asks for."""
    wanted = words(directive.options.get("sources", ""))
    kind = directive.options.get("kind", "")
    return [
        duty
        for duty in context.lookup.duties_of(directive.argument)
        if (not wanted or duty.provenance.source in wanted) and (kind not in _KINDS or duty.kind == kind)
    ]


def _table(caption: Inlines, duties: list[Duty], context: Context) -> Table:
    cited = [citation for duty in duties if (citation := sourcing.of_duty(duty, context))]
    return Table(
        caption,
        header("Duty", "Functions", "Source"),
        tuple(
            (cell(duty.statement), cell(_functions(duty, context)), cell(_source(duty, context)))
            for duty in duties
        ),
        widths=(5.6, 2.2, 1.9),
        source=source_line([_work(citation) for citation in cited], context),
        dense=True,
    )


def _work(citation: Citation) -> Citation:
    """Return the citation without the place: the row gives that."""
    return Citation(citation.source, remark=citation.remark)


def _functions(duty: Duty, context: Context) -> str:
    known = context.lookup.functions
    return ", ".join(known[f].label for f in known if f in duty.functions)


def _source(duty: Duty, context: Context) -> str:
    source = context.lookup.sources.get(duty.provenance.source)
    name = source.short_title if source else "no source"
    return f"{name}, task {duty.task}" if duty.task else name


_KINDS = ("required", "may")

DIRECTIVE = Directive(
    "duties",
    "CODE",
    "The duties of an occupation, each with its source.",
    resolve,
    {
        "kind": "Only `required` (with core tasks) or only `may` (with supplemental tasks).",
        "sources": "Only duties from these source ids.",
        "caption": "Whose duties the captions name; the occupation otherwise.",
    },
)
