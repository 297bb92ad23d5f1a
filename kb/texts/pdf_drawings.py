"""What is drawn on a page of a PDF, as far as it bears on its words: pictures, rules, words without ink."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pypdfium2 import raw

from kb.texts.pdf_annotations import Box

_LOOKED_AT = 2_000
"""Objects of a page that are looked through."""
_PICTURE = 36
"""Points that a picture is wide and high at least; smaller ones are signs and rules."""
_RULE = 2.0
"""Points that a rule is high at most."""


@dataclass(slots=True)
class Drawings:
    """What is drawn on one page."""

    pictures: int = 0
    anything: bool = False
    rules: list[Box] = field(default_factory=list)
    """Level rules."""
    shown: int = 0
    unseen: int = 0
    """Stretches of words that are shown, and that are not."""

    @property
    def recognised(self) -> bool:
        """Whether the words lie unseen over a picture, as text recognition puts them."""
        return self.pictures > 0 and self.unseen > self.shown

    @property
    def hides(self) -> bool:
        """Whether words are hidden, and not those of a picture."""
        return self.unseen > 0 and not self.recognised


def read_drawings(page: Any) -> Drawings:
    """Look through the objects of a page."""
    found = Drawings()
    for thing in islice(page.get_objects(max_depth=3), _LOOKED_AT):
        found.anything = True
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            invisible = is_invisible(thing)
            found.unseen, found.shown = found.unseen + invisible, found.shown + (not invisible)
        elif thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            found.pictures += right - left >= _PICTURE and top - bottom >= _PICTURE
        elif thing.type == raw.FPDF_PAGEOBJ_PATH and thing.level == 0:
            left, bottom, right, top = thing.get_bounds()
            if top - bottom <= _RULE and right - left > 2 * (top - bottom):
                found.rules.append((left, bottom, right, top))
    return found


def is_invisible(words: Any) -> bool:
    """Say whether a text object is drawn without ink (ISO 32000-2, 9.3.6: text rendering mode 3)."""
    return bool(raw.FPDFTextObj_GetTextRenderMode(words) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)
