"""Small bases in which one record has one standing, for every test that asks about it."""

from __future__ import annotations

from pathlib import Path

from kb.standing import Standing

SOURCE = """\
source:
  id: county-report
  type: report
  title: Emergency communications in one county
  author: [{{literal: County of Example}}]
  issued: 2025-03
  authority: government-page
{extra}evidence:
  - id: county-gives
    statement: The county's telecommunicators give medical instructions on every cardiac call.
    locator: {{page: 4}}
    about: [43-5031]
    verification: {mark}
    supports: [base-claim-x]
{item}"""
CLAIM = """\
claim:
  id: base-claim-x
  title: Telecommunicators give instructions
  statement: Telecommunicators give callers medical instructions.
  about: [43-5031]
  basis: fact
  principles: [P2]
  lines:
    - direction: supports
      strength: moderate
      items: [county-gives]
      argument: The county says so of its own staff.
"""
NEWER = """\
source:
  id: county-report-2
  type: report
  title: Emergency communications in one county, corrected
  author: [{literal: County of Example}]
  issued: 2026-03
  authority: government-page
evidence:
  - id: county-gives-2
    statement: The county's telecommunicators never give medical instructions at all.
    locator: {page: 4}
    about: [43-5031]
    verification: verified
"""
WAITING = """\
contribution:
  contributor: Ann Example
  organization: County of Example
  date: 2026-11-02
  licence: CC-BY-4.0
  review: waiting
"""


def write_base(folder: Path, standing: Standing) -> None:
    """Write a base in which the item `county-gives`, and what rests on it, has a standing."""
    extra, mark, item, newer = "", "verified", "", ""
    match standing:
        case Standing.RETRACTED:
            extra = "  retracted: {date: 2026-01-05, reason: the figures were made up}\n"
        case Standing.SUPERSEDED:
            newer = NEWER + "    supersedes: [county-gives]\n"
        case Standing.OUTDATED:
            newer = NEWER.replace("evidence:\n", "  supersedes: [county-report]\nevidence:\n", 1)
        case Standing.OUT_OF_DATE:
            item = "    valid-until: 2025-12\n"
        case Standing.UNVERIFIED | Standing.SECOND_HAND:
            mark = standing.value
        case Standing.DISPUTED:
            newer = NEWER + "    contests: [evidence/county-gives]\n"
        case Standing.CHANGED:
            extra = f"  text: {{sha256: {'0' * 64}, retrieved: 2026-01-05, extent: full}}\n"
            texts = folder.parent / "texts"
            texts.mkdir(exist_ok=True)
            (texts / "county-report.txt").write_text("The text is another one now.\n", "utf-8")
    sources = folder / "waiting" if standing is Standing.AWAITING_REVIEW else folder
    sources.mkdir(parents=True, exist_ok=True)
    if standing is Standing.AWAITING_REVIEW:
        (sources / "contribution.yaml").write_text(WAITING, "utf-8")
    (sources / "county.yaml").write_text(SOURCE.format(extra=extra, mark=mark, item=item), "utf-8")
    (folder / "claim.yaml").write_text(CLAIM, "utf-8")
    if newer:
        (folder / "newer.yaml").write_text(newer, "utf-8")
