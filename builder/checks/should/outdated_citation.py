"""What the draft cites or argues rests on something that was retracted or superseded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from kb.common.check_folders import declare
from kb.currency import Fault, Standing, trace
from kb.currency.standing import FAULTS, PREDICATES
from kb.findings import Finding
from kb.namespaces import record, short
from kb.store import Knowledge

CHECK = declare(
    __name__,
    "The draft cites a record, or argues a claim, that rests on a retracted or superseded source or record.",
    "Cite what took its place, or check that the statement still holds and say so.",
)
_KINDS = ("source", "evidence", "figure", "duty", "legislation", "objection")


def find(subject: Subject) -> Iterator[Finding]:
    """Look each citation and each argued claim up in what no longer stands, once."""
    standing = trace(_triples(subject.context.lookup.knowledge))
    seen: set[str] = set()
    for name, place in _named(subject):
        found = standing.get(name)
        if found is None or name in seen or _refused(name, found):
            continue
        seen.add(name)
        resting = "" if found.cause == name else f"`{short(name)}` rests on what no longer stands: "
        yield CHECK.finding(f"{resting}{found.said()}.", subject.at(place))


def _triples(knowledge: Knowledge) -> list[tuple[str, str, str]]:
    """Return what was retracted or superseded, and what rests on it, step by step.

    From the few causes outwards: imported tables hold hundreds of thousands of such links.
    """
    triples = _matching(knowledge, FAULTS, "")
    edge = {name for subject, _, value in triples for name in (subject, value)}
    seen = set(edge)
    while edge:
        found = _matching(knowledge, PREDICATES - FAULTS, " ".join(f"<{name}>" for name in sorted(edge)))
        triples += found
        edge = {subject for subject, _, _ in found} - seen
        seen |= edge
    return triples


def _matching(knowledge: Knowledge, predicates: Iterable[str], values: str) -> list[tuple[str, str, str]]:
    wanted = " ".join(f"<{predicate}>" for predicate in sorted(predicates))
    towards = f"VALUES ?o {{ {values} }}" if values else ""
    rows = knowledge.select(f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {wanted} }} {towards} ?s ?p ?o }}")
    return sorted((row["s"], row["p"], row["o"]) for row in rows)


def _refused(name: str, found: Standing) -> bool:
    """Say whether the citation is refused as that of a withdrawn source, so that it is not told twice."""
    return found.fault is Fault.RETRACTED and found.cause == name


def _named(subject: Subject) -> Iterator[tuple[str, Place]]:
    """Yield the records that the draft may mean by each citation, and its claims."""
    for item in subject.context.outline.citations:
        kind, _, identifier = item.key.rpartition(":")
        for candidate in [kind] if kind else _KINDS:
            yield record(candidate, identifier), item.place
    for use in subject.context.outline.claims:
        yield record("claim", use.id), use.place
