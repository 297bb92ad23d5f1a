"""Personal data in the draft, which becomes public with the filing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.front_matter import FrontMatter, find_open_end
from kb.findings import Finding
from kb.screening import read_waivers, screen, screen_text
from kb.screening.screen import PERSONAL_DATA

CHECK = PERSONAL_DATA
_LINKED = re.compile(r"mailto:([^\s)>\"']+)|<([^\s<>@]+@[^\s<>@]+)>")
"""Addresses that the draft makes links of on purpose."""


def find(subject: Subject) -> Iterator[Finding]:
    """Screen everything below the front matter, remarks too, for the draft travels with its PDF.

    Who files the comment says in the front matter how to be reached; those values, and addresses that are
    links, may stand in the text. Of the front matter only the cover text is screened.
    """
    draft = subject.draft
    waivers = read_waivers(subject.context.root)
    for finding in screen_text(_without_own(draft.text, draft.front), draft.path, waivers):
        if finding.location.line > _front_lines(draft.text):
            yield finding
    where = subject.at(draft.front.place("cover-text"))
    for finding in screen_text(_without_own(draft.front.cover_text, draft.front), draft.path, waivers):
        yield PERSONAL_DATA.finding(f"In the cover text: {finding.message}", where)


def _without_own(text: str, front: FrontMatter) -> str:
    """Return a text of the same length without what the submitter gives of itself."""
    own = {hit.value for line in front.submitter.address for hit in screen(line)}
    own |= {address for pair in _LINKED.findall(text) for address in pair if address}
    for value in own:
        text = text.replace(value, " " * len(value))
    return text


def _front_lines(text: str) -> int:
    """Return how many lines the front matter takes, with its `---`; left open, to its last key."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return 0
    closed = (n for n, line in enumerate(lines[1:], 2) if line.strip() == "---")
    return next(closed, 0) or find_open_end(text)
