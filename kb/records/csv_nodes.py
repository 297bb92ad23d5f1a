"""Comma-separated text (RFC 4180) to the same nodes as YAML: one row is one record, one cell one value.

The first column is named for the kind of record and holds its id; the other columns are keys of that
kind. `;` separates several values in a cell, a dot reaches a nested key (`locator.row`), and an empty
cell says nothing. Each cell keeps its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kb.common.names import nearest_name
from kb.findings import Check, Finding, Location, Severity
from kb.namespaces import iri, is_id
from kb.records.nodes import Mapping, Node, Place, Scalar, Sequence
from kb.records.schema import Schema, Term

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_PLAIN = re.compile(r"[^,\n]*")
_FEWEST = 3
"""Columns from which a line inside a quotation can be told from prose with a comma in it."""

MAX_ROWS = 200_000
SEPARATOR = ";"
_KEYWORD = iri("dcat:keyword")

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


class MalformedCsvError(Exception):
    """The text is no CSV; `place` is where the trouble began, `fix` what to type."""

    def __init__(self, message: str, place: Place, fix: str) -> None:
        super().__init__(message)
        self.message, self.place, self.fix = message, place, fix


def cells(text: str) -> Iterator[list[Scalar]]:
    """Yield the rows of a comma-separated file with the place of each cell; a blank line is an empty row.

    Raises:
        MalformedCsvError: a quotation is not closed, or something follows where it ends.
    """
    at, line, begin = 0, 1, 0
    while at < len(text):
        row: list[Scalar] = []
        while True:
            place = Place(line, at - begin + 1)
            value, end = _cell(text, at, place)
            row.append(Scalar(value.strip(), place, not value.strip()))
            breaks = text.count("\n", at, end)
            if breaks:
                line, begin = line + breaks, text.rindex("\n", at, end) + 1
            at = end + 1
            if text[end : end + 1] != ",":
                break
        line, begin = line + 1, at
        yield row if len(row) > 1 or not row[0].empty else []


def _cell(text: str, at: int, place: Place) -> tuple[str, int]:
    """Return the value of the cell that begins at an offset, and the offset of what ends it."""
    if text[at : at + 1] != '"':
        plain = _PLAIN.match(text, at)
        end = plain.end() if plain else at
        return text[at:end], end
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        fix = 'Close it with another "; a quotation mark inside a cell is doubled ("").'
        raise MalformedCsvError("The quotation that begins in this cell is never closed.", place, fix)
    end = quoted.end()
    if text[end : end + 1] not in ("", ",", "\n"):
        follows = re.split(r"[,\n]", text[end : end + 40])[0][:20]
        line = place.line + text.count("\n", at, end)
        message = f"The quotation that begins in this cell ends on line {line}, where `{follows}` follows it."
        fix = 'Close it where the cell ends; a quotation mark inside a cell is doubled ("").'
        raise MalformedCsvError(message, place, fix)
    return quoted.group(1).replace('""', '"'), end


def swallowed(cell: Scalar, before: list[Scalar], width: int) -> list[str]:
    """Return the ids of what look like rows of `width` columns inside a quoted cell.

    The last of them ends in the column of this cell, which has the cells `before` it in its row: what ids
    stand before it in the one, ids must stand in the other.
    """
    if "\n" not in cell.text or width < _FEWEST:
        return []
    rows = [_one_row(line) for line in cell.text.split("\n")[1:]]
    found = [row[0].text for row in rows if len(row) == width and is_id(row[0].text)]
    last = rows[-1]
    if len(last) == len(before) + 1 >= _FEWEST and last[0].text not in found:
        ids = [is_id(there.text) for one, there in zip(before, last, strict=False) if is_id(one.text)]
        found += [last[0].text] * (len(ids) > 1 and all(ids))
    return found


def _one_row(line: str) -> list[Scalar]:
    try:
        return next(cells(line), [])
    except MalformedCsvError:
        return []


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
        parts = enumerate(row)
        inside = [(cell, ids) for at, cell in parts if (ids := swallowed(cell, row[:at], len(header)))]
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
            near = nearest_name(name.text, columns_of(kind))
            message = f"A {kind.key} has no column `{name.text}`."
            fix = f"Did you mean `{near}`?" if near else f"Columns: {', '.join(columns_of(kind))}."
        seen.add(name.text)
        if message:
            findings.append(HEADER.finding(message, _at(shown, name), fix))
    return findings


def columns_of(kind: Term) -> list[str]:
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
    blanks: list[tuple[str, Place]] = []
    for name, cell in zip(header[1:], row[1:], strict=True):
        outer, _, inner = name.text.partition(".")
        if cell.empty:
            blanks.append((outer, cell.place))
            continue
        value = _value(cell, _term(kind, name.text))
        if inner:
            nested.setdefault(outer, []).append((Scalar(inner, cell.place), value))
        else:
            entries.append((Scalar(outer, cell.place), value))
    for outer, pairs in nested.items():
        place = pairs[0][0].place
        entries.append((Scalar(outer, place), Mapping(tuple(pairs), place)))
    return Mapping(tuple(entries), row[0].place, tuple(blanks))


def _value(cell: Scalar, term: Term | None) -> Node:
    """Split a cell of ids or keywords at the separator; prose keeps its semicolons."""
    if SEPARATOR not in cell.text or not (term and (term.is_reference or term.predicate == _KEYWORD)):
        return cell
    parts = [part.strip() for part in cell.text.split(SEPARATOR)]
    return Sequence(tuple(Scalar(part, cell.place) for part in parts if part), cell.place)
