"""The kind of a comment must be one that its docket takes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.common.names import did_you_mean
from kb.findings import Finding

CHECK = declare(
    __name__,
    "`kind:` names no kind of comment that the docket's profile lists.",
    "Name one of them, or leave it out for the first.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Compare the front matter with the profile."""
    docket, front = subject.docket, subject.draft.front
    if docket is None or not front.kind:
        return
    known = {kind.notation: kind.label for kind in docket.comment_kinds}
    if front.kind in known:
        return
    there = ", ".join(f"{name} ({label})" for name, label in known.items())
    fix = f"Kinds: {there}." if there else "Add `comment-kinds:` to its profile, or leave `kind:` out."
    message = f"{docket.id} takes no comment of the kind {front.kind!r}."
    yield CHECK.finding(message, subject.at(front.place("kind")), did_you_mean(front.kind, known, fix))
