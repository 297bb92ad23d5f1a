"""A picture ready to be set: pixels, or filled paths. Neither holds anything that could run or load."""

from __future__ import annotations

from dataclasses import dataclass


class UnfitPictureError(Exception):
    """A picture cannot be set; its caller turns this into a finding at its place."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels in sRGB or in grey, eight bits a channel, without transparency."""

    width: int
    """Pixels across."""
    height: int
    grey: bool
    jpeg: bool
    """Whether `data` is a JPEG file; else it is the rows of pixels, from the top."""
    data: bytes


@dataclass(frozen=True, slots=True)
class FilledPath:
    """An outline filled by the nonzero rule."""

    outline: str
    """Steps as PDF writes them (ISO 32000-1 8.5.2): numbers, then `m`, `l`, `c` or `h`; from the top left."""
    colour: tuple[float, float, float]
    """Red, green and blue of sRGB, from 0 to 1."""
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Filled paths, each upon those before it, in a box of its own units."""

    width: float
    height: float
    paths: tuple[FilledPath, ...]


Image = Raster | Drawing
