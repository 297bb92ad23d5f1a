"""Records that the draft draws on and other evidence contests."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import RECORDS
from kb.standing import Standing

CHECK = declare(
    __name__,
    "The draft draws on a figure, duty, source or evidence item that other evidence contests, and does not "
    "say so.",
    "Cite the evidence that contests it, or draw on another record.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for evidence that contests what is used and is not used itself."""
    used = subject.context.used
    drawn_on = {f"evidence/{i}" for i in used.evidence} | {f"figure/{i}" for i in used.figures}
    drawn_on |= {f"duty/{i}" for i in used.duties}
    drawn_on |= {f"source/{i}" for i in subject.context.notes.cited}
    disputed: dict[str, list[str]] = {}
    for name in sorted(drawn_on):
        for reason in subject.context.standings.of(RECORDS + name).reasons:
            if reason.standing is Standing.DISPUTED:
                disputed.setdefault(reason.by.rpartition("/")[2], []).append(name)
    for identifier, contested in sorted(disputed.items()):
        if identifier not in used.evidence:
            message = f"The evidence {identifier!r} contests {', '.join(contested)}, which the draft uses."
            where = subject.at(_place(subject, contested))
            yield CHECK.finding(message, where, f"Cite [@{identifier}].", contested[0])


def _place(subject: Subject, contested: list[str]) -> Place:
    """Return where the draft names the record; the first line when it does so through a directive."""
    ids = {name.partition("/")[2] for name in contested}
    for item in subject.context.outline.citations:
        if item.key.rpartition(":")[2] in ids:
            return item.place
    for role in subject.context.outline.roles:
        if role.argument in ids:
            return role.place
    return Place(1, 1)
