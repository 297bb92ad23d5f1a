"""The notice that the prose says it answers: the one of the front matter, and not a closed one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The prose says that it answers another notice than the draft's, or that the window has closed.",
    "Say {docket}`number`, which follows the docket, or cite the notice that is meant.",
)
_MONTHS = "January February March April May June July August September October November December".split()
_ANSWERS = re.compile(r"\b(?:answer|repl|respon[ds]|address|comment on)\w*", re.IGNORECASE)
_NOTICE = re.compile(
    rf"\b(?:notice|request for comments?|comment (?:period|window)) of (?:(?P<month>{'|'.join(_MONTHS)}) )?"
    r"(?P<year>20\d\d)\b"
)
_CLOSED = re.compile(r"\bcomment (?:period|window)\b[^.;]{0,30}\b(?:has |had )?closed\b", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at sentences that cite nothing: what is cited is said of the work cited."""
    docket = subject.docket
    if docket is None:
        return
    for sentence in subject.prose.sentences:
        if sentence.sourced:
            continue
        closed = _CLOSED.search(sentence.text)
        if closed:
            message = f"“{closed[0]}”: who answers {docket.number} does not say that its window is closed."
            yield CHECK.finding(message, subject.at(sentence.place(closed.start())))
        answers = _ANSWERS.search(sentence.text)
        for named in _NOTICE.finditer(sentence.text) if answers else ():
            if not _is_of(named, docket.opened):
                message = f"“{named[0]}” is not {docket.number}, which opened on {docket.opened}."
                yield CHECK.finding(message, subject.at(sentence.place(named.start())))


def _is_of(named: re.Match[str], opened: str) -> bool:
    """Say whether the year, and the month where one is named, are those of the day a docket opened."""
    month = f"-{_MONTHS.index(named['month']) + 1:02}" if named["month"] else ""
    return opened.startswith(f"{named['year']}{month}")
