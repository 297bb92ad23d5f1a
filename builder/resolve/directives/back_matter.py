"""Directives on the document itself: contents, where the notice is answered, notes, bibliography."""

from __future__ import annotations

from collections.abc import Iterable

from builder.document import Bibliography, Cell, Contents, Inline, Link, Notes, Table, Text
from builder.draft import nodes
from builder.draft.outline import Use
from builder.resolve import find
from builder.resolve.cells import cell, header, row_head, text
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import directive, words
from kb.findings import Check, Severity


@directive(
    "contents", "TITLE", "The table of contents.", {"depth": "Deepest heading level, 1 to 4."}, once=True
)
def contents(written: nodes.Directive, context: Context) -> Blocks:
    """Return the table, down to the heading level that `depth` says."""
    depth = written.options.get("depth", "2")
    title = written.argument or "Contents"
    return (Contents(title, int(depth) if depth in ("1", "2", "3", "4") else 2),)


_PARTS = ("topics", "items", "objections")


@directive(
    "coverage",
    "topics items objections",
    "Where the topics, required items and objections that the comment owes a reply are answered, with links.",
)
def coverage(written: nodes.Directive, context: Context) -> Blocks:
    """Return a table each for topics, required items and objections, with links to the sections."""
    wanted = words(written.argument) or list(_PARTS)
    outline = context.outline
    docket = context.docket
    tables: list[Table] = []
    if docket and "topics" in wanted:
        answered = {use.id for use in outline.topics}
        topics = [
            (topic.notation, topic.label, outline.topics)
            for topic in docket.topics
            if topic in context.case.topics or topic.notation in answered
        ]
        tables.append(_table("Topics of the notice and where they are answered", topics, context))
    if docket and "items" in wanted:
        supplied = {use.id for use in outline.items}
        items = [
            (item.id, item.label, outline.items)
            for item in docket.required_items
            if item in context.case.required_items or item.id in supplied
        ]
        tables.append(_table("Required information and where it is given", items, context))
    if "objections" in wanted:
        named = {*(use.id for use in outline.answers), *context.draft.front.declines_to_contest}
        objections = [
            (one.id, one.title, outline.answers)
            for one in find.every_objection(context)
            if context.case.binds(one) or one.id in named
        ]
        tables.append(_table("Objections and where they are answered", objections, context))
    return tuple(table for table in tables if table.rows)


def _table(caption: str, wanted: list[tuple[str, str, tuple[Use, ...]]], context: Context) -> Table:
    rows = tuple(
        (row_head(identifier), cell(label), _places(identifier, uses, context))
        for identifier, label, uses in wanted
    )
    return Table(text(caption), header("", "Subject", "Section"), rows, widths=(0.7, 3.2, 3.4))


def _places(identifier: str, uses: Iterable[Use], context: Context) -> Cell:
    content: list[Inline] = []
    sections = {
        section.anchor: section
        for use in uses
        if use.id == identifier and (section := context.outline.section_of(use))
    }
    for section in sections.values():
        if content:
            content.append(Text("; "))
        content.append(Link((Text(section.title),), f"#{section.anchor}", paged=True))
    if content:
        return Cell(tuple(content))
    reason = context.draft.front.declines_to_contest.get(identifier, "")
    if reason:
        return cell(f"Not contested: {reason}")
    return Cell((Text("not addressed", emphasis=True),))


NOTES_AT_FOOT = Check(
    "notes-at-foot",
    Severity.WARNING,
    "The notes stand at the foot of their pages, not where {notes} is.",
    "Write `notes: end` in the front matter, or delete the directive and its heading.",
)


@directive(
    "notes", "", "The endnotes, with `notes: end` in the front matter. Without it they come last.", once=True
)
def notes(written: nodes.Directive, context: Context) -> Blocks:
    """Return the place of the endnotes; footnotes have none."""
    if context.notes.at_end:
        return (Notes(),)
    message = "The notes stand at the foot of their pages; there are none to set here."
    context.problems.add(NOTES_AT_FOOT, written.place, message, NOTES_AT_FOOT.fix)
    return ()


@directive("bibliography", "", "Every work cited.", once=True)
def bibliography(written: nodes.Directive, context: Context) -> Blocks:
    """Return an empty bibliography, filled when all works are known."""
    return (Bibliography(()),)
