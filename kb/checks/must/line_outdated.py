"""An evidence line whose item was superseded or retracted is no argument any more: it has to be made anew."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding, Severity
from kb.namespaces import FILES, iri, short
from kb.records.collection import Collection
from kb.standing.gathering import standings_of_collection
from kb.standing.judged_statements import LINE_RECORDS, RELIES_ON
from kb.standing.standings import Judgement, Standing

CHECK = declare(
    __name__,
    "An evidence line rests on an item, figure or duty that was superseded, retracted or not yet accepted, "
    "or a claim relies on such a claim. (A warning where the line is the base's and an office's own record "
    "supersedes its item: there the draft that argues the claim is refused.)",
    "Argue the line anew: name what stands now, and say in `argument:` how it bears on the claim.",
)
_STATEMENT = iri("soce:statement")


def find(collection: Collection) -> Iterator[Finding]:
    """Report each line, and each claim relied on, that fell; with both wordings where there are two."""
    standings = standings_of_collection(collection)
    fallen = {judgement.record: judgement for judgement in standings if judgement.fallen}
    if not fallen:
        return
    wordings = _wordings(collection)
    for file in collection.files:
        for subject, predicate, term, graph in file.statements:
            judgement = fallen.get(term.value)
            if judgement and (predicate in LINE_RECORDS or predicate == RELIES_ON):
                if standings.of(subject).waits:
                    continue  # what waits argues nothing yet
                where = collection.locate(subject, predicate, judgement.record)
                message = f"{judgement.said()}.{told(judgement, wordings)}"
                finding = CHECK.finding(message, where, _fix(judgement))
                yield finding if _own(graph) else _as_warning(finding)


def told(judgement: Judgement, wordings: dict[str, str]) -> str:
    """Return a sentence with what the old record says and what its successor says, as far as recorded."""
    old, new = wordings.get(judgement.record, ""), wordings.get(judgement.successor, "")
    if old and new:
        return f" It said: “{old}” Now: “{new}”"
    return f" It said: “{old}”" if old else ""


def _wordings(collection: Collection) -> dict[str, str]:
    return {
        statement.subject: statement.value
        for file in collection.files
        for statement in file.statements
        if statement.predicate == _STATEMENT
    }


def _fix(judgement: Judgement) -> str:
    if judgement.successor:
        return f"Argue the line anew with `{short(judgement.successor).partition('/')[2]}`, or drop the line."
    if judgement.standing is Standing.RETRACTED:
        return "Drop the item, or argue without the line."
    return judgement.reasons[0].after_review


def _own(graph: str) -> bool:
    return graph.removeprefix(FILES).startswith("own/")


def _as_warning(finding: Finding) -> Finding:
    fix = "Argue it anew in a claim of your own with `supersedes:`, before a draft argues the claim."
    return Finding(finding.check, Severity.WARNING, finding.message, fix, finding.location)
