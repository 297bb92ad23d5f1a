"""The data sets that can be imported, which of the files named hold their tables, and of which edition.

A file is known by what it says rather than by what it is called.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.common.names import nearest_name
from kb.common.program import code_digest
from kb.errors import UsageError
from kb.importing import oews, onet_occupations, onet_ratings, onet_tasks, soc_tables
from kb.importing.editions import Edition, edition_named
from kb.importing.official_table import Table
from kb.importing.publisher_sheet import (
    Sheet,
    UnknownEditionError,
    UnrecognisedFileError,
    missing_column,
    normal,
)
from kb.importing.table_reading import SUFFIXES

TABLES: dict[str, tuple[Table, ...]] = {
    "soc": soc_tables.TABLES,
    "onet": (*onet_occupations.TABLES, *onet_tasks.TABLES, *onet_ratings.TABLES),
    "oews": oews.TABLES,
}

_SHEET_NAME = 31
"""Characters that Excel allows in the name of a sheet; longer names are cut."""
_ALIKE = 0.5
"""Share of missing columns up to which a sheet is taken for a damaged table, not for something else."""
_READ_ME = re.compile(r"O\*NET (\d+\.\d+) Database")
_RELEASE_FOLDER = re.compile(r"db_(\d+)_(\d+)")
_SOC_REFERENCE = re.compile(r"reference year January (\d{4})")
_SOC_YEAR = re.compile(r"\b(\d{4}) SOC\b")
_HEAD = 12
"""Rows from the top in which BLS puts letterhead and header."""
_OEWS_MONTH = re.compile(r"May (\d{4}) OEW?S Estimates")
_OEWS_SHEET = re.compile(r"national_M(\d{4})")


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
        suffixes = " or ".join(sorted(SUFFIXES))
        raise UsageError(
            f"There is nothing to import in {', '.join(map(str, paths))}.",
            f"Official tables are {suffixes} files.",
        )
    uncertain = frozenset(file for file in files if file not in named and not _is_called(file, dataset))
    return Chosen(tuple(dict.fromkeys(files)), uncertain, tuple(others))


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


def identify_table(sheets: Sequence[Sheet], tables: Sequence[Table], file: str) -> tuple[Table, Sheet]:
    """Return the table that a file holds and the sheet that holds it.

    Raises:
        RefusedFileError: it lacks a column; the column and the nearest header are named.
        UnrecognisedFileError: it holds none, or has half of the columns of none.
    """
    pairs = [(table, sheet) for sheet in sheets for table in tables]
    complete = [pair for pair in pairs if not pair[1].lacking(pair[0].required)]
    named = [pair for pair in pairs if _is_named(*pair, file)]
    both = [pair for pair in complete if pair in named]
    if both or complete:
        return max(both or complete, key=lambda pair: (len(pair[0].required), _tells(*pair)))
    near = min(named or pairs, key=_share_lacking, default=None)
    if near and (named or _share_lacking(near) <= _ALIKE):
        table, sheet = near
        wrong = missing_column(sheet, sheet.lacking(table.required)[0], table.required)
        raise wrong if _share_lacking(near) <= _ALIKE else UnrecognisedFileError(wrong.message, wrong.remedy)
    known = [table.name for table in tables]
    alike = nearest_name(Path(file).stem, known)
    hint = f" Did you mean {alike}?" if alike else ""
    raise UnrecognisedFileError(
        f"{file} holds none of the tables that are imported here.",
        f"They are {'; '.join(known)}.{hint}",
    )


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


def identify_edition(
    path: Path, sha256: str, sheets: Sequence[Sheet], editions: Mapping[str, Edition], asked: str
) -> Edition:
    """Return the edition that the user asked for, the file is known to be of, or says that it is of.

    Raises:
        UnknownEditionError: it cannot be told, or the file is known to be of another than was asked for.
    """
    known = next((name for name, edition in editions.items() if sha256 in edition.hashes), "")
    if known and asked and known != asked:
        raise UnknownEditionError(
            f"{path.name} is of edition {known}, not {asked}.", f"Write --edition {known}, or leave it out."
        )
    dataset = editions["*"].dataset
    name = asked or known or _SAID[dataset](path, sheets)
    if not name:
        raise UnknownEditionError(
            f"{path.name} does not say which edition of {dataset} it is of.",
            f"Add --edition, such as --edition {next(iter(editions))}.",
        )
    return edition_named(editions, name)


def edition_beside(path: Path, dataset: str) -> str:
    """Return the edition that a file does not state itself but its surroundings do, or an empty string."""
    return _onet(path, ()) if dataset == "onet" else ""


def _onet(path: Path, sheets: Sequence[Sheet]) -> str:
    """O*NET's tables say nothing; the note beside them and the name of the folder do."""
    for note in sorted(path.parent.glob("[Rr]ead*[Mm]e.txt")):
        found = _READ_ME.search(note.read_text("utf-8", errors="replace")[:2000])
        if found:
            return found[1]
    folder = _RELEASE_FOLDER.search(path.resolve().parent.name)
    return f"{folder[1]}.{folder[2]}" if folder else ""


def _soc(path: Path, sheets: Sequence[Sheet]) -> str:
    """The letterhead names the reference year; a crosswalk leads to the later of the two years it names."""
    head = "\n".join(str(cell) for sheet in sheets for row in sheet.rows[:_HEAD] for cell in row)
    head += "".join(f"\n{sheet.name}" for sheet in sheets)
    stated = _SOC_REFERENCE.search(head)
    return stated[1] if stated else max(_SOC_YEAR.findall(head), default="")


def _oews(path: Path, sheets: Sequence[Sheet]) -> str:
    for sheet in sheets:
        texts = (str(cell) for row in sheet.rows[:3] for cell in row)
        found = next(filter(None, map(_OEWS_MONTH.search, texts)), None) or _OEWS_SHEET.match(sheet.name)
        if found:
            return f"{found[1]}-05"
    return ""


_SAID = {"onet": _onet, "soc": _soc, "oews": _oews}
