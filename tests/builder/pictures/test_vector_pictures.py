"""SVG files as filled paths; whatever runs, loads or repeats without end is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pictures.picture_model import Drawing, UnfitPictureError
from builder.pictures.vector_pictures import read_drawing

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"'
)


def svg(inside: str, head: str = "") -> bytes:
    return f"{head}{HEAD}>{inside}</svg>".encode()


def drawn(inside: str) -> Drawing:
    return read_drawing(svg(inside), "a.svg")


RECT = '<rect width="4" height="2"/>'


@pytest.mark.parametrize(
    ("inside", "outline", "colour"),
    [
        (RECT, "0 0 m 4 0 l 4 2 l 0 2 l 0 0 l h", (0, 0, 0)),
        ('<path d="M1 1h2v2z" fill="red"/>', "1 1 m 3 1 l 3 3 l h", (1, 0, 0)),
        (f'<g transform="translate(1 2)" fill="#00f">{RECT}</g>',
         "1 2 m 5 2 l 5 4 l 1 4 l 1 2 l h", (0, 0, 1)),
        (f'<defs><g id="a">{RECT}</g></defs><use href="#a" x="1"/>',
         "1 0 m 5 0 l 5 2 l 1 2 l 1 0 l h", (0, 0, 0)),
        (f"<style>rect {{ fill: lime }}</style>{RECT}", "0 0 m 4 0 l 4 2 l 0 2 l 0 0 l h", (0, 1, 0)),
        ('<style>.a{fill:red}</style><path class="a" style="fill:lime" d="M0 0h1v1z"/>',
         "0 0 m 1 0 l 1 1 l h", (0, 1, 0)),
        (f"<title>A title</title><metadata>text</metadata>{RECT}",
         "0 0 m 4 0 l 4 2 l 0 2 l 0 0 l h", (0, 0, 0)),
    ],
    ids=["shape", "steps", "moved", "repeated", "style sheet", "own style first", "words about it"],
)  # fmt: skip
def test_shapes_become_paths(inside: str, outline: str, colour: tuple[float, ...]) -> None:
    (path,) = drawn(inside).paths
    assert (path.outline, path.colour, path.opacity) == (outline, colour, 1.0)


def test_lines_have_a_width_and_paint_an_opacity() -> None:
    (line,) = drawn('<path d="M0 5H10" fill="none" stroke="red" stroke-width="2" opacity=".5"/>').paths
    assert (line.colour, line.opacity) == ((1, 0, 0), 0.5)
    assert {"0 4 l", "10 4 l"} & {" ".join(line.outline.split(" ")[n : n + 3]) for n in range(0, 20, 1)}


HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a handler": '<rect width="4" height="2" onclick="x()"/>',
    "an address": '<image href="https://example.org/a.png"/>',
    "data": '<image href="data:image/png;base64,AA=="/>',
    "HTML": "<foreignObject><p/></foreignObject>",
    "a link": f'<a href="https://example.org">{RECT}</a>',
    "a file used": '<use href="file:///etc/passwd#a"/>',
    "an address used": '<use xlink:href="https://example.org/a.svg#a"/>',
    "paint from outside": '<rect width="4" height="2" fill="url(https://example.org/a#b)"/>',
    "an import": '<style>@import "https://example.org/a.css";</style>' + RECT,
    "a font": "<style>@font-face{src:url(https://example.org/a)}</style>" + RECT,
    "itself": '<g id="a"><rect width="4" height="2"/><use href="#a"/></g>',
    "each other": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "nothing there": '<use href="#nowhere"/>',
    "text": '<text x="1" y="1">lost</text>',
    "a filter": '<filter id="f"/>' + RECT,
    "colours that run": '<linearGradient id="g"/><rect width="4" height="2" fill="url(#g)"/>',
    "no shapes": "",
    "bad numbers": '<path d="M 1 x"/>',
    "a bad colour": '<rect width="4" height="2" fill="nonsense"/>',
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE)
def test_refused(inside: str) -> None:
    with pytest.raises(UnfitPictureError) as told:
        drawn(inside)
    assert told.value.fix


def test_entities_are_refused(tmp_path: object) -> None:
    for entity in ('"x"', 'SYSTEM "file:///etc/passwd"'):
        with pytest.raises(UnfitPictureError):
            read_drawing(svg("<desc>&e;</desc>" + RECT, f"<!DOCTYPE svg [<!ENTITY e {entity}>]>"), "a.svg")


def test_copies_of_copies_are_counted_before_they_are_made() -> None:
    levels = [f'<g id="l0">{RECT}</g>']
    for level in range(1, 12):
        levels += [f'<g id="l{level}">' + f'<use href="#l{level - 1}"/>' * 10 + "</g>"]
    with pytest.raises(UnfitPictureError, match="shapes"):
        drawn(f"<defs>{''.join(levels)}</defs><use href='#l11'/>")


@given(st.one_of(st.binary(max_size=200), st.text(max_size=120).map(lambda t: svg(t))))
def test_anything_is_drawn_or_refused(data: bytes) -> None:
    try:
        read_drawing(data, "a.svg")
    except UnfitPictureError as told:
        assert told.message
