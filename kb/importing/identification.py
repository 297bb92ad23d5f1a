"""Which edition a publisher's file is of: by the user, the file, what lies beside it, its hash.

In this order, for a hash alone tells no edition: a table that did not change from one release to the next is
the same file in both. What disagrees is told, and what a file says of itself cannot be overruled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kb.common.names import slug
from kb.importing.editions import Edition, Editions
from kb.importing.official_table import Table
from kb.importing.publisher_sheet import Sheet, UnknownEditionError

_READ_ME = re.compile(r"O\*NET (\d+\.\d+) Database")
_RELEASE_FOLDER = re.compile(r"db_(\d+)_(\d+)")
_SOC_REFERENCE = re.compile(r"reference year January (\d{4})")
_SOC_YEAR = re.compile(r"\b(\d{4}) SOC\b")
_LETTERHEAD = re.compile(r"(?P<issue>[A-Z][a-z]+ \d{4}) \(for reference year")
_HEAD = 12
"""Rows from the top in which BLS puts letterhead and header."""
_OEWS_MONTH = re.compile(r"May (\d{4}) OEW?S Estimates")
_OEWS_SHEET = re.compile(r"[A-Za-z0-9_]+_M_?(\d{4})")


def identify_edition(
    path: Path,
    sha256: str,
    sheets: Sequence[Sheet],
    editions: Editions,
    asked: str,
    *,
    new_edition: bool = False,
) -> tuple[Edition, list[str]]:
    """Return the edition that a file is of, and what disagrees about it.

    Args:
        path: the file; its folder may tell the edition.
        sha256: of the file.
        sheets: the sheets of the file.
        editions: what is known of the data set.
        asked: the edition that the user named, or an empty text.
        new_edition: whether one that is not known is taken for new.

    Raises:
        UnknownEditionError: it cannot be told or is not known, or the file says that it is of another.
    """
    said, beside = said_by(editions.dataset, sheets), edition_beside(path, editions.dataset)
    if asked and said and asked != said:
        raise UnknownEditionError(
            f"{path.name} says that it is of {said}, not of {asked}.",
            f"Write --edition {said}, or leave it out.",
        )
    sharing = editions.sharing(sha256)
    known = sharing[-1] if sharing else ""
    name = asked or said or beside or known
    if not name:
        raise UnknownEditionError(
            f"{path.name} does not say which edition of {editions.dataset} it is of.",
            f"Add --edition, such as --edition {editions.newest}.",
        )
    edition = editions.named(name)
    if asked and not beside and not editions.knows(asked) and not new_edition:
        raise UnknownEditionError(
            f"{asked} is no edition of {editions.dataset} that is known here.",
            f"Known are {_shortly(editions.names)}. Give the folder with its Read Me.txt, or add "
            "--new-edition.",
        )
    return edition, list(_disagreement(path.name, name, beside, sharing))


def _disagreement(file: str, name: str, beside: str, sharing: tuple[str, ...]) -> list[str]:
    told = []
    if beside and beside != name:
        told.append(f"{file} is taken as {name}, as asked for, while what lies beside it says {beside}.")
    if sharing and name not in sharing:
        told.append(f"{file} is taken as {name}, and is byte for byte the file of {' and '.join(sharing)}.")
    return told


def _shortly(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:2])} … {', '.join(names[-4:])}" if len(names) > 6 else ", ".join(names)


def edition_beside(path: Path, dataset: str) -> str:
    """Return the edition that a file does not state itself but its surroundings do, or an empty string.

    O*NET's tables say nothing; the note beside them and the name of the folder do.
    """
    if dataset != "onet":
        return ""
    for note in sorted(path.parent.glob("[Rr]ead*[Mm]e.txt")):
        found = _READ_ME.search(note.read_text("utf-8", errors="replace")[:2000])
        if found:
            return found[1]
    folder = _RELEASE_FOLDER.search(path.resolve().parent.name)
    return f"{folder[1]}.{folder[2]}" if folder else ""


def said_by(dataset: str, sheets: Sequence[Sheet]) -> str:
    """Return the edition that a file itself says that it is of, or an empty string."""
    return {"soc": _soc, "oews": _oews}.get(dataset, lambda _: "")(sheets)


def _soc(sheets: Sequence[Sheet]) -> str:
    """The letterhead names the reference year; a crosswalk leads to the later of the two years it names."""
    head = _head(sheets) + "".join(f"\n{sheet.name}" for sheet in sheets)
    stated = _SOC_REFERENCE.search(head)
    return stated[1] if stated else max(_SOC_YEAR.findall(head), default="")


def _head(sheets: Sequence[Sheet]) -> str:
    return "\n".join(str(cell) for sheet in sheets for row in sheet.rows[:_HEAD] for cell in row)


def _oews(sheets: Sequence[Sheet]) -> str:
    for sheet in sheets:
        texts = (str(cell) for row in sheet.rows[:3] for cell in row)
        found = next(filter(None, map(_OEWS_MONTH.search, texts)), None) or _OEWS_SHEET.match(sheet.name)
        if found:
            return f"{found[1]}-05"
    return ""


def issued_anew(edition: Edition, table: Table, sheets: Sequence[Sheet], file: str) -> tuple[Edition, str]:
    """Return the edition as an earlier issue of a table has it, and a remark on that; most have one issue.

    A table whose letterhead is not that of the issue which the base describes has a source record of its own.
    """
    declared = edition.letterheads.get(table.slug, "")
    head = _head(sheets)
    if declared in head:
        return edition, ""
    stated = _LETTERHEAD.search(head)
    issue = stated["issue"] if stated else "another issue"
    remark = (
        f"{file} is of {issue}, without “{declared}”: texts may differ from those in force. It is cited as "
        "what it is; download the file again for the later issue."
    )
    work = f"{edition.dataset}-{edition.name}-{table.slug}-{slug(issue)}"
    others = {name: text for name, text in edition.sources.items() if name != table.slug}
    return (
        replace(
            edition,
            title=f"{edition.title}, {table.name.lower()} of {issue}",
            sources=others,
            fallbacks={**edition.fallbacks, table.slug: work},
        ),
        remark,
    )
