"""Rows of an office that were not taken in, kept beside those that were: which, why, and when.

They lie in `refused.json` of the folder of the office, which is no evidence. What is in it goes into the
answer, and stays until the office sends the row again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.common.output import as_json
from kb.findings import Finding
from kb.reviewing.office_ids import own_names
from kb.screening import masked

REFUSED_FILE = "refused.json"


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that was not taken in."""

    name: str
    """Such as `duty/bay.1`, or `duty/1` where it did not get as far as to have an id here."""
    date: str
    """ISO day on which its pack was made."""
    reason: str
    """Every reason, what looks like personal data starred out."""


def rows_refused(findings: Mapping[str, Iterable[Finding]], date: str) -> list[RefusedRow]:
    """Return the rows that were refused; `findings` says why, by name."""
    return [
        RefusedRow(name, date, masked(" ".join(f.message.removeprefix(f"`{name}`: ") for f in found)))
        for name, found in sorted(findings.items())
    ]


def read_refused(folder: Path) -> tuple[RefusedRow, ...]:
    """Return the rows of an office that were refused last; none where the file is damaged."""
    try:
        table = json.loads((folder / REFUSED_FILE).read_text("utf-8"))
        return tuple(RefusedRow(str(row["name"]), str(row["date"]), str(row["reason"])) for row in table)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()


def refused_text(
    known: Iterable[RefusedRow], fresh: Iterable[RefusedRow], *, came: Iterable[str], whole: bool
) -> str:
    """Return the text of the file; of earlier refusals those stay that a part of a pack says nothing about.

    Args:
        known: what was refused before.
        fresh: what is refused now.
        came: names of the rows that were taken in now.
        whole: whether the pack is all that the office has.
    """
    told = list(fresh)
    named = {row.name for row in told} | {name for here in came for name in own_names(here)}
    stay = [] if whole else [row for row in known if row.name not in named]
    return as_json(sorted([*told, *stay], key=lambda row: row.name))
