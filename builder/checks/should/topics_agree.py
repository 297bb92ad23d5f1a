"""The topics that the front matter names and those that the sections answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.common.names import natural
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The front matter names a topic that no section answers, or leaves one out that a section answers.",
    "Make `topics:` and the `topic=` attributes of the headings say the same.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Compare the two, and the cover text, where the front matter names any."""
    front = subject.draft.front
    answered = {use.id: use.place for use in reversed(subject.context.outline.topics)}
    in_sections = answered or "each-topic" in subject.context.case.kind.owes
    for topic in front.topics if in_sections else ():
        if topic not in answered:
            where = subject.at(front.place(f"topics/{topic}"))
            yield CHECK.finding(f"No section answers the topic {topic}.", where, _fix(topic, subject))
    ours = set(front.topics) or set(answered)
    topics = subject.docket.topics if subject.docket else ()
    named = {t.notation for t in topics if re.search(rf"\b{re.escape(t.notation)}\b", front.cover_text)}
    if named - ours and ours:
        message = f"The cover text names {_list(named - ours)}, which the comment does not answer."
        yield CHECK.finding(message, subject.at(front.place("cover-text")), f"It answers {_list(ours)}.")
    if front.topics:
        for topic in sorted(set(answered) - set(front.topics)):
            message = f"`topics:` leaves out {topic}, which a section answers."
            yield CHECK.finding(message, subject.at(front.place("topics")), f"Add {topic} to `topics:`.")


def _fix(topic: str, subject: Subject) -> str:
    known = [one.notation for one in subject.docket.topics] if subject.docket else [topic]
    if topic in known:
        return f"Put topic={topic} into a heading, or take it out."
    return f"Topics of the notice: {', '.join(known)}."


def _list(topics: Iterable[str]) -> str:
    return ", ".join(sorted(topics, key=natural))
