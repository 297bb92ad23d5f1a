"""An evidence line whose item was superseded or retracted: both wordings, where it stands, what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.standing import Standing
from tests.conftest import Told
from tests.kb.standing.bases import NEWER, write_base


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (
            Standing.SUPERSEDED,
            (
                "`evidence/county-gives` is superseded by `evidence/county-gives-2`. It said: “The county's "
                "telecommunicators give medical instructions on every cardiac call.” Now: “The county's "
                "telecommunicators never give medical instructions at all.”"
            ),
        ),
        (Standing.RETRACTED, "is retracted on 2026-01-05: the figures were made up."),
        (Standing.AWAITING_REVIEW, "`evidence/county-gives` waits for review."),
    ],
    ids=lambda value: value.value if isinstance(value, Standing) else "",
)
def test_a_line_of_ones_own_is_an_error(
    office: Path, cli: Callable[..., Told], standing: Standing, said: str
) -> None:
    write_base(office / "evidence", standing)
    told = [line for line in cli("check").out.splitlines() if "[line-outdated]" in line]
    assert len(told) == 1
    assert told[0].startswith("evidence/claim.yaml:11:15: error")
    assert said in told[0]


def test_a_line_of_the_base_is_a_warning_until_a_draft_argues_its_claim(
    office: Path, cli: Callable[..., Told]
) -> None:
    item = "aha-2020-initial-care"
    newer = NEWER.replace("county-gives-2", "our-item") + f"    supersedes: [{item}]\n"
    (office / "evidence" / "newer.yaml").write_text(newer, "utf-8")
    told = [line for line in cli("check").out.splitlines() if "[line-outdated]" in line]
    assert told
    assert all(": warning[line-outdated]" in line and "Now: “" in line for line in told)
    claim = "life-saving-instructions"
    draft = f"---\ntitle: T\ndocket: bls-2024-0001\n---\n\n## A {{claim={claim}}}\n\nText.\n"
    (office / "submission.md").write_text(draft, "utf-8")
    assert f"error[claim-unsettled] `claim/{claim}`" in cli("build").out


def test_nothing_is_said_of_lines_that_stand(office: Path, cli: Callable[..., Told]) -> None:
    write_base(office / "evidence", Standing.USABLE)
    assert "line-outdated" not in cli("check").out
