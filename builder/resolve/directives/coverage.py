"""`{coverage}`: where the document answers the notice: topics, required items, objections."""

from __future__ import annotations

from collections.abc import Iterable

from builder.document import Cell, Inline, Link, Table, Text
from builder.draft import nodes
from builder.draft.outline import Use
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive, words
from builder.resolve.tables import cell, header, row_head, text
from kb.model.records import Objection

_PARTS = ("topics", "items", "objections")


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return a table each for topics, required items and objections, with links to the sections."""
    wanted = words(directive.argument) or list(_PARTS)
    outline = context.outline
    docket = context.docket
    tables: list[Table] = []
    if docket and "topics" in wanted:
        topics = [
            (topic.notation, topic.label, outline.topics)
            for topic in docket.topics
            if topic.invites_reply or topic.notation in {use.id for use in outline.topics}
        ]
        tables.append(_table("Topics of the notice and where they are answered", topics, context))
    if docket and "items" in wanted:
        items = [(item.id, item.label, outline.items) for item in docket.required_items]
        tables.append(_table("Required information and where it is given", items, context))
    if "objections" in wanted:
        objections = [(o.id, o.title, outline.answers) for o in _objections(context)]
        tables.append(_table("Objections and where they are answered", objections, context))
    return tuple(table for table in tables if table.rows)


def _objections(context: Context) -> list[Objection]:
    return sorted(dict.fromkeys(context.lookup.objections.values()), key=lambda o: natural(o.id))


def natural(identifier: str) -> tuple[str, int, str]:
    """Return a sorting key that puts O2 before O10 and O3a before O3b."""
    letters = identifier.rstrip("0123456789abcdefghijklmnopqrstuvwxyz")
    rest = identifier[len(letters) :]
    digits = rest.rstrip("abcdefghijklmnopqrstuvwxyz")
    return letters, int(digits) if digits.isdigit() else 0, rest


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
        content.append(Link((Text(section.title),), f"#{section.anchor}"))
    if content:
        return Cell(tuple(content))
    reason = context.draft.front.declines_to_contest.get(identifier, "")
    if reason:
        return cell(f"Not contested: {reason}")
    return Cell((Text("not addressed", emphasis=True),))


DIRECTIVE = Directive(
    "coverage",
    "topics items objections",
    "Where the notice's topics, the required items and the objections are answered.",
    resolve,
)
