"""The data sets that can be imported, and which files of those that the user names hold their tables."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.common.code import code_digest
from kb.errors import UsageError
from kb.importing import oews, onet_occupations, onet_ratings, onet_tasks, soc_tables
from kb.importing.official_table import Table
from kb.importing.publisher_sheet import normal
from kb.importing.table_reading import SUFFIXES

TABLES: dict[str, tuple[Table, ...]] = {
    "soc": soc_tables.TABLES,
    "onet": (*onet_occupations.TABLES, *onet_tasks.TABLES, *onet_ratings.TABLES),
    "oews": oews.TABLES,
}


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
