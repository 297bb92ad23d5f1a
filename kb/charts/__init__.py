"""Charts: figures in, marks out; pure data that a page or an image draws.

`chart_model` says what a chart holds and what marks there are; `drawing` lays a chart out, with `bar_chart`
and `line_chart`; `svg` writes charts as one image.
"""

from __future__ import annotations

from kb.charts.chart_model import Chart, Drawing, Label, Look, Polyline, Rectangle, Series
from kb.charts.drawing import draw

__all__ = ["Chart", "Drawing", "Label", "Look", "Polyline", "Rectangle", "Series", "draw"]
