"""Where single characters of a page of a PDF stand, through PDFium. All measures are points."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from pypdfium2 import raw

_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)


def origin_of(text_page: Any, at: int) -> tuple[float, float]:
    """Return where a character begins on its base line."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, at, x, y)
    return x.value, y.value


def box_of(text_page: Any, at: int) -> tuple[float, float, float, float]:
    """Return left, right, bottom and top of a character."""
    edges = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text_page, at, *edges)
    left, right, bottom, top = (edge.value for edge in edges)
    return left, right, bottom, top


def is_bold(text_page: Any, at: int) -> bool:
    """Say whether the name of a character's font says that it is bold."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, at, name, len(name), flags)
    return bool(_BOLD.search(name.value))
