"""Where bars, lines and labels stand, whatever draws them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.charts import Chart, Drawing, Label, Look, Polyline, Rectangle, Series, draw

RED, BLUE, GREEN = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)
INK, MUTED, RULE, GRID, PALE = ((n / 10,) * 3 for n in range(5))


def measure(text: str, *, bold: bool = False) -> float:
    """Every letter half as wide as it is high."""
    return 5.0 * len(text)


LOOK = Look(400, 10, measure, (RED, BLUE, GREEN), INK, MUTED, RULE, GRID, PALE)  # type: ignore[arg-type]
PERIODS = ("2021", "2022", "2023", "2024")


def bars(*series: Series, categories: tuple[str, ...] = ("a", "b"), **more: tuple[str, ...]) -> Chart:
    return Chart("", "", categories, series, "bar", **more)


def lines(*series: Series, **more: tuple[str, ...]) -> Chart:
    return Chart("", "", PERIODS, series, "line", **more)


def rectangles(drawing: Drawing) -> list[Rectangle]:
    return [mark for mark in drawing.marks if isinstance(mark, Rectangle)]


def texts(drawing: Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks if isinstance(mark, Label)]


def strokes(drawing: Drawing, colour: tuple[float, float, float]) -> list[Polyline]:
    """Return the lines of a colour, without dots."""
    found = (mark for mark in drawing.marks if isinstance(mark, Polyline) and mark.colour == colour)
    return [line for line in found if line.points[0] != line.points[-1]]


def dots(drawing: Drawing) -> list[Polyline]:
    found = (mark for mark in drawing.marks if isinstance(mark, Polyline))
    return [line for line in found if line.points[0] == line.points[-1]]


def test_bars_begin_at_zero_and_may_be_negative() -> None:
    left, right = rectangles(draw(bars(Series("s", (-0.5, 1.0))), LOOK))
    assert left.x + left.width == pytest.approx(right.x)
    assert right.width == pytest.approx(2 * left.width)


def test_a_missing_value_is_said_and_zero_is_not_missing() -> None:
    drawing = draw(bars(Series("s", (0.0, None))), LOOK)
    assert [bar.width for bar in rectangles(drawing)] == [0]
    assert texts(drawing) == ["a", "0", "b", "not available"]


def test_what_is_emphasised_stands_out() -> None:
    drawing = draw(bars(Series("s", (1.0, 2.0)), emphasised=("b",)), LOOK)
    assert [bar.colour for bar in rectangles(drawing)] == [PALE, RED]
    assert [mark.text for mark in drawing.marks if isinstance(mark, Label) and mark.bold] == ["b"]


def test_several_series_have_a_key() -> None:
    drawing = draw(bars(Series("one", (1.0, 2.0)), Series("two", (3.0, 4.0))), LOOK)
    key, other, *rest = rectangles(drawing)
    assert texts(drawing)[:2] == ["one", "two"]
    assert (key.colour, other.colour) == (RED, BLUE)
    assert [bar.colour for bar in rest] == [RED, BLUE, RED, BLUE]


def test_bars_do_not_grow_beyond_their_page() -> None:
    many = tuple(str(n) for n in range(200))
    chart = bars(Series("s", (1.0,) * 200), categories=many)
    assert draw(chart, LOOK).height > 3000
    assert draw(chart, replace(LOOK, tallest=500)).height == pytest.approx(505)


def test_a_gap_in_a_series_is_a_gap_in_its_line() -> None:
    drawing = draw(lines(Series("s", (1.0, 2.0, None, 4.0))), LOOK)
    line, sample = strokes(drawing, RED)
    assert len(line.points) == 2
    *values, of_sample = dots(drawing)
    assert len(values) == 3
    assert sample.points[0][0] > max(x for dot in values for x, _ in dot.points)
    assert sample.points[0][0] < of_sample.points[0][0] < sample.points[1][0]


def test_a_line_is_interrupted_where_something_else_is_measured() -> None:
    drawing = draw(lines(Series("s", (1.0, 2.0, 3.0, 4.0)), breaks=("2023",)), LOOK)
    assert [len(line.points) for line in strokes(drawing, RED)] == [2, 2, 2]  # the last is the sample
    (upright,) = [line for line in strokes(drawing, MUTED) if line.dash]
    before, after = (line.points for line in strokes(drawing, RED)[:2])
    assert before[-1][0] < upright.points[0][0] < after[0][0]


def test_no_two_of_many_lines_look_alike() -> None:
    drawing = draw(lines(*(Series(f"s{n}", (float(n),) * 4) for n in range(12))), LOOK)
    looks = {(mark.colour, mark.dash) for mark in drawing.marks if isinstance(mark, Polyline)}
    assert len([look for look in looks if look[0] in (RED, BLUE, GREEN) and look[1] is not None]) >= 12


def test_a_line_that_ends_early_says_when() -> None:
    assert "s 2 (2022)" in texts(draw(lines(Series("s", (1.0, 2.0, None, None))), LOOK))


def test_a_series_without_values_is_named_all_the_same() -> None:
    drawing = draw(lines(Series("known", (1.0, 2.0, 3.0, 4.0)), Series("unknown", (None,) * 4)), LOOK)
    assert "unknown not available" in texts(drawing)
    assert strokes(drawing, BLUE) == []


def test_a_long_name_goes_on_in_the_next_line_and_its_value_is_never_cut() -> None:
    said = texts(draw(lines(Series("Police and Sheriff’s Patrol Officers", (1.0, 2.0, 3.0, 4500.0))), LOOK))
    assert [line for line in said if line[0].isalpha()] == [
        "Police and Sheriff’s Patrol",
        "Officers 4,500",
    ]
    endless = texts(draw(lines(Series("name " * 40, (1.0, 2.0, 3.0, 4500.0))), LOOK))
    assert [line for line in endless if "name" in line][-1].endswith("…")
    assert "4,500" in endless


def test_labels_at_the_ends_of_lines_do_not_overlap() -> None:
    series = [Series(f"series {n}", (1.0, 2.0, 3.0, 100 + n / 10)) for n in range(30)]
    drawing = draw(lines(*series), LOOK)
    heights = [mark.y for mark in drawing.marks if isinstance(mark, Label) and "series" in mark.text]
    assert min(b - a for a, b in zip(sorted(heights), sorted(heights)[1:], strict=False)) >= 11.9
    assert max(heights) <= drawing.height


def test_lines_are_told_apart_without_their_colours() -> None:
    drawing = draw(lines(Series("s", (1.0,) * 4), Series("t", (2.0,) * 4), Series("u", (3.0,) * 4)), LOOK)
    assert len({line[0].dash for line in (strokes(drawing, c) for c in (RED, BLUE, GREEN))}) == 3


def test_the_scale_of_lines_begins_at_zero_unless_a_page_says_otherwise() -> None:
    chart = lines(Series("s", (26.0, 30.0, 40.0, 53.0)))
    assert "0" in texts(draw(chart, LOOK))
    assert texts(draw(chart, replace(LOOK, from_zero=False)))[0] == "20"


def test_nothing_is_drawn_outside_the_room() -> None:
    long = Series(
        "A series with a name that is longer than all the room beside the lines", (1e9, None, -1e9, 5.0)
    )
    for chart in (bars(long, long, categories=PERIODS), lines(long, long)):
        drawing = draw(chart, LOOK)
        for mark in drawing.marks:
            if isinstance(mark, Label):
                width = measure(mark.text)
                left = mark.x - {"left": 0, "middle": 0.5, "right": 1}[mark.align] * width
                assert left >= -0.01
                assert left + width <= LOOK.width + 0.01
                assert 0 <= mark.y <= drawing.height


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_a_chart_of_nothing_is_drawn(kind: str) -> None:
    drawing = draw(Chart("", "", (), (), kind), LOOK)  # type: ignore[arg-type]
    assert drawing.height > 0
    assert rectangles(drawing) == []
