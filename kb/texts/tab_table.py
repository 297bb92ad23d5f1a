"""A table of text, its cells parted by tabs, as the one sheet of a workbook. Runs in the worker only."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from kb.texts.number_formats import CellKind
from kb.texts.plain_text import read_plain


def read_tabs(path: Path) -> tuple[str, dict[str, Any]]:
    """Return an empty text and what `kb.texts.workbook_cells.read_workbook` does, all cells being text.

    Raises:
        RefusedError: it is empty, no text, or too long.
    """
    lines = csv.reader(read_plain(path).text.splitlines(), delimiter="\t")
    cells = [
        [row, column, text, CellKind.TEXT, "", ""]
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line, 1)
        if text.strip()
    ]
    sheet = {"name": path.stem, "hidden": False, "cells": cells, "unseen": [], "merged": []}
    return "", {"sheets": [sheet]}
