"""Charts as an image that can be read aloud."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from kb.charts import Chart, Series
from kb.charts.svg import svg

SVG = "{http://www.w3.org/2000/svg}"
WAGES = Chart(
    "Wages", "US dollars", ("2023", "2024", "2025"), (Series("Guards & others", (1.0, None, 2.0)),), "line"
)


def test_the_image_says_in_words_what_it_shows() -> None:
    chart = Chart("A & B", "jobs", ("one", "two"), (Series("<x>", (1.5, None)),))
    root = ET.fromstring(svg([chart], "Title"))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root}
    assert [named[i] for i in str(root.get("aria-labelledby")).split()] == [
        "Title",
        "A & B. jobs. <x>: one 1.5, two not available.",
    ]
    assert "not available" in [text.text for text in root.iter(f"{SVG}text")]
    assert not [e for e in root.iter() if e.tag in (f"{SVG}script", f"{SVG}style", f"{SVG}image")]


def test_words_of_a_record_stay_words() -> None:
    root = ET.fromstring(svg([WAGES], "\x07<script>"))
    assert root.findtext(f"{SVG}title") == "\ufffd<script>"
    assert "Guards & others 2" in [text.text for text in root.iter(f"{SVG}text")]


def test_charts_stand_below_one_another_within_the_image() -> None:
    root = ET.fromstring(svg([WAGES, WAGES], "Twice"))
    tops = [float(g.get("transform", "").split()[-1].rstrip(")")) for g in root.iter(f"{SVG}g")]
    height = float(root.get("height", "0"))
    assert tops[1] - tops[0] > 240
    assert height - tops[1] > 240


def test_the_same_charts_are_the_same_bytes() -> None:
    assert svg([WAGES], "t") == svg([WAGES], "t")
