"""Directives on the work of an occupation: its definition, and its duties, each with its source.

Duties of a definition are set apart by its own words, "may" or none; tasks of O*NET, which says neither, by
their type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builder.citations import Citation
from builder.document import Cell, Inlines, Paragraph, Quotation, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find, sourcing
from builder.resolve.cells import cell, header, source_line, text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag, words
from builder.resolve.rated_duties import (
    REQUIRED_BY,
    TOLD,
    StatedDuties,
    rated_by,
    ratings_of,
    stated_duties,
)
from kb.analysis.task_ratings import TaskRating
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
        "ratings": "`yes`: beside each task what those who do the work say of its relevance, importance and "
        "frequency, with interval and number of answers.",
        REQUIRED_BY: TOLD,
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
    stated = stated_duties(written, {occupation.code: chosen}, context)
    rated = flag(written, "ratings") or bool(stated.said)
    return tuple(
        _duty_table((*text(f"{name}: "), *named), some, stated, context, rated=rated)
        for name, some in _grouped(stated)
    )


def _grouped(stated: StatedDuties) -> Iterator[tuple[str, list[Duty]]]:
    """Yield what each table is called, with its duties."""
    duties = [duty for some in stated.by_code.values() for duty in some]
    for key, name in STANDINGS.items():
        some = [duty for duty in duties if standing(duty) == key]
        if not stated.said or key in ("required", "may"):
            yield from [(name, some)] if some else []
    if stated.said:
        for kind, name in (("required", f"Tasks required by {stated.said}"), ("may", "Other tasks")):
            some = [duty for duty in duties if duty.task and duty.kind == kind]
            yield from [(name, some)] if some else []


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


def _duty_table(
    caption: Inlines, duties: list[Duty], stated: StatedDuties, context: Context, *, rated: bool
) -> Table:
    cited = [citation for duty in duties if (citation := sourcing.of_duty(duty, context))]
    ratings = ratings_of(duties, context) if rated else {}
    heads = ("Relevant to, %", "Importance of 5", "Daily, %", "Task") if ratings else ("Source",)
    rows = tuple(
        (
            cell(duty.statement),
            cell(_functions(duty, context)),
            *(_rating_cells(duty, ratings) if ratings else (cell(_place(duty, context)),)),
        )
        for duty in duties
    )
    works = [*map(_work, cited), *rated_by(ratings.values(), context)]
    return Table(
        caption,
        header("Duty", "Functions", *heads),
        rows,
        widths=(3.3, 1.7, 1.4, 1.4, 1.4, 0.8) if ratings else (5.6, 2.2, 1.9),
        source=(
            *text(stated.note if any(duty.task for duty in duties) else ""),
            *text(_RATED if ratings else ""),
            *office_note(duties, context),
            *source_line(works, context),
        ),
        dense=True,
    )


_RATED = (
    "In brackets: how many answered, and the 95% interval, computed by Wilson’s method where the publisher "
    "gives none of a share. Importance rests on those to whom the task is relevant. “Not to be compared” "
    "stands where O*NET advises not to use the value or one person answered. "
)


def _rating_cells(duty: Duty, ratings: Mapping[str, TaskRating]) -> tuple[Cell, ...]:
    """Return relevance, importance and daily frequency of a task, and its number."""
    rating = ratings.get(duty.task)
    found = (rating.relevance, rating.importance, rating.daily) if rating else (None, None, None)
    return (*(cells.estimate(estimate) for estimate in found), cell(duty.task))


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
