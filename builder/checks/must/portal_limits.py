"""The text for the portal's comment box must fit it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
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
    measures = (
        ("comment-characters", "cover-text", len(front.cover_text), "characters"),
        ("comment-bytes", "cover-text", len(front.cover_text.encode()), "bytes"),
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
