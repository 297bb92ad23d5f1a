"""A record that cites a retracted, superseded or changed source, or is computed from a figure that fell."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import iri
from kb.records.collection import Collection
from kb.standing.gathering import standings_of_collection
from kb.standing.standings import Judgement, Standing

CHECK = declare(
    __name__,
    "A record rests on a source or figure that was retracted, superseded, changed or is out of its dates.",
    "Cite what took its place, after looking whether it still says the same; or mark the record superseded.",
)
_DIRECT = frozenset(
    {iri("dcterms:source"), iri("soce:reportsOn"), iri("qb:dataSet"), iri("prov:wasDerivedFrom")}
)
_FALLEN = frozenset({Standing.RETRACTED, Standing.SUPERSEDED, Standing.CHANGED, Standing.OUT_OF_DATE})


def find(collection: Collection) -> Iterator[Finding]:
    """Report each direct use of a record that does not stand itself."""
    standings = standings_of_collection(collection)
    fallen = {j.record: j for j in standings if j.reasons[0].fault in _FALLEN and not j.reasons[0].through}
    fallen = {name: j for name, j in fallen.items() if j.reasons[0].cause == name}
    if not fallen:
        return
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            judgement = fallen.get(term.value)
            if judgement and predicate in _DIRECT and subject not in (judgement.successor, *fallen):
                yield _finding(judgement, collection, subject, predicate)


def _finding(judgement: Judgement, collection: Collection, subject: str, predicate: str) -> Finding:
    where = collection.locate(subject, predicate, judgement.record)
    fix = f"Look at `{judgement.successor.rpartition('/')[2]}`." if judgement.successor else ""
    return CHECK.finding(f"{judgement.reasons[0].said()}.", where, fix)
