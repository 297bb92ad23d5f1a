"""Personal data in the draft, which becomes public with the filing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache

from builder.checks.subject import Subject
from builder.draft.front_matter import FrontMatter, find_open_end
from builder.draft.places import Place
from kb.findings import Finding
from kb.screening import Hit, Kind, Waivers, bare, read_waivers, screen
from kb.screening.screen import PERSONAL_DATA, findings_on

CHECK = PERSONAL_DATA
_LINKED = re.compile(r"mailto:([^\s)>\"']+)|<([^\s<>@]+@[^\s<>@]+)>")
"""Addresses that the draft makes links of on purpose."""
_GIVEN = (Kind.TELEPHONE, Kind.EMAIL, Kind.ADDRESS)
"""What whoever files gives of itself on purpose, to be reached."""
_DELETE = "Delete it. Where it is the submitter's own, name it under `submitter: address`, too"
_WAIVER = "for the line of another public office, record a waiver in waivers.yaml: value, why, who, date."
_FIXES = {
    Kind.TELEPHONE: f"{_DELETE}; {_WAIVER}",
    Kind.ADDRESS: f"{_DELETE}; {_WAIVER}",
    Kind.EMAIL: f"{_DELETE}, or make a link of it: <pat@example.org>; {_WAIVER}",
}


def find(subject: Subject) -> Iterator[Finding]:
    """Screen the whole text, remarks and front matter too, for the draft travels with its PDF.

    How to reach who files is said in the front matter; those values, and addresses that are links, may stand
    anywhere, however they are spaced. Values of the front matter that are written over several lines, or with
    escapes, are screened as they are printed.
    """
    draft = subject.draft
    own = {bare(value) for value in _own(draft.front, draft.text)}
    waivers = Waivers(read_waivers(subject.context.root).values | own)
    unclosed = find_open_end(draft.text)  # keys of front matter left open are not read yet, so nobody's own
    hits = screen(draft.text)
    for finding in findings_on(hits, draft.text, draft.path, waivers, _FIXES):
        if finding.location.line > unclosed:
            yield finding
    hidden = Waivers(waivers.values | {bare(hit.value) for hit in hits})
    for place, value in _values(draft.front):
        for finding in findings_on(_screened(value), value, draft.path, hidden, _FIXES):
            yield PERSONAL_DATA.finding(finding.message, subject.at(place), finding.fix)


def _own(front: FrontMatter, text: str) -> Iterator[str]:
    """Yield what the submitter gives of itself, and the addresses that are links."""
    submitter = front.submitter
    yield submitter.name
    for line in (submitter.name, submitter.organization, *submitter.address):
        yield from (hit.value for hit in _screened(line) if hit.kind in _GIVEN)
    for pair in _LINKED.findall(text):
        yield from filter(None, pair)


@lru_cache(maxsize=200)
def _screened(value: str) -> tuple[Hit, ...]:
    """Screen a value of the front matter, which hardly changes while a draft is written."""
    return tuple(screen(value))


def _values(front: FrontMatter) -> Iterator[tuple[Place, str]]:
    """Yield each text of the front matter with the place of its key."""
    for field in fields(front):
        key, value = field.name.replace("_", "-"), getattr(front, field.name)
        if field.name == "submitter":
            told = "\n".join((value.name, value.organization, value.kind, *value.address))
        elif field.name == "declines_to_contest":
            told = "\n".join(value.values())
        else:
            told = "\n".join(value) if isinstance(value, tuple) else value
        if isinstance(told, str) and told:
            yield front.place(key), told
