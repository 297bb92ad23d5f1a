"""Numbers of drafts held to records: each row of numbers.tsv is a text and the checks that speak of it.

`-` stands for none: the text is sound. The base is in `base/`.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.builder.prose.conftest import Held

NUMBERS = (
    "count-differs",
    "figure-misplaced",
    "number-cited",
    "number-differs",
    "period-differs",
    "total-differs",
    "unsourced-quantity",
)


def _rows() -> list[tuple[str, str]]:
    with (Path(__file__).parent / "numbers.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["expected"], row["text"].replace("\\n", "\n")) for row in rows]


@pytest.mark.parametrize(("expected", "text"), _rows())
def test_numbers_are_held(expected: str, text: str, held: Held) -> None:
    found = held(text, NUMBERS)
    said = ",".join(sorted({finding.check for finding in found})) or "-"
    assert said == expected, [finding.message for finding in found]
