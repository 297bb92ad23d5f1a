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
    "The front matter names a topic that no section answers (nor a letter's text names), or leaves one out.",
    "Make `topics:` and the `topic=` attributes of the headings say the same.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Compare the two, and the cover text, where the front matter names any."""
    front = subject.draft.front
    answered = {use.id: use.place for use in reversed(subject.context.outline.topics)}
    in_sections = bool(answered) or "each-topic" in subject.context.case.kind.owes
    known = {topic.notation for topic in subject.docket.topics} if subject.docket else set(answered)
    told = () if answered else set(front.topics) - known  # as none of the notice
    for topic in front.topics:
        if topic not in answered and topic not in told and (in_sections or not _named(topic, subject)):
            where = subject.at(front.place(f"topics/{topic}"))
            what = "No section answers" if in_sections else "Neither a section nor the text names"
            yield CHECK.finding(f"{what} the topic {topic}.", where, _fix(topic, subject, in_sections))
    ours = set(front.topics) or set(answered)
    topics = subject.docket.topics if subject.docket else ()
    named = {topic.notation for topic in topics if _in_words(topic.notation, front.cover_text)}
    if named - ours and ours:
        message = f"The cover text names {_list(named - ours)}, which the comment does not answer."
        yield CHECK.finding(message, subject.at(front.place("cover-text")), f"It answers {_list(ours)}.")
    if front.topics:
        for topic in sorted(set(answered) & known - set(front.topics)):
            message = f"`topics:` leaves out {topic}, which a section answers."
            yield CHECK.finding(message, subject.at(front.place("topics")), f"Add {topic} to `topics:`.")


def _named(topic: str, subject: Subject) -> bool:
    """Say whether a comment without sections on topics, as a letter is, names one in its text."""
    return any(_in_words(topic, sentence.text) for sentence in subject.prose.of("text", "heading"))


def _in_words(topic: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(topic)}\b", text) is not None


def _fix(topic: str, subject: Subject, in_sections: bool) -> str:
    known = [one.notation for one in subject.docket.topics] if subject.docket else [topic]
    if topic in known:
        otherwise = "" if in_sections else "name it in your text, "
        return f"Put topic={topic} into a heading, {otherwise}or take it out."
    return f"Topics of the notice: {', '.join(known)}."


def _list(topics: Iterable[str]) -> str:
    return ", ".join(sorted(topics, key=natural))
