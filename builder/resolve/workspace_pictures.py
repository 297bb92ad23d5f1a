"""Pictures that the draft names: read from the workspace, sized, and remembered as read."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from builder import document as doc
from builder.pictures.picture_files import read_picture
from builder.pictures.picture_model import Image, Raster, UnfitPictureError
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.fill_inlines import report
from kb.findings import Check, Severity

UNFIT_PICTURE = Check(
    "unfit-picture",
    Severity.ERROR,
    "A picture cannot be set: it is not in the workspace, too large, or not of a kind that is drawn.",
    "Put a PNG, JPEG or plain SVG file into the workspace and write its path from there.",
)
PICTURE_WITHOUT_WORDS = Check(
    "picture-without-words",
    Severity.ERROR,
    "A picture has no alternative text: who cannot see it learns nothing.",
    "Say in a sentence what the picture shows.",
)
ROOM = 444.0
"""Points between the margins of a page, which a picture may take."""
TALLEST = 540.0
"""Points that a picture may be high: more leave no room for its caption."""
LETTERHEAD = 72.0
"""Points that a letterhead may be high."""
LEAST_DENSITY = 150
"""Pixels to the inch below which print looks coarse."""
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "%": ROOM / 100}
_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>pt|in|cm|mm|px|%)")


def workspace_picture(
    name: str, alternative: str, width: str, context: Context, tallest: float = TALLEST
) -> doc.Picture:
    """Return a picture of the workspace, without caption.

    Args:
        name: its path from the workspace's root.
        alternative: what it shows, in words.
        width: as the draft writes it, such as `12 cm` or `60%`; empty for as wide as page and pixels allow.
        context: the draft being filled in.
        tallest: points that it may be high.

    Raises:
        UnresolvedError: there is no such picture, it cannot be set, or it has no words.
    """
    try:
        data, image = read_picture(context.root, name)
    except UnfitPictureError as error:
        raise UnresolvedError(UNFIT_PICTURE, error.message, error.fix) from error
    context.used.files[PurePosixPath(name).as_posix()] = data
    said = " ".join(alternative.split())
    if not said or said.casefold() in (name.casefold(), PurePosixPath(name).name.casefold()):
        raise UnresolvedError(
            PICTURE_WITHOUT_WORDS,
            f"The picture {name!r} has no alternative text.",
            "Say in a sentence what it shows, in :alt:, or as in ![A map of the centers](map.png).",
        )
    wide = min(_width(width, image), ROOM, tallest * image.width / image.height)
    return doc.Picture(image, round(wide, 2), said)


def letterhead(context: Context) -> doc.Picture | None:
    """Return the letterhead that the front matter names; what is wrong with it is a finding there."""
    front = context.draft.front
    if not front.letterhead:
        return None
    place = front.place("letterhead")
    try:
        return workspace_picture(front.letterhead, front.letterhead_alt, "100%", context, LETTERHEAD)
    except UnresolvedError as problem:
        if problem.check is PICTURE_WITHOUT_WORDS:
            problem.fix = "Write `letterhead-alt: …` with the words that stand in it."
        report(problem, place, context)
        return None


def density(picture: doc.Picture) -> float | None:
    """Return how many pixels to the inch a picture has in print; None where it is drawn by lines."""
    return picture.image.width * 72 / picture.width if isinstance(picture.image, Raster) else None


def _width(written: str, image: Image) -> float:
    """Return a width in points."""
    if not written:
        return image.width * 72 / LEAST_DENSITY if isinstance(image, Raster) else ROOM
    match = _LENGTH.fullmatch(written.strip())
    if not match or float(match["number"]) == 0:
        raise UnresolvedError(
            UNFIT_PICTURE, f"{written!r} is no width.", "Write it as 12 cm, 4 in, 300 pt or 60%."
        )
    return float(match["number"]) * _POINTS[match["unit"]]
