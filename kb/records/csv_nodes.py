"""CSV text to the same nodes as YAML: one row is one record, one cell one value.

The first column is named for the kind of record and holds its id; the other columns are keys of that
kind. `;` separates several values in a cell, a dot reaches a nested key (`locator.row`), and an empty
cell says nothing.
"""

from __future__ import annotations

from itertools import islice

from kb.common.nearest import nearest_name
from kb.findings import Check, Finding, Location, Severity
from kb.records.csv_cells import MalformedCsvError, cells, swallowed
from kb.records.nodes import Mapping, Node, Scalar, Sequence
from kb.records.schema import Schema, Term

MAX_ROWS = 200_000
SEPARATOR = ";"

HEADER = Check(
    "csv-header",
    Severity.ERROR,
    "The first line of a CSV file does not name a kind of record and its keys.",
    "Make the first column the kind (`duty` or `figure`) and the others its keys.",
)
ROW = Check(
    "csv-row",
    Severity.ERROR,
    "A CSV row does not fit the header.",
    'Give every row the columns of the header; put "…" around a cell that contains a comma.',
)
_COMMAS = "Save it with commas (in Excel: CSV UTF-8), or hand in the workbook: soc-evidence add FILE.xlsx"


def parse_csv(text: str, shown: str, schema: Schema) -> tuple[Node | None, list[Finding]]:
    """Parse a CSV file into a mapping from its kind to its records."""
    try:
        rows = list(islice(cells(text), MAX_ROWS + 2))
    except MalformedCsvError as error:
        return None, [
            ROW.finding(error.message, Location(shown, error.place.line, error.place.column), error.fix)
        ]
    if not rows or all(cell.empty for cell in rows[0]):
        return None, [HEADER.finding("The file has no header line.", Location(shown, 1, 1))]
    if len(rows) > MAX_ROWS + 1:
        message = f"The file has more than {MAX_ROWS} rows."
        return None, [ROW.finding(message, Location(shown, 1, 1), "Split it.")]
    header = rows[0]
    kind = header[0].text
    if kind not in schema.kinds:
        return None, [_no_kind(header, schema, shown)]
    findings = _header_findings(header, schema, shown)
    if findings:
        return None, findings
    records: list[Node] = []
    for row in rows[1:]:
        if all(cell.empty for cell in row):
            continue
        inside = [(cell, ids) for cell in row if (ids := swallowed(cell, len(header)))]
        if inside:
            cell, ids = inside[0]
            message = (
                f"The quotation that begins in this cell takes in what look like rows: {', '.join(ids[:5])}."
            )
            findings.append(
                ROW.finding(message, _at(shown, cell), "Close the quotation where the cell ends.")
            )
            continue
        if len(row) != len(header):
            message = f"This row has {len(row)} cells; the header has {len(header)}."
            findings.append(ROW.finding(message, _at(shown, row[0])))
            continue
        records.append(_record(header, row, schema.kinds[kind]))
    place = header[0].place
    return Mapping(((header[0], Sequence(tuple(records), place)),), place), findings


def _no_kind(header: list[Scalar], schema: Schema, shown: str) -> Finding:
    """Say why the first cell names no kind of record: the wrong separator, a misspelling, or neither."""
    kind = header[0].text
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if kind.partition(mark)[0].strip() in schema.kinds and mark in kind:
            message = f"The cells of this file are separated by {name}, not by commas."
            return HEADER.finding(message, _at(shown, header[0]), _COMMAS)
    near = nearest_name(kind, schema.kinds, alike=0.75)
    message = f"The first column is `{kind}`, which is no kind of record."
    return HEADER.finding(message, _at(shown, header[0]), f"Did you mean `{near}`?" if near else "")


def _header_findings(header: list[Scalar], schema: Schema, shown: str) -> list[Finding]:
    """Report columns without a name, with an unknown one, or with one that stands twice."""
    kind = schema.kinds[header[0].text]
    seen: set[str] = set()
    findings = []
    for number, name in enumerate(header[1:], 2):
        message = fix = ""
        if name.empty:
            message = f"Column {number} has no name."
        elif name.text in seen:
            message = f"The column `{name.text}` stands twice."
        elif _term(kind, name.text) is None:
            near = nearest_name(name.text, _columns(kind))
            message = f"A {kind.key} has no column `{name.text}`."
            fix = f"Did you mean `{near}`?" if near else f"Columns: {', '.join(_columns(kind))}."
        seen.add(name.text)
        if message:
            findings.append(HEADER.finding(message, _at(shown, name), fix))
    return findings


def _columns(kind: Term) -> list[str]:
    """List the columns that a kind of record may have."""
    names = []
    for key, term in sorted(kind.scope.items()):
        names += [f"{key}.{inner}" for inner in sorted(term.scope)] if term.node_class else [key]
    return names


def _term(kind: Term, column: str) -> Term | None:
    outer, _, inner = column.partition(".")
    term = kind.scope.get(outer)
    return term.scope.get(inner) if term and inner else term


def _at(shown: str, cell: Scalar) -> Location:
    return Location(shown, cell.place.line, cell.place.column)


def _record(header: list[Scalar], row: list[Scalar], kind: Term) -> Mapping:
    """Make one record; the place of each key is its cell, which is where a user would correct it."""
    entries: list[tuple[Scalar, Node]] = [(Scalar("id", row[0].place), row[0])]
    nested: dict[str, list[tuple[Scalar, Node]]] = {}
    for name, cell in zip(header[1:], row[1:], strict=True):
        if cell.empty:
            continue
        outer, _, inner = name.text.partition(".")
        value = _value(cell, _term(kind, name.text))
        if inner:
            nested.setdefault(outer, []).append((Scalar(inner, cell.place), value))
        else:
            entries.append((Scalar(outer, cell.place), value))
    for outer, pairs in nested.items():
        place = pairs[0][0].place
        entries.append((Scalar(outer, place), Mapping(tuple(pairs), place)))
    return Mapping(tuple(entries), row[0].place)


def _value(cell: Scalar, term: Term | None) -> Node:
    """Split a cell of ids at the separator; prose keeps its semicolons."""
    if SEPARATOR not in cell.text or not (term and term.is_reference):
        return cell
    parts = [part.strip() for part in cell.text.split(SEPARATOR)]
    return Sequence(tuple(Scalar(part, cell.place) for part in parts if part), cell.place)
