"""The structure workbook: every code at its level, with its title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.sheet import Row
from kb.importing.soc.concepts import LEVELS, Hierarchy, code_of, naming, title_of
from kb.importing.table import Lines, Source, Table
from kb.namespaces import SOC_2018


def _convert(rows: Iterable[Row], source: Source) -> Lines:
    """Yield the classification; a row has one code, in the column of its level, and the title beside it."""
    hierarchy = Hierarchy()
    for *codes, title in rows:
        for level, cell in zip(LEVELS, codes, strict=True):
            if cell:
                code = code_of(cell)
                yield from naming(SOC_2018, code, title_of(title))
                yield from hierarchy.placing(level, code)


def _level(row: Row) -> str:
    return next((level for level, cell in zip(LEVELS, row, strict=False) if cell), "")


STRUCTURE = Table(
    "Structure",
    ("Major Group", "Minor Group", "Broad Group", "Detailed Occupation"),
    _convert,
    optional=("",),
    part=_level,
    called=re.compile(r"soc_structure", re.I),
)
