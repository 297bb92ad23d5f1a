"""Runs: characters in one style that belong to one element of the structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.pdf.canvas import Colour
from builder.pdf.fonts import Typeface
from builder.pdf.structure import Element


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Where a run leads; the run's element is the Link."""

    target: str
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Characters in one style. Lengths are in points; a line feed forces a line end."""

    text: str
    typeface: Typeface
    size: float
    colour: Colour
    element: Element
    rise: float = 0.0
    """Height of the baseline above the line's."""
    line: Literal["none", "under", "through"] = "none"
    link: Hyperlink | None = None
    anchor: str = ""
    """Name of the place for links that lead back to this run."""
