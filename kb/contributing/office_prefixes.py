"""YAML and CSV files of another office: its short name before the ids of their records, where they stand.

Row `D1` of two counties is `bay.D1` and `sea.D1`; references among an office's own records follow, those to
others stay. Comments, order and lines of a file stay as they are. Files of the office whose workspace this is
keep their ids, and so do records that an office handed in before under the id that it now has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb.contributing.contribution import (
    CONTRIBUTED,
    Contribution,
    customary,
    evidence_folder,
    office_of,
    stated_in,
)
from kb.contributing.handed_files import REFUSED
from kb.contributing.incoming import Incoming, Insertion
from kb.contributing.row_ids import typed_id
from kb.contributing.updating import contributed_by
from kb.findings import Location
from kb.namespaces import is_id, short
from kb.records import nodes
from kb.records.collection import Collection
from kb.records.csv_nodes import parse_csv
from kb.records.evidence_files import CONTRIBUTION_FILE, decode
from kb.records.schema import Schema, Term
from kb.records.written_records import (
    WRITTEN,
    WrittenFile,
    WrittenRecord,
    read_written,
    references,
    renamed,
)
from kb.records.yaml_nodes import parse_yaml

_PLAIN = "Write the ids of its records plainly, without escapes or line breaks."


@dataclass(frozen=True, slots=True)
class _Rows:
    """A file whose records can be taken as they are written."""

    file: Incoming
    text: str
    written: WrittenFile
    office: str

    @property
    def suffix(self) -> str:
        """Return what tells YAML from CSV."""
        return Path(self.file.name).suffix


def with_prefixes(
    files: Sequence[Incoming], contribution: Contribution, collection: Collection
) -> list[Incoming]:
    """Return the files of one `add`, those of another office than the workspace's with its ids.

    Args:
        files: as they came in; what a workbook became has its ids already.
        contribution: whose they are, unless a YAML file says so itself.
        collection: the workspace that they come to.
    """
    rows = [_Rows(file, *said) for file in files if (said := _read(file, contribution, collection.schema))]
    home = home_office(collection) or contribution.short_name
    told: dict[int, Incoming] = {}
    for office in {found.office for found in rows} - {home}:
        theirs = [found for found in rows if found.office == office]
        names = _names(office, theirs, files, collection)
        told |= {id(found.file): _prefixed(found, names, collection.schema) for found in theirs}
    return [told.get(id(file), file) for file in files]


def _read(file: Incoming, contribution: Contribution, schema: Schema) -> tuple[str, WrittenFile, str] | None:
    """Return the text of a file as it came in, its records and whose they are; None for other files."""
    suffix = Path(file.name).suffix
    if file.converted or suffix not in WRITTEN:
        return None
    text, _ = decode(file.records, "")
    written = read_written(text, suffix, schema)
    return text, written, office_of(written.contribution) or contribution.short_name


def home_office(collection: Collection) -> str:
    """Return whose workspace it is: what it says itself, else the office that handed something in first.

    Empty where nobody did, and where there is no workspace.
    """
    layers = collection.workspace.layers if collection.workspace else ()
    said = office_of(customary(collection.workspace)) if collection.workspace else ""
    own = (layer.folders[0] for layer in layers if layer.name == "own")
    first = sorted(path for folder in own for path in (folder / CONTRIBUTED).glob(f"*/{CONTRIBUTION_FILE}"))
    return said or next((office_of(stated_in(path.parent)) for path in first), "")


def _names(
    office: str, theirs: Iterable[_Rows], files: Iterable[Incoming], collection: Collection
) -> dict[str, str]:
    """Return what the office's records are called here, by what its files call them.

    These are records that the files hold, and ones that they refer to and that the office handed in in
    another way: in a workbook beside them, or before.
    """
    schema = collection.schema
    there = {record.name for file in files if file.converted for record in _records(file, schema)}
    there |= {short(address) for file in collection.files for address in file.records}
    kept = {
        record.name
        for path in contributed_by(office, collection, evidence_folder(collection))
        for record in read_written(decode(path.read_bytes(), "")[0], path.suffix.lower(), schema).records
    }
    names = {}
    for record in (record for rows in theirs for record in rows.written.records):
        for name in (record.name, *references(record, schema)):
            kind, _, identifier = name.partition("/")
            known = f"{kind}/{typed_id(office, kind, identifier)}"
            may_come = kind in schema.folders and is_id(identifier) and name not in kept
            if may_come and (name == record.name or known in there):
                names[name] = known
    return {name: known for name, known in names.items() if name != known}


def _records(file: Incoming, schema: Schema) -> Iterable[WrittenRecord]:
    suffix = Path(file.name).suffix
    return read_written(decode(file.records, "")[0], suffix, schema).records if suffix in WRITTEN else ()


def _prefixed(rows: _Rows, names: Mapping[str, str], schema: Schema) -> Incoming:
    """Put what is missing before each id of a file; refuse the file where that is not all that changes."""
    root, _ = parse_csv(rows.text, "", schema) if rows.suffix == ".csv" else parse_yaml(rows.text, "")
    text, insertions = rows.text, tuple(_insertions(root, rows.text, names, schema))
    starts = _line_starts(text)
    for put in reversed(insertions):
        at = starts[put.line - 1] + put.column - 1
        text = text[:at] + put.text + text[at:]
    wanted = tuple(renamed(record, names, schema) for record in rows.written.records)
    if read_written(text, rows.suffix, schema).records == wanted:
        return replace(rows.file, records=text.encode(), insertions=insertions)
    message = f"Its ids cannot get `{rows.office}` before them, as those of another office do here."
    finding = REFUSED.finding(message, Location(rows.file.shown), _PLAIN)
    return replace(rows.file, findings=(*rows.file.findings, finding))


def _insertions(
    root: nodes.Node | None, text: str, names: Mapping[str, str], schema: Schema
) -> Iterator[Insertion]:
    """Yield what is to be put in, in the order of the text."""
    starts, read_to = _line_starts(text), 0
    found = [
        (starts[scalar.place.line - 1] + scalar.place.column - 1, scalar.text, name)
        for scalar, name in _named(root, schema)
        if name in names
    ]
    for begin, typed, name in sorted(found, key=lambda one: one[0]):
        match = re.compile(rf"(?<![\w.-]){re.escape(typed)}(?![\w.-])").search(text, max(begin, read_to))
        if match:
            identifier = name.partition("/")[2]
            at, read_to = match.end() - len(identifier), match.end()
            line = bisect_right(starts, at)
            put = names[name].partition("/")[2].removesuffix(identifier)
            yield Insertion(line, at - starts[line - 1] + 1, put)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _named(root: nodes.Node | None, schema: Schema) -> Iterator[tuple[nodes.Scalar, str]]:
    """Yield the ids of records and their references as they are typed, with the names that they mean."""
    for key, value in root.entries if isinstance(root, nodes.Mapping) else ():
        kind = schema.kinds.get(key.text)
        for node in value.items if isinstance(value, nodes.Sequence) else (value,):
            if kind and isinstance(node, nodes.Mapping):
                own = node.get("id")
                if isinstance(own, nodes.Scalar):
                    yield own, f"{key.text}/{own.text}"
                yield from _referred(node, kind, schema)


def _referred(node: nodes.Mapping, term: Term, schema: Schema) -> Iterator[tuple[nodes.Scalar, str]]:
    for key, value in node.entries:
        inner = term.scope.get(key.text)
        for item in value.items if isinstance(value, nodes.Sequence) else (value,):
            if inner and isinstance(item, nodes.Mapping):
                yield from _referred(item, inner, schema)
            elif inner and isinstance(item, nodes.Scalar):
                yield item, schema.name_of(inner, item.text)
