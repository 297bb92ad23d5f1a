"""Runs of characters in one style, cut into words and into the atoms between which a line may end.

Breaks fall at white space, after dashes between words, inside addresses after their punctuation, and inside
code before the joints of an id. Codes such as 43-5031 and 9-1-1 are never broken at their hyphens. A no-break
space is drawn as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from builder.pdf import fonts
from builder.pdf.canvas import Colour
from builder.pdf.flow.pieces import Footnote
from builder.pdf.fonts import Typeface
from builder.pdf.structure import Element

_SPACES = re.compile(f"(\n|[{re.escape(fonts.WHITE_SPACE)}]+)")
_WORD_BREAKS = re.compile(r"(?<=[^\W\d_][-\u2010/])(?=[^\W\d_]{2})|(?<=[\u2013\u2014])(?=\w)|\u200b")
_ID_BREAKS = re.compile(r"(?<=\w)(?=[-_.:/]\w)(?<!\d(?=[-.:/]\d))")
"""In code, where ids and names stand: before their joints, since copying loses a hyphen at a line's end; not
inside a number or SOC code."""
_ADDRESS = re.compile(r"://|^www\.|@.+\.|/.+/")
_ADDRESS_BREAKS = re.compile(r"(?<=[/?&=#_,;])(?=[^/])|(?=[.%])(?<=\w{3})|(?<=\w)(?=-[^\W\d_]{2})")


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
    """Name for links that lead back to this run; several runs may have it, as places 1, 2 and so on."""
    exact: bool = False
    """Whether runs of spaces are set as they are."""
    folio: str = ""
    """Name of the place whose page number is shown; `text` is then as wide as most page numbers are."""
    note: Footnote | None = None
    """The footnote that this run refers to."""


@dataclass(slots=True)
class Atom:
    """Characters of one run that stay on one line. `glued`: no break may come before it."""

    run: Run
    text: str
    width: float
    glued: bool


@dataclass(slots=True)
class Word:
    """Atoms up to the next white space; `space` is what comes before, `forced` a line end before."""

    atoms: list[Atom] = field(default_factory=list)
    space: Atom | None = None
    forced: bool = False


def measured(run: Run, text: str, glued: bool) -> Atom:
    """Return characters of a run with their width."""
    shown = fonts.normalise(text).replace("\u00a0", " ")
    return Atom(run, shown, fonts.width(shown, run.typeface, run.size), glued)


def _atoms(run: Run, text: str, glued: bool) -> Iterator[Atom]:
    breaks = _ID_BREAKS if run.typeface.family == "mono" else _WORD_BREAKS
    if _ADDRESS.search(text):
        breaks = _ADDRESS_BREAKS
    parts = breaks.split(text) if not text.isalpha() else [text]
    for part in parts:
        if part:
            yield measured(run, part, glued)
            glued = False


def words(runs: Sequence[Run]) -> list[Word]:
    """Cut runs into words; runs that meet without white space share a word."""
    found: list[Word] = [Word()]
    open_here = False  # whether a line may end behind the exact spaces just set
    for run in runs:
        for part in _SPACES.split(run.text):
            if not part:
                continue
            if part == "\n":
                found.append(Word(forced=True))
            elif part[0] in fonts.WHITE_SPACE and run.exact:
                found[-1].atoms.append(measured(run, " " * len(part), glued=bool(found[-1].atoms)))
                open_here = True
            elif part[0] in fonts.WHITE_SPACE:
                if found[-1].atoms:
                    found.append(Word(space=measured(run, " ", True)))
            else:
                found[-1].atoms.extend(_atoms(run, part, glued=bool(found[-1].atoms) and not open_here))
                open_here = False
    if not found[-1].atoms and not found[-1].forced:
        found.pop()
    return found
