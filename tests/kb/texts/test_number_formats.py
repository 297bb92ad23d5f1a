"""What a spreadsheet shows, by number format."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.texts.number_formats import CellKind, shown


@pytest.mark.parametrize(
    ("value", "number_format", "text", "plain"),
    [
        (0.45, "0%", "45%", "45"),
        (0.456, "0.0%", "45.6%", "45.6"),
        (1.5, "0%", "150%", "150"),
        (41235, "#,##0", "41,235", "41235"),
        (41235.5, '"$"#,##0.00', "$41,235.50", "41235.50"),
        (41235, "[$€-407]#,##0", "€41,235", "41235"),
        (42, "000", "042", "42"),
        (4.1, "0.00", "4.10", "4.10"),
        (4.1, "General", "4.1", "4.1"),
        (0.1 + 0.2, "General", "0.3", "0.3"),
        (-5, "#,##0;(#,##0)", "-5", "-5"),
        (435031, "00\\-0000", "43-5031", "435031"),
        (5, ";;;", "", ""),
        (0, '0;-0;"none"', "none", ""),
        (12, '0" calls"', "12", "12"),
        (True, "General", "TRUE", "true"),
    ],
)
def test_a_number_is_what_is_seen(value: float, number_format: str, text: str, plain: str) -> None:
    found = shown(value, number_format)
    assert (found.text, found.plain) == (text, plain)


@pytest.mark.parametrize(
    ("number_format", "text", "kind"),
    [
        ("mmm-yy", "2025-04", CellKind.MONTH),
        ("[$-409]mmm\\-yy;@", "2025-04", CellKind.MONTH),
        ("d-mmm", "2025-04-05", CellKind.DAY),
        ("m/d/yyyy", "2025-04-05", CellKind.DAY),
        ("yyyy", "2025", CellKind.YEAR),
        ("m/d/yy h:mm", "2025-04-05", CellKind.DAY),
    ],
)
def test_of_a_date_only_what_is_seen_is_said(number_format: str, text: str, kind: CellKind) -> None:
    found = shown(dt.datetime(2025, 4, 5), number_format)
    assert (found.text, found.kind) == (text, kind)


def test_a_rounded_number_keeps_what_it_holds() -> None:
    assert (shown(0.456, "0%").plain, shown(0.456, "0%").exact) == ("46", "45.6")
    assert (shown(1234567, "#,##0,").plain, shown(1234567, "#,##0,").exact) == ("1235", "1234567")


@given(
    st.floats(-1e12, 1e12) | st.integers(-(10**12), 10**12),
    st.text('0#?.,%;$[]-\\"_*@yMdhsE+/ x', max_size=12),
)
def test_every_format_is_read(value: float, number_format: str) -> None:
    found = shown(value, number_format)
    assert found.kind in CellKind
    if found.plain:
        float(found.plain)
