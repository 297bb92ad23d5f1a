"""The text for the portal's comment box must fit it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.letter_text import letter_text
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The cover text or a name of the submitter is longer than the portal takes.",
    "Shorten it; the argument belongs into the attached PDF.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Measure characters and bytes against the docket's limits."""
    docket = subject.docket
    if docket is None:
        return
    front = subject.draft.front
    key = "comment-box" if front.comment_box else "cover-text"
    text = letter_text(subject.document) if front.comment_box else front.cover_text
    measures = (
        ("comment-characters", key, len(text), "characters"),
        ("comment-bytes", key, len(text.encode()), "bytes"),
        (
            "organization-characters",
            "submitter/organization",
            len(front.submitter.organization),
            "characters",
        ),
        ("name-characters", "submitter/name", _longest_half(front.submitter.name), "characters in a part"),
    )
    for limit, key, size, unit in measures:
        allowed = docket.limits.get(limit)
        if allowed is not None and size > allowed:
            message = f"`{key}` has {size:,} {unit}; the portal takes {allowed:,}."
            yield CHECK.finding(message, subject.at(front.place(key)))


def _longest_half(name: str) -> int:
    """Return the length of the longer of first and last name, where the whole name is cut best."""
    words = name.split()
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))] or [(name, "")]
    return min(max(len(first), len(last)) for first, last in cuts)
