"""Which statements of a job description are duties, and why the others are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from kb.common.english import sentences
from kb.contributing.job_passages import Form, Passage, passages
from kb.contributing.job_wording import (
    Section,
    act_of,
    begins_no_duty,
    is_act,
    is_act_of_reader,
    is_english,
    is_no_posting,
    says_no_duty,
    without_catch_all,
)
from kb.screening import screen
from kb.texts import Block

_FEWEST, _MOST = 2, 60
"""Words of a statement."""
_SHARE = re.compile(r"\s*(?:\(\s*\d{1,3}\s?(?:-\s?\d{1,3}\s?)?%[^)]*\)|[-–—]?\s*\d{1,3}\s?%)\s*$")
"""How much of the time a duty takes, at its end."""
_NOTE_MARK = re.compile(r"(?:(?<=[^\W\d])|(?<=[^\W\d][.,;)]))[¹²³⁰⁴-⁹†‡]+|(?<=\w)\*+$")
"""The mark of a footnote, after a word."""
_CLAUSES = re.compile(r";\s+(?:and\s+)?")
_REASONS = {
    Section.REQUIREMENTS: "on requirements",
    Section.CONDITIONS: "on working conditions",
    Section.BENEFITS: "on pay and benefits",
    Section.APPLICATION: "on how to apply",
    Section.NOTICES: "of notices",
    Section.OFFICE: "on the office",
    Section.OTHERS: "on the work of others",
    Section.OPEN: "under no heading of duties",
}
_SAID = {
    "catch-all": "that leave the duty open",
    "requirement": "on requirements",
    "condition": "on working conditions",
    "office": "on the office",
}
NO_ACT, PERSONAL = "that say no act", "with personal data"


@dataclass(frozen=True, slots=True)
class DutyStatement:
    """One duty in the words of a job description."""

    text: str
    start: int
    """Offset in the text of the document, of the passage that it stands in."""
    heading: str = ""
    """The heading that it stands under."""


@dataclass(frozen=True, slots=True)
class DutyReading:
    """What was read in one document."""

    duties: tuple[DutyStatement, ...]
    left_out: tuple[tuple[str, int], ...]
    """Why statements are none, in words that follow "lines", and how many; most frequent first."""
    reason: str = ""
    """Why there is no duty at all, as a clause; empty where there is one."""

    def said(self) -> str:
        """Say in a sentence without its period what was read."""
        number = len(self.duties)
        lost = ", ".join(f"{count} {why}" for why, count in self.left_out)
        if not number:
            return f"no duties proposed: {self.reason}" + (f" (lines left out: {lost})" if lost else "")
        found = f"{number} {'duty' if number == 1 else 'duties'} proposed"
        return f"{found}; lines left out: {lost}" if lost else found


def read_duties(text: str, blocks: Sequence[Block] = ()) -> DutyReading:
    """Read the duties of a job description; statements with personal data are left out."""
    if not is_english(text):
        return DutyReading((), (), "the text does not read as English")
    if is_no_posting(text):
        return DutyReading((), (), "it reads as a solicitation of bids, not as a description of a job")
    found = passages(text, blocks)
    headed = any(passage.section is Section.DUTIES for passage in found)
    duties, left_out = [], Counter[str]()
    for passage in found:
        for statement in _statements(passage, headed):
            why = _why_not(statement, passage, headed) or (PERSONAL if screen(statement) else "")
            if why:
                left_out[why] += 1
            else:
                duties.append(DutyStatement(statement, passage.start, passage.heading))
    reason = "" if duties else _reason(found, headed)
    return DutyReading(tuple(duties), tuple(left_out.most_common()), reason)


def _reason(found: Sequence[Passage], headed: bool) -> str:
    if not found:
        return "it has no text besides headings"
    if headed:
        return "nothing under its heading of duties says what somebody does"
    if any(passage.form is Form.LISTED for passage in found):
        return "no heading speaks of duties, and no list begins with what somebody does"
    return "no heading speaks of duties, and there is no list"


def _statements(passage: Passage, headed: bool) -> list[str]:
    """Part a paragraph into its sentences, or into clauses where each says an act.

    An item of a list stays whole as far as its sentences are of duties.
    """
    found = sentences(passage.text)
    if passage.form is Form.LISTED:
        also = takewhile(lambda sentence: not _why_not(_trimmed(sentence), passage, headed), found[1:])
        return [_trimmed(" ".join([found[0], *also]))] if found else []
    clauses = [clause for clause in _CLAUSES.split(passage.text.rstrip(" ;")) if clause]
    if len(clauses) > 2 and all(_begins_with_act(act_of(clause)[0]) for clause in clauses):
        found = clauses
    return list(map(_trimmed, found))


def _trimmed(statement: str) -> str:
    """Leave off what is no word of the statement, and what a sheet would take for a formula."""
    bare = (
        _SHARE.sub("", _NOTE_MARK.sub("", statement))
        .strip(" ;")
        .removesuffix("; and")
        .lstrip("=+@-– ")
        .strip()
    )
    return without_catch_all(bare)


def _why_not(statement: str, passage: Passage, headed: bool) -> str:
    """Return why a statement is no duty, in words that follow "lines"; empty for a duty."""
    section, listed = passage.section, passage.form is Form.LISTED
    if section in _REASONS and (section is not Section.OPEN or headed):
        return _REASONS[section]
    about = says_no_duty(statement)
    if about:
        return _SAID[about]
    if not _FEWEST <= len(statement.split()) <= _MOST or statement.endswith(("?", ":")):
        return NO_ACT
    act, led = act_of(_unlabelled(statement))
    if section is Section.OPEN:
        plain = listed and not is_act_of_reader(act.split()[0])
        return "" if _begins_with_act(act) and (plain or led) else _REASONS[section]
    if _begins_with_act(act):
        return ""
    return "" if section is Section.DUTIES and listed and _may_be_act(act) else NO_ACT


def _unlabelled(statement: str) -> str:
    """Return what follows a label of a few words and a colon."""
    label, colon, rest = statement.partition(": ")
    return rest if colon and len(label.split()) <= 4 and rest.strip() else statement


def _begins_with_act(act: str) -> bool:
    return is_act(act.split()[0]) if act.split() else False


def _may_be_act(act: str) -> bool:
    """Say whether an item of a list of duties may begin with a verb that is not known."""
    words = act.split()
    return len(words) >= 3 and not begins_no_duty(words[0]) and words[0][0].isalpha()
