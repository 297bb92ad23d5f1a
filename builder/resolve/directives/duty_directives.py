"""Directives on the work of an occupation: its definition, and its duties, each with its source.

Duties of a definition are set apart by its own words, "may" or none; tasks of O*NET, which says neither, by
their type.
"""

from __future__ import annotations

from collections.abc import Iterable

from builder.citations import Citation
from builder.document import Inlines, Paragraph, Quotation, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing
from builder.resolve.cells import cell, header, source_line, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, words
from kb.findings import Check, Severity
from kb.model.records import Duty, Occupation, Provenance

UNKNOWN_DEFINITION = Check(
    "unknown-definition", Severity.ERROR, "A class has no definition.", "Name a detailed occupation."
)


@directive(
    "definition",
    "CODE",
    "The official definition once `soc-evidence import soc` has been run; else our paraphrase, "
    "which says so.",
)
def definition(written: nodes.Directive, context: Context) -> Blocks:
    """Return the definition as a quotation, or a paraphrase that says what it is."""
    occupation = find.occupation(written.argument, context)
    soc = context.lookup.classification.name
    if not occupation.definition:
        raise UnresolvedError(
            UNKNOWN_DEFINITION,
            f"{occupation.code} is a {occupation.level} and has no definition in the graph.",
            f"Define a detailed occupation; groups of the {soc} have no official definition.",
        )
    if not occupation.official:
        return (Paragraph(_paraphrase(occupation, context)),)
    attribution = (*text(f"— {soc}, {occupation.code} {occupation.title}"), *definition_note(context))
    return (Quotation((Paragraph(text(occupation.definition)),), attribution),)


def _paraphrase(occupation: Occupation, context: Context) -> Inlines:
    head = f"{occupation.title} ({occupation.code}), in our paraphrase of the official definition: "
    return (
        Text(head),
        Text(occupation.definition.rstrip("."), emphasis=True),
        Text("."),
        *definition_note(context),
    )


def definition_note(context: Context) -> Inlines:
    """Return the note that cites the source of the definitions; nothing when it is not recorded."""
    identifier = context.lookup.definitions_source
    citation = sourcing.of_record(Provenance(identifier, verification="verified"), context)
    return (context.notes.cite([citation]),) if citation else ()


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


@directive(
    "duties",
    "CODE",
    "The duties of an occupation: those a definition states without condition and with “may”, "
    "core and supplemental tasks, a table each.",
    {
        "kind": "Only `required` (with core tasks) or only `may` (with supplemental tasks).",
        "sources": "Only duties from these source ids; an office's own sources count where they are named.",
        "caption": "Whose duties the captions name; the occupation otherwise.",
    },
)
def duties(written: nodes.Directive, context: Context) -> Blocks:
    """Return a table for each way in which the duties stand in their sources."""
    occupation = find.occupation(written.argument, context)
    chosen = _chosen(written, context)
    if not chosen:
        raise UnresolvedError(
            find.UNKNOWN_DUTIES,
            f"The graph holds no such duties of {occupation.code}.",
            "Change the options, or add evidence/duties/CODE.csv: soc-evidence new duty.",
        )
    named = cells.caption(written, f"{occupation.title} ({occupation.code})", context)
    return tuple(
        _duty_table((*text(f"{name}: "), *named), some, context)
        for key, name in STANDINGS.items()
        if (some := [duty for duty in chosen if standing(duty) == key])
    )


def listed(context: Context) -> frozenset[str]:
    """Return the ids of all duties that the draft's `{duties}` tables show."""
    tables = [d for d in context.outline.directives if d.name == duties.name]
    return frozenset(duty.id for table in tables for duty in _chosen(table, context))


def _chosen(written: nodes.Directive, context: Context) -> list[Duty]:
    """Return the duties that a directive asks for."""
    wanted = words(written.options.get("sources", ""))
    kind = written.options.get("kind", "")
    every_kind = kind not in ("required", "may")
    return [
        duty for duty in find.duties_of(written.argument, context, wanted) if every_kind or duty.kind == kind
    ]


def _duty_table(caption: Inlines, duties: list[Duty], context: Context) -> Table:
    cited = [citation for duty in duties if (citation := sourcing.of_duty(duty, context))]
    return Table(
        caption,
        header("Duty", "Functions", "Source"),
        tuple(
            (cell(duty.statement), cell(_functions(duty, context)), cell(_place(duty, context)))
            for duty in duties
        ),
        widths=(5.6, 2.2, 1.9),
        source=(
            *office_note(duties, context),
            *source_line([_work(citation) for citation in cited], context),
        ),
        dense=True,
    )


def office_note(duties: Iterable[Duty], context: Context) -> Inlines:
    """Return the sentence below a table that names the sources of one office each; nothing without any."""
    local = (duty.provenance.source for duty in duties if find.is_of_one_office(duty, context))
    titles = [source.short_title for source in find.sources(sorted(set(local)), context)]
    said = f"Duties from {', '.join(titles)} are what one office says of its own work. "
    return text(said) if titles else ()


def _work(citation: Citation) -> Citation:
    """Return the citation without the place: the row gives that."""
    return Citation(citation.source, remark=citation.remark)


def _functions(duty: Duty, context: Context) -> str:
    known = context.lookup.functions
    return ", ".join(known[f].label for f in known if f in duty.functions)


def _place(duty: Duty, context: Context) -> str:
    source = find.source(duty.provenance.source, context)
    name = source.short_title if source else "no source"
    return f"{name}, task {duty.task}" if duty.task else name
