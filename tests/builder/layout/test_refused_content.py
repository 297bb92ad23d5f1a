"""Text that cannot be set, links that may not be, and text that only looks like markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import document as d
from builder.layout import render
from builder.pdf.fonts import MissingGlyphError
from builder.pdf.links import ForbiddenTargetError, UnknownTargetError
from kb.errors import SocEvidenceError
from tests.tagged.cases import case
from tests.tagged.making import para
from tests.tagged.reading import Tree, opened

ROOT = Path(__file__).parents[3]


def test_a_character_in_no_font_is_named() -> None:
    with pytest.raises(MissingGlyphError, match=r"U\+1F44D THUMBS UP SIGN") as raised:
        render(case(para("Good \U0001f44d")))
    assert isinstance(raised.value, SocEvidenceError)
    assert raised.value.remedy


def test_a_link_to_nowhere_is_named() -> None:
    with pytest.raises(UnknownTargetError, match="nowhere"):
        render(case(d.Paragraph((d.Link((d.Text("x"),), "#nowhere"),))))
    with pytest.raises(UnknownTargetError, match="note 7"):
        render(case(d.Paragraph((d.Text("x"), d.NoteReference(7)))))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "x.pdf", ""])
def test_a_link_to_anything_else_is_refused(target: str) -> None:
    with pytest.raises(ForbiddenTargetError):
        render(case(d.Paragraph((d.Link((d.Text("x"),), target),))))


@pytest.mark.parametrize(
    "text",
    [
        '<b>bold</b> <a href="http://evil.example">x</a> &amp; <para>',
        "(unbalanced \\( and ) EMC ET Q",
        "nul \u00ad soft\u200bbreak\u2060 \ufeff",
        "a\nb\tc\u2028d\x1ce\u3000f",
        "   ",
        "",
    ],
)
def test_hostile_text_is_only_text(text: str) -> None:
    content = (d.Text(text), d.Text("end"))
    tree = Tree(opened(render(case(d.Paragraph(content)))))
    tree.dump()
    assert tree.unused() == set()
    shown = "".join(tree.text(p) for p in tree.find("P"))
    bare = text.translate(dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF]))
    assert shown.split() == (bare + "end").split()
