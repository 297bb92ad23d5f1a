"""Words of a question in quotation marks: found are only texts that have them one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from kb.common.english import folded, stems
from kb.search.passage_layout import Mask
from kb.search.search_index import Index

_QUOTED = re.compile(r'(?<!\w)["“”„«]([^"“”„«»]*)["“”»]')
_WORD = re.compile(r"\w+")


def read_phrases(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a question without its quotation marks, and what stands within them; a single mark is left."""
    quoted = (" ".join(match.split()) for match in _QUOTED.findall(text))
    return _QUOTED.sub(r"\1", text), tuple(dict.fromkeys(phrase for phrase in quoted if _WORD.search(phrase)))


def rows_with(index: Index, phrases: Sequence[str]) -> tuple[Mask, Mask] | None:
    """Return the things that have every phrase in a text of theirs, and the rows that have any of them.

    Case, accents and punctuation do not count. None where there are no phrases.
    """
    if not phrases:
        return None
    layout = index.layout
    things = np.ones(layout.count, dtype=np.bool_)
    rows = np.zeros(len(layout.things), dtype=np.bool_)
    for phrase in phrases:
        found = np.array(_rows_of(index, phrase), dtype=np.int64)
        rows[found] = True
        having = np.zeros(layout.count, dtype=np.bool_)
        having[layout.things[found]] = True
        things &= having
    return things, rows


def _rows_of(index: Index, phrase: str) -> list[int]:
    run = _words(phrase)
    stored = index.database.passages(_candidates(index, phrase))
    return [row for row, one in stored.items() if run in _words(one.passage.whole)]


def _candidates(index: Index, phrase: str) -> list[int]:
    """Return the rows that have all stems of a phrase; all rows, where it is of the commonest words only."""
    columns = [index.words.passages.column(stem)[0] for stem in set(stems(phrase))]
    if not columns:
        return list(range(len(index.layout.things)))
    rows: npt.NDArray[np.integer] = reduce(np.intersect1d, columns)
    return [int(row) for row in rows]


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(folded(text)))} "
