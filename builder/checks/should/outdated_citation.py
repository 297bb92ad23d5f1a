"""What the draft cites or argues rests on something that was retracted or superseded."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import record, short
from kb.standing import Judgement, Standing
from kb.standing.gathering import standings_of_graph

CHECK = declare(
    __name__,
    "The draft cites a record, or argues a claim, that rests on a retracted or superseded source or record.",
    "Cite what took its place, or check that the statement still holds and say so.",
)
_OUTDATED = frozenset(
    {Standing.RETRACTED, Standing.SUPERSEDED, Standing.UNSETTLED, Standing.OUTDATED, Standing.CHANGED}
)
_KINDS = ("source", "evidence", "figure", "duty", "legislation", "objection")


def find(subject: Subject) -> Iterator[Finding]:
    """Look each citation and each argued claim up in what no longer stands, once."""
    standings = standings_of_graph(subject.context.lookup.knowledge, subject.today)
    seen: set[str] = set()
    for name, place in _named(subject):
        found = standings.of(name)
        if found.standing not in _OUTDATED or name in seen or _refused(found):
            continue
        seen.add(name)
        yield CHECK.finding(f"{found.said()}.", subject.at(place), subject=short(name))


def _refused(found: Judgement) -> bool:
    """Say whether the citation is refused as that of a withdrawn source, so that it is not told twice."""
    return found.standing is Standing.RETRACTED and found.reasons[0].cause == found.record


def _named(subject: Subject) -> Iterator[tuple[str, Place]]:
    """Yield the records that the draft may mean by each citation, and its claims."""
    for item in subject.context.outline.citations:
        kind, _, identifier = item.key.rpartition(":")
        for candidate in [kind] if kind else _KINDS:
            yield record(candidate, identifier), item.place
    for use in subject.context.outline.claims:
        yield record("claim", use.id), use.place
