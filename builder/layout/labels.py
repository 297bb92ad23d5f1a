"""Words on charts: measured, folded into lines, cut where there is no room."""

from __future__ import annotations

from builder.layout.styles import CHART
from builder.pdf import fonts


def label_width(text: str, face: fonts.Typeface = CHART.typeface) -> float:
    """Return the width of a label in points."""
    return fonts.width(fonts.normalise(text), face, CHART.size)


def clipped(text: str, room: float, face: fonts.Typeface = CHART.typeface) -> str:
    """Return `text`, ended with an ellipsis where it is wider than `room`."""
    text = fonts.normalise(" ".join(text.split()))
    if label_width(text, face) <= room:
        return text
    while text and label_width(text + "…", face) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def folded(text: str, room: float, face: fonts.Typeface, most: int = 3) -> list[str]:
    """Return `text` in at most `most` lines of `room` points, the last cut if need be."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and (label_width(joined, face) <= room or len(lines) == most):
            lines[-1] = joined
        else:
            lines.append(word)
    return [clipped(line, room, face) for line in lines] or [""]
