"""Characters that a PDF cannot show, as they are found and marked."""

from __future__ import annotations

import pytest

from builder.document import Text
from builder.printable import column_of, hidden, lacking, marked


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("\uf900", "\u8c48"),
        ("\U0001f600", "\U0001f600"),
        ("\u0958", "\u0915"),
    ],
)
def test_what_the_fonts_lack_is_marked_however_it_is_typed(written: str, set_as: str) -> None:
    assert set_as in lacking(written)
    run = marked(Text(f"a {written}"), lacking(written))
    assert f"[U+{ord(set_as):04X}]" in run.text
    assert not lacking(run)


def test_the_column_of_what_several_characters_compose() -> None:
    assert column_of("x", "a x") == 3
    assert column_of("\ud55c", "a \u1112\u1161\u11ab b") == 5


def test_hidden_characters() -> None:
    assert hidden("a\u200bb\u202e\x07\u00ad\ufeff\ue000\ufffd") == set(
        "\u200b\u202e\x07\u00ad\ufeff\ue000\ufffd"
    )
    assert hidden("tab\tand\nline, no-break\u00a0space, thin\u2009space, é ✓") == set()
