"""Findings about records in the words of whoever fills in a sheet: the column to look at, and what to type.

The checks of the graph speak of keys and ids, for people who write records by hand; a sheet has columns and
drop-downs, and many of these findings stand at the id though another cell is the empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.findings import Finding

TYPES = (
    "report",
    "webpage",
    "document",
    "pamphlet",
    "article-journal",
    "dataset",
    "legislation",
    "regulation",
)
"""Types of sources that the drop-down offers; any item type of CSL 1.0.2 may be typed."""


@dataclass(frozen=True, slots=True)
class SheetWording:
    """How a finding is told of a sheet."""

    column: str
    """Heading of the column whose cell it is about."""
    message: str
    """Empty where the finding's own will do."""
    fix: str


_WORDINGS: tuple[tuple[str, str, SheetWording], ...] = (
    (
        "source-type",
        "",
        SheetWording("type", "This is no type of source.", f"Choose one of the list: {', '.join(TYPES)}."),
    ),
    (
        "source-author-date",
        "neither author",
        SheetWording("author", "The source names no office or person that issued it.", "Type the office."),
    ),
    (
        "source-author-date",
        "no date",
        SheetWording("issued", "The source has no date.", "Type when it was issued, such as 2025-03."),
    ),
    (
        "duty-assessed",
        "",
        SheetWording(
            "assessed-by",
            "The duty has functions, and nobody who assigned them.",
            "Choose who assigned them: a name of the sheet agents.",
        ),
    ),
    (
        "duty-rationale",
        "",
        SheetWording(
            "rationale", "The duty has functions without a reason.", "Type why it performs these functions."
        ),
    ),
    (
        "duty-locator",
        "",
        SheetWording(
            "page",
            "The duty does not say where in its source it stands.",
            "Type the page, or the section in the column section.",
        ),
    ),
    (
        "figure-fields",
        "neither its `source`",
        SheetWording("source", "The figure names no source.", "Choose the source that it is from."),
    ),
    (
        "figure-fields",
        "neither an occupation",
        SheetWording("occupation", "The figure names no occupation.", "Choose the occupation that it is of."),
    ),
)
"""By check, and words in its message where one check tells several things."""
_PROPOSED = "proposal-edited"
_LACKS = re.compile(r" needs exactly one `([a-z-]+)`\.$")


def sheet_wording(finding: Finding) -> SheetWording | None:
    """Return how a finding is told of a sheet; None where it is told as it is."""
    lacks = _LACKS.search(finding.message)
    if lacks:
        return SheetWording(lacks[1], f"The row needs one {lacks[1]}.", "Fill in this cell.")
    found = (told for check, words, told in _WORDINGS if check == finding.check and words in finding.message)
    return next(found, None)


def proposals_gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with one for all rows of a file that a person has not yet made their own.

    What else such rows lack is left out, for they are to be gone through anyway.
    """
    found = list(findings)
    files = {finding.location.path for finding in found if finding.check == _PROPOSED}
    proposed = {finding.subject for finding in found if finding.check == _PROPOSED} - {""}
    follows = {check for check, _, _ in _WORDINGS}
    kept = [f for f in found if f.check != _PROPOSED and not (f.subject in proposed and f.check in follows)]
    for path in sorted(files):
        rows = [f for f in found if f.check == _PROPOSED and f.location.path == path]
        rows.sort(key=lambda row: row.location.line)
        first, last = rows[0], rows[-1]
        if len(rows) > 1:
            ends = " to ".join(str(row.location).removeprefix(f"{path}:") for row in (first, last))
            message = f"{len(rows)} rows still have the note of the program's proposal, from {ends}."
            first = replace(first, message=message, elsewhere=tuple(row.location for row in rows[1:]))
        kept.append(first)
    return kept
