"""Charts as PNG pictures: the marks that the PDF draws, three pixels a point."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import Any

from builder.document import Chart
from builder.layout.set_charts import chart_drawing
from builder.layout.styles import CHART, SANS_BOLD
from builder.pdf import fonts
from builder.printable import lacking, marked
from kb.charts import Drawing, Label, Polyline, Rectangle
from kb.charts.chart_model import Colour

SCALE = 3
Point = tuple[float, float]


def picture(block: Chart, width: float) -> tuple[bytes, float]:
    """Return a chart of a width in points as a PNG, and its height in points.

    A character that no font of ours has is marked as in a draft's PDF.
    """
    from PIL import Image, ImageDraw

    drawing = chart_drawing(marked(block, lacking(block)), width)
    size = (round(width * SCALE), round(drawing.height * SCALE) + SCALE)
    image = Image.new("RGB", size, "white")
    _draw(ImageDraw.Draw(image), drawing)
    stream = BytesIO()
    image.save(stream, "PNG", optimize=False, dpi=(72 * SCALE, 72 * SCALE))
    return stream.getvalue(), size[1] / SCALE


def _draw(image: Any, drawing: Drawing) -> None:
    for mark in drawing.marks:
        match mark:
            case Rectangle():
                right, bottom = (mark.x + mark.width) * SCALE, (mark.y + mark.height) * SCALE
                image.rectangle((mark.x * SCALE, mark.y * SCALE, right, bottom), fill=_rgb(mark.colour))
            case Polyline():
                _draw_line(image, mark)
            case Label():
                _draw_label(image, mark)


def _draw_line(image: Any, line: Polyline) -> None:
    points = [(x * SCALE, y * SCALE) for x, y in line.points]
    width = max(1, round(line.width * SCALE))
    for start, end in pairwise(points):
        for first, last in _dashes(start, end, [length * SCALE for length in line.dash]):
            image.line((*first, *last), fill=_rgb(line.colour), width=width)
    if len(set(points)) == 1:
        (x, y), radius = points[0], width / 2
        image.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_rgb(line.colour))


def _dashes(start: Point, end: Point, dash: list[float]) -> list[tuple[Point, Point]]:
    """Return the pieces of a line that are drawn."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5
    if not sum(dash) or not length:
        return [(start, end)]
    pieces = []
    at, number = 0.0, 0
    while at < length:
        stop = min(length, at + dash[number % len(dash)])
        if number % 2 == 0:
            first, last = (
                (start[0] + across * along / length, start[1] + down * along / length) for along in (at, stop)
            )
            pieces.append((first, last))
        at, number = stop, number + 1
    return pieces


def _draw_label(image: Any, label: Label) -> None:
    from PIL import ImageFont

    face = SANS_BOLD if label.bold else CHART.typeface
    parts = fonts.shape(fonts.normalise(label.text), face)
    width = sum(part[2] for part in parts) * CHART.size / 1000
    x = label.x - {"left": 0.0, "middle": 0.5, "right": 1.0}[label.align] * width
    for chosen, text, advance in parts:
        font = ImageFont.truetype(chosen.font.face.filename, round(CHART.size * SCALE))
        image.text((x * SCALE, label.y * SCALE), text, font=font, fill=_rgb(label.colour), anchor="ls")
        x += advance * CHART.size / 1000


def _rgb(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (round(channel * 255) for channel in colour)
    return red, green, blue
