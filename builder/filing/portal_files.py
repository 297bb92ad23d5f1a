"""What goes up to the portal beside the PDF, and whether the portal takes it: names, types, sizes, number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from builder.draft.nodes import Draft
from kb.findings import Check, Finding, Location, Severity
from kb.model.docket_records import Docket

ATTACHMENT_MISSING = Check(
    "attachment-missing",
    Severity.ERROR,
    "A file that is to be filed is not in the workspace.",
    "Put the file into the workspace and name its path from there, or write `evidence-appendix`.",
)
PORTAL_FILES = Check(
    "portal-files",
    Severity.ERROR,
    "The portal does not take the files: too many, too large, or of another type.",
    "Save the file as another type, make it smaller, or leave it out.",
)
BOX_TEXTS = Check(
    "box-texts",
    Severity.ERROR,
    "Several texts are for the comment box of the portal, which takes one.",
    "Leave out `cover-text`, or the `comment-box` of all letters but one.",
)
APPENDIX = "evidence-appendix"
"""Stands among the attachments for the evidence appendix as a PDF of its own."""


DRAFT = ".md"
"""Suffix of an attachment that is itself a draft, such as a cover letter: the PDF built of it is filed."""


def filed_name(place: Path) -> str:
    """Return the name by which an attachment goes up to the portal."""
    return place.with_suffix(".pdf").name if place.suffix == DRAFT else place.name


def named_files(draft: Draft, root: Path) -> list[tuple[str, Path]]:
    """Return the attachments that a draft names and the workspace has, as written and as a path.

    A name is meant from the folder of the draft, else from the workspace's root.
    """
    folders = (Path(draft.path).parent, root)
    names = [name for name in draft.front.attachments if name != APPENDIX]
    places = [(name, (folder / name).resolve()) for name in names for folder in folders]
    there = {name: place for name, place in reversed(places) if _is_within(place, root)}
    return [(name, there[name]) for name in names if name in there]


def _is_within(place: Path, root: Path) -> bool:
    return place.is_file() and place.is_relative_to(root.resolve())


def find(draft: Draft, docket: Docket | None, root: Path) -> Iterator[Finding]:
    """Hold the attachments that a draft names against the docket's limits."""
    front = draft.front
    there = named_files(draft, root)
    missing = [name for name in front.attachments if name != APPENDIX and name not in dict(there)]
    for name in missing:
        place = front.place(f"attachments/{name}")
        where = Location(draft.path, place.line, place.column)
        yield ATTACHMENT_MISSING.finding(f"There is no file {name!r} in the workspace.", where)
    place = front.place("attachments")
    where = Location(draft.path, place.line, place.column)
    yield from _twice(there, where)
    if docket is not None:
        number = 1 + len(front.attachments)
        most = docket.limits.get("attachments")
        if most is not None and number > most:
            yield PORTAL_FILES.finding(f"{number} files are to be filed; the portal takes {most}.", where)
        for name, path in there:
            place = front.place(f"attachments/{name}")
            where = Location(draft.path, place.line, place.column)
            if path.suffix != DRAFT:  # that is held against them when it is built
                yield from held_against(name, path.stat().st_size, docket, where)


def _twice(there: Sequence[tuple[str, Path]], where: Location) -> Iterator[Finding]:
    """Tell names that two files would have: a portal knows no folders."""
    names = [filed_name(path) for _, path in there]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield PORTAL_FILES.finding(f"Two attachments are called {name!r}.", where, "Rename one of them.")


def held_against(name: str, size: int, docket: Docket, where: Location) -> Iterator[Finding]:
    """Hold one file against the docket's limits of type and size in bytes."""
    kind = PurePosixPath(name).suffix.lower().removeprefix(".")
    kinds = docket.limit_texts.get("attachment-types", ())
    most = docket.limits.get("attachment-bytes")
    if kinds and kind not in kinds:
        told = f"`{name}` is of type {kind or 'none'}; the portal takes {', '.join(kinds)}."
        yield PORTAL_FILES.finding(told, where)
    if most is not None and size > most:
        yield PORTAL_FILES.finding(f"`{name}` has {size:,} bytes; the portal takes {most:,}.", where)
