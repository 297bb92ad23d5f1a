"""Contrast and table columns."""

from __future__ import annotations

import pytest

from builder.layout import styles
from builder.layout.set_tables import column_widths
from builder.pdf.canvas import Colour
from builder.pdf.flow.styled_runs import Run, words
from builder.pdf.structure import Element

GROUNDS = {
    "white": (1.0, 1.0, 1.0),
    "table head": styles.PALE,
    "partial": styles.TINT_PARTIAL,
    "yes": styles.TINT_YES,
    **{kind: fill for kind, (_, fill) in styles.CALLOUTS.items() if fill},
}
INKS = {
    "ink": styles.INK,
    "muted": styles.MUTED,
    "accent": styles.ACCENT,
    "deleted": styles.RED,
    "inserted": styles.GREEN,
}


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_is_legible_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(INKS[ink], GROUNDS[ground]) >= 4.5


@pytest.mark.parametrize("colour", styles.CHART_COLOURS)
def test_bars_and_lines_stand_out_from_the_page(colour: Colour) -> None:
    assert contrast(colour, (1, 1, 1)) >= 3


def test_watermark_leaves_text_legible() -> None:
    assert contrast(styles.MUTED, styles.WATERMARK) >= 4.5


def _cell(text: str) -> tuple[int, list[object]]:
    run = Run(text, styles.SANS, 9, styles.INK, Element("TD", None))
    return 1, words([run])  # type: ignore[return-value]


def test_columns_take_the_measure() -> None:
    rows = [[_cell("id"), _cell("a long statement " * 20), _cell("1")]]
    widths = column_widths(rows, 3, 400, 5)  # type: ignore[arg-type]
    assert sum(widths) == pytest.approx(400)
    assert widths[1] > 5 * widths[0]


def test_given_widths_win_where_they_fit() -> None:
    rows = [[_cell("a"), _cell("b")]]
    assert column_widths(rows, 2, 100, 5, (1, 3)) == [25, 75]  # type: ignore[arg-type]
    assert sum(column_widths(rows, 2, 100, 5, (1, 3, 5))) == pytest.approx(100)  # type: ignore[arg-type]


def test_columns_too_narrow_for_their_words_still_take_the_measure() -> None:
    rows = [[_cell("x" * 200), _cell("y" * 100)]]
    assert sum(column_widths(rows, 2, 100, 5)) == pytest.approx(100)  # type: ignore[arg-type]
