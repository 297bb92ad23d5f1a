"""Placeholders of a template that were not replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.front_matter import FrontMatter
from builder.draft.places import shortened
from builder.draft.template_words import is_template
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A placeholder of the template stands where your own words should.",
    "Write your own words in its place.",
)

_VALUE = re.compile(r"^replace\b|\(replace\b[^)]*\)|\byour (?:organization|name)\b", re.IGNORECASE)
_IN_BODY = re.compile(r"\bReplace: [^{}+\n]+")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at the values of the front matter, for sentences that ask to be replaced, and in redlines."""
    front = subject.draft.front
    for key, value in _values(front):
        if _VALUE.search(value):
            place = front.place(f"{key}/{value}", key, key.partition("/")[0])
            yield CHECK.finding(f"`{key.replace('/', ': ')}` still says {value!r}.", subject.at(place))
    for sentence in subject.prose.of("text"):
        if is_template(sentence.text):
            message = f"This paragraph is a placeholder: “{shortened(sentence.text)}”"
            yield CHECK.finding(message, subject.at(sentence.place(0)))
    for written in subject.context.outline.directives:
        left = _IN_BODY.search(written.body) if written.name == "redline" else None
        if left:
            message = f"The redline holds a placeholder: “{shortened(left[0])}”."
            yield CHECK.finding(message, subject.at(written.place))


def _values(front: FrontMatter) -> Iterator[tuple[str, str]]:
    """Yield the key and text of every value that is printed."""
    submitter = front.submitter
    yield "title", front.title
    yield "subtitle", front.subtitle
    yield "submitter/name", submitter.name
    yield "submitter/organization", submitter.organization
    yield from (("submitter/address", line) for line in submitter.address)
    yield from (("opening", line) for line in front.opening)
    yield from (("keywords", word) for word in front.keywords)
    yield "cover-text", front.cover_text
