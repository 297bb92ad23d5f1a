"""The door to the pictures of a workspace: which files are opened, and what is asked of them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from builder.pictures.picture_model import Image, UnfitPictureError
from builder.pictures.raster_pictures import read_raster
from builder.pictures.vector_pictures import read_drawing

KINDS = (".png", ".jpg", ".jpeg", ".svg")
_MOST_BYTES = 10_000_000


def read_picture(root: Path, name: str) -> tuple[bytes, Image]:
    """Return the bytes of a picture of the workspace, and the picture.

    Args:
        root: the workspace's folder.
        name: the file's path from there, with forward slashes.

    Raises:
        UnfitPictureError: the name leads out of the workspace or to no picture, or the picture cannot be set.
    """
    data = _read(_inside(root, name), name)
    if PurePosixPath(name).suffix.lower() == ".svg":
        return data, read_drawing(data, name)
    return data, read_raster(data, name)


def _inside(root: Path, name: str) -> Path:
    """Return the path of a file that lies in the workspace, links followed."""
    fix = "Copy it into the workspace and write its path from there, such as pictures/map.png."
    if ":" in name or "\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts:
        raise UnfitPictureError(f"A picture is a file of the workspace; {name!r} is not.", fix)
    place = (root / name).resolve()
    if not place.is_relative_to(root.resolve()):
        raise UnfitPictureError(f"The picture {name!r} leads out of the workspace.", fix)
    if place.suffix.lower() not in KINDS or PurePosixPath(name).suffix.lower() not in KINDS:
        raise UnfitPictureError(
            f"{name!r} is no picture that can be set.", "Save it as PNG, JPEG or SVG, and name it so."
        )
    if not place.is_file():
        raise UnfitPictureError(f"There is no picture {name!r} in the workspace.", fix)
    return place


def _read(place: Path, name: str) -> bytes:
    try:
        if place.stat().st_size > _MOST_BYTES:
            raise UnfitPictureError(
                f"The picture {name!r} is larger than {_MOST_BYTES // 1_000_000} MB.",
                "Save it with fewer pixels: 300 to the inch are enough.",
            )
        return place.read_bytes()
    except OSError as error:
        raise UnfitPictureError(
            f"The picture {name!r} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error
