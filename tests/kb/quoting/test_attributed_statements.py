"""What a statement gives to a body, and what of it the quoted words do not name."""

from __future__ import annotations

import pytest

from kb.quoting.attributed_statements import beyond_quotation, said_by_body
from kb.quoting.present_status import undated

NAMES = ["SOC Policy Committee", "SOCPC", "APCO"]
STATISTICS = (
    "The 2018 SOC was designed and developed solely for statistical purposes. Although the SOC may be used "
    "for other purposes, these purposes play no role in its development or revision."
)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("The committee says that pay plays no role.", "pay plays no role."),
        ("APCO's magazine reports a bill.", "a bill."),
        ("The responses say that the SOC serves statistics only.", "the SOC serves statistics only."),
        ("SOCPC staff have said so.", "so."),
        ("Telecommunicators say so.", ""),
        ("The scapco says so.", ""),
        ("The committee met. Others say so.", ""),
    ],
)
def test_what_a_body_is_said_to_have_said(statement: str, said: str) -> None:
    assert said_by_body(statement, NAMES) == said


@pytest.mark.parametrize(
    ("said", "quoted", "beyond"),
    [
        (
            "the SOC serves statistics only and that pay, benefits and recognition play no role.",
            STATISTICS,
            ["pay", "benefits", "recognition"],
        ),
        ("the SOC was designed for statistical purposes alone.", STATISTICS, []),
        ("other purposes play no role in its development or revision.", STATISTICS, []),
        ("it is no ground for pay or benefits.", STATISTICS, ["pay", "benefits"]),
        ("it coaches, calms and informs callers.", "calming and informing the callers", []),
    ],
)
def test_what_lists_name_beyond_the_quotation(said: str, quoted: str, beyond: list[str]) -> None:
    assert beyond_quotation(said, quoted) == beyond


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("H.R. 637 has been in committee since January 2025.", "been in committee"),
        ("As of June 1, 2026, H.R. 637 is in committee.", None),
        ("H.R. 637 was still in committee on 1 June 2026.", None),
        ("S. 725 is pending (as of June 1, 2026).", None),
        ("The Senate passed S. 725.", None),
    ],
)
def test_words_on_how_a_bill_stands_want_a_day(text: str, said: str | None) -> None:
    found = undated(text)
    assert (found[0] if found else None) == said
