"""Records that the draft draws on and other evidence contests."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import record, short
from kb.standing import Standing

CHECK = declare(
    __name__,
    "The draft draws on a figure, duty, source or evidence item that other evidence contests, and does not "
    "say so.",
    "Cite the evidence that contests it, or draw on another record.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for evidence that contests what is drawn on and is not used itself."""
    context = subject.context
    used = context.used
    cited = (("source", context.notes.cited), ("evidence", used.evidence), ("figure", used.figures))
    places = {record(kind, identifier): Place(1, 1) for kind, ids in cited for identifier in ids}
    places |= {record("duty", identifier): Place(1, 1) for identifier in used.duties} | context.told.drawn
    disputed: dict[str, list[str]] = {}
    for name in sorted(places):
        for reason in context.standings.of(name).reasons:
            if reason.standing is Standing.DISPUTED:
                disputed.setdefault(short(reason.by), []).append(name)
    for by, names in sorted(disputed.items()):
        identifier = by.rpartition("/")[2]
        if identifier not in used.evidence:
            contested = [short(name) for name in names]
            message = f"The evidence {identifier!r} contests {', '.join(contested)}, which the draft uses."
            where = subject.at(min(places[name] for name in names))
            yield CHECK.finding(message, where, f"Cite [@{identifier}].", contested[0])
