"""`{sparql-table}`: the rows of a query as a table.

A query comes by name, as a file of the workspace, or in the body. It runs in the same walled-off worker as
`soc-evidence query`: read-only, without network, with limits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from builder.document import Cell, Table
from builder.draft import nodes
from builder.resolve import cells, find, find_figures
from builder.resolve.cells import cell
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import directive
from kb.errors import SocEvidenceError
from kb.findings import Check, Severity
from kb.namespaces import RECORDS

BAD_QUERY = Check(
    "bad-query", Severity.ERROR, "The query of a table cannot be run.", "Correct the query or its name."
)
EMPTY_QUERY = Check(
    "empty-query", Severity.ERROR, "A query gives no rows.", "Try it with soc-evidence query."
)
QUERY_OUTSIDE = Check(
    "query-outside-workspace",
    Severity.ERROR,
    "A file outside the workspace is named.",
    "Copy it into the workspace.",
)
_ROWS = 500
_DRAWN: dict[str, Callable[[list[str], Context], Sequence[object]]] = {
    "claim": find.claims,
    "duty": find.duties,
    "evidence": find.evidence_items,
    "figure": find_figures.figures,
    "decision": find.decisions,
    "elsewhere": find.classes_elsewhere,
    "legislation": find.bills,
    "objection": find.objections,
    "source": find.sources,
}
"""Kinds of record that a row may draw on."""
_RESERVED = ("caption", "columns", "source", "widths")


@directive(
    "sparql-table",
    "NAME",
    "The rows of a named query, of a `.rq` file in the workspace, or of the query in the body. "
    "Figures and evidence items that a row holds by their IRIs count as used.",
    {
        "caption": "The table's caption.",
        "source": "The line below the table, such as `[@onet-29-3]`.",
        "columns": "Columns to show: variable=Heading, …",
        "widths": "Relative widths of the columns, such as `1 3 2`.",
    },
    open_options=True,
    body="literal",
)
def sparql_table(written: nodes.Directive, context: Context) -> Blocks:
    """Return the query's rows; numbers to the right, IRIs shortened."""
    names, rows = _answer(written, context)
    for row in rows:
        _note_use(row, context)
    heads = _heads(written.options.get("columns", ""), names)
    places = {name: max((_decimals(row.get(name)) for row in rows), default=0) for name in heads}
    if not rows:
        raise UnresolvedError(EMPTY_QUERY, "The query gives no rows.", "Run it: soc-evidence query.")
    return (
        Table(
            caption=cells.caption(written, "", context),
            header=tuple(cell(heads[name]) for name in heads),
            rows=tuple(tuple(_cell(row.get(name), places[name]) for name in heads) for row in rows),
            source=cells.own_source_line(written, context),
            widths=cells.widths(written, len(heads), BAD_QUERY),
            dense=len(heads) > 4,
        ),
    )


def _note_use(row: dict[str, Any], context: Context) -> None:
    """Hold the records that a row names by their IRIs to the judgement on them, and remember their use."""
    for term in row.values():
        kind, _, identifier = str(term["value"]).removeprefix(RECORDS).partition("/")
        if term["type"] != "uri" or not term["value"].startswith(RECORDS):
            continue
        if kind in _DRAWN and _DRAWN[kind]([identifier], context):
            used = {"figure": context.used.figures, "evidence": context.used.evidence}.get(kind)
            if used is not None:
                used.setdefault(identifier)


def _answer(written: nodes.Directive, context: Context) -> tuple[list[str], list[dict[str, Any]]]:
    from kb.querying.answer_formats import Form
    from kb.querying.asking import ask, question
    from kb.querying.evaluation import Limits

    name = written.argument
    if name.endswith(".rq"):
        name = str(_inside(context.root, name))
    values = {option: [value] for option, value in written.options.items() if option not in _RESERVED}
    try:
        if written.body.strip():
            asked = question(None, written.body, ())
        else:
            asked = question(name, None, context.workspace.queries)
            _remember(name, context)
        lookup = context.lookup
        result = lookup.derived(
            ("answer", asked, tuple((name, tuple(value)) for name, value in sorted(values.items()))),
            lambda: ask(context.workspace, asked, values, Limits(rows=_ROWS), lookup.knowledge.folder),
        )
    except SocEvidenceError as error:
        raise UnresolvedError(BAD_QUERY, error.message, error.remedy) from error
    if result.form is not Form.SOLUTIONS:
        raise UnresolvedError(BAD_QUERY, "The query gives no rows.", "Write a SELECT query.")
    answer = json.loads(result.payload)
    return list(answer["head"]["vars"]), list(answer["results"]["bindings"])


def _remember(name: str, context: Context) -> None:
    """Note the query's file among those that the document is made from, where it is the office's own."""
    from kb.named_queries.query_catalogue import find_query

    path = Path(name) if name.endswith(".rq") else find_query(name, context.workspace.queries).path
    if path.is_relative_to(context.root):
        context.used.files[path.relative_to(context.root).as_posix()] = path.read_bytes()


def _inside(root: Path, name: str) -> Path:
    """Return the path of a query file, which must lie in the workspace."""
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        raise UnresolvedError(
            QUERY_OUTSIDE,
            f"The query file {name!r} lies outside the workspace.",
            "Copy it into the workspace's queries folder.",
        )
    return path


def _heads(written: str, names: list[str]) -> dict[str, str]:
    """Return column names by variable: `code=Code, n=Jobs` picks, orders and names the columns."""
    if not written:
        return {name: name.replace("_", " ") for name in names}
    heads: dict[str, str] = {}
    for pair in written.split(","):
        variable, _, head = pair.strip().partition("=")
        if variable.strip() not in names:
            raise UnresolvedError(
                BAD_QUERY,
                f"The query gives no column {variable.strip()!r}.",
                f"Columns: {', '.join(names)}.",
            )
        heads[variable.strip()] = head.strip() or variable.strip()
    return heads


def _cell(term: dict[str, str] | None, places: int) -> Cell:
    """Return a term as a cell; a number with as many decimal places as its column needs."""
    from kb.namespaces import short

    if term is None:
        return cell("")
    if term["type"] == "uri":
        return cell(short(term["value"]).rpartition("/")[2])
    if not _is_number(term):
        return cell(term["value"])
    return cell(f"{Decimal(term['value']):.{places}f}", "right")


def _is_number(term: dict[str, str]) -> bool:
    return "datatype" in term and term["value"].removeprefix("-").replace(".", "", 1).isdigit()


def _decimals(term: dict[str, str] | None) -> int:
    return len(term["value"].partition(".")[2].rstrip("0")) if term and _is_number(term) else 0
