"""The data sets that can be imported, and which of the files named hold their tables.

A file is known by what it says rather than by what it is called.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.common.names import nearest_name
from kb.common.program import code_digest
from kb.errors import UsageError
from kb.importing import oews, onet_links, onet_occupations, onet_ratings, onet_tasks, soc_tables
from kb.importing.official_table import Table
from kb.importing.publisher_sheet import Sheet, UnrecognisedFileError, missing_column, normal
from kb.importing.table_reading import SUFFIXES

TABLES: dict[str, tuple[Table, ...]] = {
    "soc": soc_tables.TABLES,
    "onet": (*onet_occupations.TABLES, *onet_tasks.TABLES, *onet_ratings.TABLES, *onet_links.TABLES),
    "oews": oews.TABLES,
}

_SHEET_NAME = 31
"""Characters that Excel allows in the name of a sheet; longer names are cut."""
_ALIKE = 0.5
"""Share of missing columns up to which a sheet is taken for a damaged table, not for something else."""


@cache
def reader_digest(ontology: Path) -> str:
    """Return a digest of the code and the editions: with either, what a file becomes may change."""
    code = code_digest(("kb.importing.conversion",), ("python-calamine",))
    data = sorted((ontology / "editions").glob("*.yaml"))
    return hashlib.sha256(b"".join([code.encode(), *(path.read_bytes() for path in data)])).hexdigest()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to import."""

    files: tuple[Path, ...]
    uncertain: frozenset[Path]
    """Those of them that only their folder was named of, and that are not called like a table."""
    passed_over: tuple[str, ...]
    """Names of files in folders that hold something else."""


def chosen_files(paths: Sequence[Path], dataset: str) -> Chosen:
    """Return the files to import.

    A folder of O*NET holds tables that are not imported, told by their names. In other folders every workbook
    may be a table, and one that is called like one must be; so must a file that is named by itself.

    Raises:
        UsageError: a path does not exist, or nothing is left to import.
    """
    files: list[Path] = []
    named = {path for path in paths if path.is_file()}
    others: list[str] = []
    for path in paths:
        if path.is_dir():
            for file in sorted(path.iterdir()):
                if _is_hidden(file) or not file.is_file():
                    continue
                (files.append(file) if _is_table(file, dataset) else others.append(file.name))
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError(f"There is no file {path}.", "Check the path.")
    if not files:
        raise _nothing(paths, dataset)
    uncertain = frozenset(file for file in files if file not in named and not _is_called(file, dataset))
    return Chosen(tuple(dict.fromkeys(files)), uncertain, tuple(others))


def _nothing(paths: Sequence[Path], dataset: str) -> UsageError:
    """Return the error for folders without a table; a table of another data set in them is named."""
    message = f"There is nothing to import in {', '.join(map(str, paths))}."
    inside = (file for path in paths if path.is_dir() for file in sorted(path.iterdir()))
    for file in inside:
        other = next((name for name in TABLES if name != dataset and _is_called(file, name)), "")
        if other:
            return UsageError(
                f"{message} {file.name} is a table of {other}, not of {dataset}.",
                f"Write soc-evidence import {other}.",
            )
    return UsageError(message, f"Official tables are {' or '.join(sorted(SUFFIXES))} files.")


def _is_hidden(file: Path) -> bool:
    return file.name.startswith((".", "~"))


def _is_table(file: Path, dataset: str) -> bool:
    if file.suffix.lower() not in SUFFIXES:
        return False
    if dataset != "onet":
        return file.suffix.lower() == ".xlsx"
    return _is_called(file, dataset)


def _is_called(file: Path, dataset: str) -> bool:
    """Say whether the file is named like a table of the data set."""
    tables = TABLES[dataset]
    return any(normal(file.stem) == normal(table.name) or table.called.search(file.name) for table in tables)


def identify_table(sheets: Sequence[Sheet], dataset: str, file: str) -> tuple[Table, Sheet]:
    """Return the table of a data set that a file holds and the sheet that holds it.

    Raises:
        RefusedFileError: it lacks a column; the column and the nearest header are named.
        UnrecognisedFileError: it holds none, or has half of the columns of none.
    """
    tables = TABLES[dataset]
    pairs = [(table, sheet) for sheet in sheets for table in tables]
    complete = _complete(tables, sheets)
    named = [pair for pair in pairs if _is_named(*pair, file)]
    both = [pair for pair in complete if pair in named]
    if both or complete:
        return max(both or complete, key=lambda pair: (len(pair[0].required), _tells(*pair)))
    near = min(named or pairs, key=_share_lacking, default=None)
    if near and (named or _share_lacking(near) <= _ALIKE):
        table, sheet = near
        wrong = missing_column(sheet, sheet.lacking(table.required)[0], table.required)
        raise wrong if _share_lacking(near) <= _ALIKE else UnrecognisedFileError(wrong.message, wrong.remedy)
    other = next((name for name, some in TABLES.items() if name != dataset and _complete(some, sheets)), "")
    if other:
        raise UnrecognisedFileError(
            f"{file} holds a table of {other}, not of {dataset}.", f"Write soc-evidence import {other}."
        )
    known = [table.name for table in tables]
    alike = nearest_name(Path(file).stem, known)
    hint = f" Did you mean {alike}?" if alike else ""
    raise UnrecognisedFileError(
        f"{file} holds none of the tables that are imported here.",
        f"They are {'; '.join(known)}.{hint}",
    )


def _complete(tables: Sequence[Table], sheets: Sequence[Sheet]) -> list[tuple[Table, Sheet]]:
    """Return the tables that have all of their columns in a sheet."""
    return [(table, sheet) for sheet in sheets for table in tables if not sheet.lacking(table.required)]


def _share_lacking(pair: tuple[Table, Sheet]) -> float:
    table, sheet = pair
    return len(sheet.lacking(table.required)) / len(table.required)


def _is_named(table: Table, sheet: Sheet, file: str) -> bool:
    name = normal(table.name)
    return normal(sheet.name) == normal(table.name[:_SHEET_NAME]) or normal(Path(file).stem) == name


def _tells(table: Table, sheet: Sheet) -> bool:
    """Say whether the first row is one of this table, where its header alone does not tell."""
    if not table.telling:
        return False
    first = next(sheet.records([table.telling]), [""])
    return bool(table.pattern.match(str(first[0])))
