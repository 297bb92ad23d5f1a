"""Coverage, fallback and widths."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from builder.layout import render
from builder.pdf import fonts
from builder.pdf.fonts import MissingFontError, MissingGlyphError, Typeface, missing, normalise
from tests.tagged.cases import case
from tests.tagged.making import para

SERIF = Typeface("serif")


def test_text_in_one_face_is_one_part() -> None:
    ((face, text, width),) = fonts.shape("Telecommunicators", SERIF)
    assert face is fonts.face(SERIF)
    assert text == "Telecommunicators"
    assert width == pytest.approx(sum(face.widths[ord(c)] for c in text))


def test_other_faces_step_in() -> None:
    parts = fonts.shape("a\u03b1\u25cfb", SERIF)
    assert [text for _, text, _ in parts] == ["a", "\u03b1", "\u25cf", "b"]
    assert len({id(face) for face, _, _ in parts}) == 3


def test_missing_names_what_no_face_has() -> None:
    assert fonts.missing("plain \u00a0\u2009\n\t text \u25cf \u0416") == set()
    assert fonts.missing("soft\u00adhyphen zero\u200bwidth") == set()
    assert fonts.missing("\U0001f44d and \u4e2d") == {"\U0001f44d", "\u4e2d"}
    assert fonts.missing("\u0928\u092e") == {"\u0928", "\u092e"}
    assert fonts.missing("bell \x07") == {"\x07"}


def test_latin_is_covered() -> None:
    points = [*range(0x20, 0x7F), *range(0xA1, 0x180), 0x2013, 0x201C, 0x2713]
    assert fonts.missing("".join(map(chr, points))) == set()


@pytest.mark.parametrize("family", ["serif", "sans", "mono"])
def test_what_is_not_missing_can_be_set(family: fonts.Family) -> None:
    text = (chr(n) for n in range(0x20, 0x2800))
    able = "".join(c for c in text if not fonts.missing(c) and c not in fonts.WHITE_SPACE)
    assert len(able) > 2000
    assert fonts.width(fonts.normalise(able), Typeface(family), 10) > 0


def test_setting_a_missing_character_raises() -> None:
    with pytest.raises(MissingGlyphError) as raised:
        fonts.shape("\u4e2d\u6587", SERIF)
    assert raised.value.characters == {"\u4e2d", "\u6587"}
    assert "CJK UNIFIED IDEOGRAPH-4E2D" in raised.value.message


def test_a_package_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda name: None)
    with pytest.raises(MissingFontError, match="fontpkg-ibm-plex-serif"):
        fonts.face.__wrapped__(SERIF)


def test_composed_and_decomposed_text_look_the_same() -> None:
    assert fonts.normalise("e\u0301") == "\u00e9"


def _shown(data: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        return str(pdf[0].get_textpage().get_text_range())


def test_text_beyond_the_first_plane_comes_back() -> None:
    assert "sign: \U0001df06" in _shown(render(case(para("sign: \U0001df06"))))


def test_text_of_more_characters_than_a_font_has_codes_comes_back() -> None:
    able = [c for c in map(chr, range(0x21, 0x250)) if not missing(c) and normalise(c) == c]
    text = " ".join("".join(able[at : at + 8]) for at in range(0, len(able), 8))
    assert len(able) > 512
    assert _shown(render(case(para(text)))).split() == ["A", "case", *text.split(), "Page", "1", "of", "1"]
