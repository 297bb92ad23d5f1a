"""A picture ready to be set: pixels, or filled paths. Neither holds anything that its file could run or load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Segment = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]
"""A step of a path: move, line, cubic curve (two controls and the end), close; coordinates from the top left."""


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

    segments: tuple[Segment, ...]
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
