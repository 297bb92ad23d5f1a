"""Ages of statuses, and editions before the newest known."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.model.currency import Series, default_currency

DAY = dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("status", "session", "checked", "stale"),
    [
        ("referred", "119th Congress", "2026-06-01", True),
        ("referred", "119th Congress", "2026-09-30", False),
        ("referred", "119th Congress", "2026-09-29", True),
        ("enacted", "119th Congress", "2020-06-01", False),
        ("referred", "118th Congress", "2025-01-03", False),  # looked up when the session was over
        ("referred", "118th Congress", "2024-09-01", True),  # and before its last months
        ("introduced", "2025-2026", "2026-11-01", False),
        ("introduced", "a session without a year", "2026-01", True),
        ("introduced", "119th Congress", "", False),
    ],
)
def test_a_status_is_stale_after_sixty_days_of_its_session(
    status: str, session: str, checked: str, *, stale: bool
) -> None:
    assert default_currency().is_stale(status, session, checked, DAY) is stale


@pytest.mark.parametrize(
    ("series", "issued", "older"),
    [
        ("onet", "2025-05", True),
        ("onet", "2026-08", False),
        ("onet", "2026", False),
        ("oews", "2026-03", False),
        ("soc", "2010-01", True),
        ("onet", "", False),
        ("onet", "no date", False),
    ],
)
def test_an_edition_is_older_as_far_as_both_dates_are_known(series: str, issued: str, *, older: bool) -> None:
    assert default_currency().series[series].is_older(issued) is older


@pytest.mark.parametrize(
    ("periods", "broken"),
    [
        (("2020-05", "2021-05"), ["2021-05"]),
        (("2023-05", "2019-05"), ["2023-05"]),
        (("2021-05", "2025-05"), []),
        (("2019-05", "2020-05"), []),
    ],
)
def test_a_series_breaks_only_where_both_sides_are_shown(periods: tuple[str, ...], broken: list[str]) -> None:
    series = Series("s", "S", "", "", "", breaks={"2021-05": "another classification"})
    assert list(series.breaks_among(periods)) == broken
