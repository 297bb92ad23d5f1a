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
DUTY = """\
duty:
  id: county-duty
  occupation: 33-1012
  kind: required
  statement: Tell callers how to stop bleeding until help comes.
  functions: [protect-life]
  assessed-by: editors
  rationale: It keeps people alive.
  order: 1
  source: county-report
  locator: {{page: 5}}
  verification: {mark}
{item}"""
FIGURE = """\
figure:
  id: county-jobs
  dataset: studies
  occupation: 33-1012
  measure: employment
  period: 2026-05
  value: 4321
  unit: jobs
  source: county-report
  locator: {{page: 6}}
  verification: {mark}
{item}"""
OCCUPATION = "33-1012"
"""Nothing else is recorded of it."""
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


_NEWER = {
    "id: county-": "id: newer-",
    "kind: required": "kind: may",
    "Tell callers": "Never tell callers",
    "protect-life": "investigate",
    "value: 4321": "value: 43",
}
_OTHERS = ((DUTY, "county-duty"), (FIGURE, "county-jobs"))


def _replaced(text: str, pairs: dict[str, str]) -> str:
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


def write_claim(folder: Path, standing: Standing) -> None:
    """Write a base in which the claim `base-claim-x` has a standing, and an objection that it answers."""
    write_base(folder, Standing.RETRACTED if standing is Standing.UNSETTLED else Standing.USABLE)
    claim = (folder / "claim.yaml").read_text("utf-8")
    match standing:
        case Standing.RETRACTED:
            claim += "  retracted: {date: 2026-01-05, reason: it was wrong}\n"
        case Standing.SUPERSEDED:
            newer = claim.replace("id: base-claim-x", "id: base-claim-y") + "  supersedes: [base-claim-x]\n"
            (folder / "newer.yaml").write_text(newer, "utf-8")
        case Standing.OUT_OF_DATE:
            claim += "  valid-until: 2025-12\n"
        case Standing.AWAITING_REVIEW:
            (folder / "waiting").mkdir()
            (folder / "waiting" / "contribution.yaml").write_text(WAITING, "utf-8")
            (folder / "waiting" / "claim.yaml").write_text(claim, "utf-8")
            (folder / "claim.yaml").unlink()
    if standing is not Standing.AWAITING_REVIEW:
        (folder / "claim.yaml").write_text(claim, "utf-8")
    (folder / "objection.yaml").write_text(OBJECTION, "utf-8")


OBJECTION = """\
objection:
  id: county-objection
  title: They only answer calls
  statement: Telecommunicators answer calls and do no more.
  raised-by: [socpc]
  principles: [P2]
  anticipated: true
  source: county-report
  locator: {page: 2}
  verification: verified
  answered-by: [base-claim-x]
"""


def write_base(folder: Path, standing: Standing) -> None:
    """Write a base in which the item `county-gives` has a standing, and what rests on it what follows.

    The duty `county-duty` and the figure `county-jobs` of OCCUPATION have the same standing, but for LOCAL,
    which only a duty has.
    """
    extra, mark, item, newer = "", "verified", "", ""
    others: list[str] = []
    match standing:
        case Standing.RETRACTED:
            extra = "  retracted: {date: 2026-01-05, reason: the figures were made up}\n"
        case Standing.LOCAL:
            extra = "  reach: office\n"
        case Standing.SUPERSEDED:
            newer = NEWER + "    supersedes: [county-gives]\n"
            more = [(_replaced(text, _NEWER), name) for text, name in _OTHERS]
            others = [text.format(mark="verified", item=f"  supersedes: [{name}]\n") for text, name in more]
        case Standing.OUTDATED:
            newer = NEWER.replace("evidence:\n", "  supersedes: [county-report]\nevidence:\n", 1)
        case Standing.OUT_OF_DATE:
            item = "    valid-until: 2025-12\n"
        case Standing.UNVERIFIED | Standing.SECOND_HAND:
            mark = standing.value
        case Standing.DISPUTED:
            contested = "evidence/county-gives, duty/county-duty, figure/county-jobs"
            newer = NEWER + f"    contests: [{contested}]\n"
        case Standing.CHANGED:
            extra = f"  text: {{sha256: {'0' * 64}, retrieved: 2026-01-05, extent: full}}\n"
            texts = folder.parent / "texts"
            texts.mkdir(exist_ok=True)
            (texts / "county-report.txt").write_text("The text is another one now.\n", "utf-8")
    _write(folder, standing is Standing.AWAITING_REVIEW, extra, mark, item, newer, others)


def _write(
    folder: Path, waiting: bool, extra: str, mark: str, item: str, newer: str, others: list[str]
) -> None:
    sources = folder / "waiting" if waiting else folder
    sources.mkdir(parents=True, exist_ok=True)
    if waiting:
        (sources / "contribution.yaml").write_text(WAITING, "utf-8")
    (sources / "county.yaml").write_text(SOURCE.format(extra=extra, mark=mark, item=item), "utf-8")
    for text, name in _OTHERS:
        own = text.format(mark=mark, item=item.removeprefix("  "))
        (sources / f"{name}.yaml").write_text(own, "utf-8")
    for number, text in enumerate(others):
        (folder / f"newer-{number}.yaml").write_text(text, "utf-8")
    (folder / "claim.yaml").write_text(CLAIM, "utf-8")
    if newer:
        (folder / "newer.yaml").write_text(newer, "utf-8")
