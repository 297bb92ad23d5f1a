"""Small pieces that the directives' blocks are made of: captions, cells, source lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Literal

from builder.citations import Citation
from builder.document import Cell, Inline, Inlines, Link, Text
from builder.draft import nodes
from builder.resolve import sourcing, values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.spacing import tidy
from kb.findings import Check, Severity
from kb.model.survey_estimates import Estimate

NOT_RECORDED = Check(
    "not-recorded",
    Severity.WARNING,
    "A table or chart asks for something that the base has no record of.",
    "Record it (soc-evidence new), import the official table, or leave it out.",
)
Align = Literal["left", "right", "center"]


def text(words: str) -> Inlines:
    """Return plain words as a run."""
    return (Text(words),) if words else ()


def caption(written: nodes.Directive, otherwise: str, context: Context) -> Inlines:
    """Return the draft's caption, a line of Markdown, else words of the directive's own."""
    return option(written, "caption", context) or text(otherwise)


def option(written: nodes.Directive, name: str, context: Context) -> Inlines:
    """Return an option that is read as Markdown; nothing when the draft does not give it."""
    return context.inlines(written.inlines.get(name, ()), context)


def own_source_line(written: nodes.Directive, context: Context) -> Inlines:
    """Return the option `source` as the line below a table or picture: works by their titles, or words."""
    content = written.inlines.get("source", ())
    if content and all(isinstance(inline, nodes.Cite) for inline in content):
        items = [item for inline in content if isinstance(inline, nodes.Cite) for item in inline.items]
        with suppress(UnresolvedError):  # what is unknown is told at its place, below
            return source_line([sourcing.of_key(item, context) for item in items], context)
    line = context.inlines(content, context)
    return (Text("Source: "), *line) if line else ()


def widths(written: nodes.Directive, columns: int, check: Check) -> tuple[float, ...]:
    """Return the relative widths that the option of this name gives; nothing where the layout weighs them.

    Raises:
        UnresolvedError: there is no number for each column; `check` says so.
    """
    said = written.options.get("widths", "").replace(",", " ").split()
    if said and (len(said) != columns or not all(re.fullmatch(r"\d+(\.\d+)?", one) for one in said)):
        message = f"`:widths: {' '.join(said)}` does not give a number for each of the {columns} columns."
        raise UnresolvedError(check, message, "Write as many numbers as there are columns.")
    return tuple(map(float, said))


def spoken(content: Inlines) -> str:
    """Return the words of a run, for a screen reader."""
    runs = [part for i in content for part in (i.content if isinstance(i, Link) else (i,))]
    return "".join(run.text for run in runs if isinstance(run, Text))


def cell(words: str, align: Align = "left") -> Cell:
    """Return a cell of plain words."""
    return Cell(text(words), align)


def tell_not_recorded(what: Iterable[str], context: Context) -> None:
    """Note once, at the directive, what its table or chart asks for and the base has no record of."""
    lacking = list(dict.fromkeys(what))
    if lacking:
        message = f"Not recorded, and printed as such: {'; '.join(lacking)}."
        context.problems.add(NOT_RECORDED, context.problems.here, message, NOT_RECORDED.fix)


def not_recorded(align: Align = "left") -> Cell:
    """Return the cell that stands where nothing is recorded: neither zero nor none."""
    return Cell((Text("not recorded", emphasis=True),), align)


def estimate(found: Estimate | None, mark: str = "") -> Cell:
    """Return the cell of a value of a survey, with the number of answers and the interval, and a mark."""
    if found is None:
        return not_recorded()
    about = "; ".join(filter(None, (values.firmness(found), "" if found.usable else "not to be compared")))
    return cell(f"{found.value:.2f}{f' ({about})' if about else ''}{mark}")


def row_head(words: str) -> Cell:
    """Return the heading of a row."""
    return Cell(text(words), heading=True)


def header(*names: str, align: Align = "left") -> tuple[Cell, ...]:
    """Return a header row: the first name to the left, the others as `align` says."""
    return tuple(cell(name, "left" if index == 0 else align) for index, name in enumerate(names))


def source_line(citations: Iterable[Citation], context: Context) -> Inlines:
    """Return `Source:` with the short titles of the works, each with its note."""
    line: list[Inline] = []
    seen: dict[str, list[Citation]] = {}
    for citation in citations:
        seen.setdefault(citation.source.id, []).append(citation)
    for same in seen.values():
        line.append(Text("; " if line else "Sources: " if len(seen) > 1 else "Source: "))
        line.append(Text(same[0].source.short_title))
        line.append(context.notes.cite([merged(same)]))
    return tidy([*line, Text(".")]) if line else ()


def merged(citations: list[Citation]) -> Citation:
    """Return one citation of a source for several: its locators joined, its remarks once each."""
    values: dict[str, dict[str, None]] = {}
    for citation in citations:
        for label, value in citation.locator:
            values.setdefault(label, {}).setdefault(value)
    locator = tuple((label, ", ".join(found)) for label, found in values.items())
    remarks = dict.fromkeys(c.remark for c in citations if c.remark)
    return Citation(citations[0].source, locator, remark=" ".join(remarks))
