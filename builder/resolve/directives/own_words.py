"""Directives that frame the author's own words: remarks, disclosures, proposals, tables, and redlines.

The body of a redline is CriticMarkup (`{++added++}`, `{--removed--}`), or the old text, a line `---`, and the
new text. With a code as argument and the official definition in the graph, a body without either is compared
with that definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from builder.document import Callout, Inlines, Paragraph, Table, Text
from builder.draft import nodes
from builder.resolve import cells, find
from builder.resolve.cells import text
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive, flag
from builder.resolve.directives.duty_directives import definition_note
from builder.resolve.word_changes import word_changes
from kb.findings import Check, Severity
from kb.model.records import Occupation

EMPTY_REDLINE = Check(
    "empty-redline",
    Severity.ERROR,
    "A redline holds no text, or the definition of its code with no change marked.",
    "Mark the change in its body: {++added++} and {--removed--}.",
)
Kind = Literal["disclosure", "note", "proposal"]
_LABELS: dict[Kind, str] = {"disclosure": "Disclosure", "note": "Note", "proposal": "Proposal"}


def _callout(kind: Kind, written: nodes.Directive, context: Context) -> Blocks:
    label = text(written.argument or _LABELS[kind])
    return (Callout(kind, label, context.blocks(written.blocks, context)),)


@directive("note", "LABEL", "A framed box with Markdown of your own.", body="markdown")
def note(written: nodes.Directive, context: Context) -> Blocks:
    """Return a remark in a frame."""
    return _callout("note", written, context)


@directive("disclosure", "LABEL", "A framed box with Markdown of your own.", body="markdown")
def disclosure(written: nodes.Directive, context: Context) -> Blocks:
    """Return a disclosure against interest in a frame."""
    return _callout("disclosure", written, context)


@directive("proposal", "LABEL", "A framed box with Markdown of your own.", body="markdown")
def proposal(written: nodes.Directive, context: Context) -> Blocks:
    """Return a proposal in a frame."""
    return _callout("proposal", written, context)


NO_TABLE = Check(
    "no-table",
    Severity.ERROR,
    "The body of {table} is not one Markdown table.",
    "Write one table in it, and nothing else.",
)


@directive(
    "table",
    "CAPTION",
    "A Markdown table of your own, with a caption and a number.",
    {
        "caption": "The caption, as Markdown.",
        "source": "The line below the table, as Markdown.",
        "widths": "Relative widths of the columns, such as `1 3 2`.",
        "heads": "`yes`: the first column heads its rows.",
        "landscape": "`yes`: on a page turned to landscape.",
    },
    body="markdown",
)
def table(written: nodes.Directive, context: Context) -> Blocks:
    """Return the table of the body with what the options say of it."""
    blocks = context.blocks(written.blocks, context)
    if len(blocks) != 1 or not isinstance(blocks[0], Table):
        raise UnresolvedError(NO_TABLE, "The body of {table} is not one table.", NO_TABLE.fix)
    found = blocks[0]
    rows = found.rows
    if flag(written, "heads"):
        rows = tuple((replace(row[0], heading=True), *row[1:]) if row else row for row in rows)
    columns = sum(cell.span for cell in found.header)
    return (
        replace(
            found,
            caption=cells.caption(written, written.argument, context),
            rows=rows,
            widths=cells.widths(written, columns, NO_TABLE),
            source=cells.option(written, "source", context),
            landscape=flag(written, "landscape"),
        ),
    )


_CRITIC = re.compile(r"\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<removed>.*?)--\}", re.DOTALL)
_LEGEND = "Words struck out are removed; words underlined are added."
_PARAPHRASED = "The words changed are our paraphrase of the definition, not its official text."
Runs = tuple[Text, ...]


@directive(
    "redline",
    "CODE",
    "Proposed wording. Body: `{++added++}` and `{--removed--}`; or old text, a line `---`, new "
    "text; or, with the official definition in the graph, the new text alone.",
    {"label": "Another heading of the box."},
    body="literal",
)
def redline(written: nodes.Directive, context: Context) -> Blocks:
    """Return the proposal as a callout."""
    if not written.body.strip():
        raise UnresolvedError(
            EMPTY_REDLINE,
            "The redline holds no text.",
            "Write the proposed text in the body, with {++added++} and {--removed--}.",
        )
    occupation = find.occupation(written.argument, context) if written.argument else None
    runs = _runs(written.body, occupation)
    if occupation and _one_line(written.body) == _one_line(occupation.definition):
        raise UnresolvedError(
            EMPTY_REDLINE,
            f"The redline of {occupation.code} is the present definition, with no change marked.",
            "Mark what you propose in the body, with {++added++} and {--removed--}.",
        )
    label = written.options.get("label") or _heading(occupation)
    source: Inlines = definition_note(context) if occupation and occupation.official else ()
    marked = any(run.inserted or run.deleted for run in runs)
    said = f"{_LEGEND} {_PARAPHRASED}" if _of_paraphrase(written.body, occupation) else _LEGEND
    legend = (Paragraph((*text(said), *source), "small"),) if marked else ()
    return (Callout("proposal", text(label), (Paragraph(runs), *legend)),)


def _of_paraphrase(body: str, occupation: Occupation | None) -> bool:
    """Say whether a redline begins from a definition in our words, the official one not being on record."""
    if occupation is None or occupation.official or not occupation.definition:
        return False
    return original(body).split() == occupation.definition.split()


def _heading(occupation: Occupation | None) -> str:
    if occupation is None:
        return "Proposed text"
    return f"Proposed definition: {occupation.title} ({occupation.code})"


def _runs(body: str, occupation: Occupation | None) -> Runs:
    if _CRITIC.search(body):
        return tuple(_critic(body))
    old, divider, new = _halves(body)
    if divider:
        return tuple(_compared(old, new))
    if occupation and occupation.official:
        return tuple(_compared(occupation.definition, body))
    return (Text(_one_line(body)),)


def original(body: str) -> str:
    """Return the text before the change, where the body tells it."""
    if _CRITIC.search(body):
        return _one_line(_CRITIC.sub(lambda match: match["removed"] or "", body))
    old, divider, _ = _halves(body)
    return _one_line(old) if divider else ""


def _halves(body: str) -> tuple[str, str, str]:
    return re.sub(r"(?m)^---+[ \t]*$", "\x00", body, count=1).partition("\x00")


def _critic(body: str) -> Iterator[Text]:
    end = 0
    for match in _CRITIC.finditer(body):
        yield from _plain(body[end : match.start()])
        if match["added"] is not None:
            yield Text(_spaced(match["added"]), inserted=True)
        else:
            yield Text(_spaced(match["removed"]), deleted=True)
        end = match.end()
    yield from _plain(body[end:])


def _plain(words: str) -> Iterator[Text]:
    if words:
        yield Text(_spaced(words))


def _compared(old: str, new: str) -> Iterator[Text]:
    """Yield the new text with the words that went and the words that came, word by word."""
    before, after = _one_line(old).split(" "), _one_line(new).split(" ")
    for operation, i1, i2, j1, j2 in word_changes(before, after):
        if operation == "equal":
            yield Text(" ".join(before[i1:i2]) + " ")
            continue
        if i2 > i1:
            yield Text(" ".join(before[i1:i2]), deleted=True)
            yield Text(" ")
        if j2 > j1:
            yield Text(" ".join(after[j1:j2]), inserted=True)
            yield Text(" ")


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _one_line(words: str) -> str:
    return _spaced(words).strip()
