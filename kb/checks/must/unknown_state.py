"""An agency whose state is none, or is given by its postal code: shares by state would part what is one."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.common.names import did_you_mean
from kb.findings import Finding, Location
from kb.model.classification import default_classification
from kb.namespaces import iri
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "An agent has a `state` that is not the name of one.",
    "Write the name of the state, such as Florida.",
)
_STATE = iri("soce:state")


def find(collection: Collection) -> Iterator[Finding]:
    """Report each state that is not written by its name."""
    soc = default_classification()
    names = [name for _, name in soc.states]
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if predicate != _STATE or term.value in names:
                continue
            meant = soc.state(term.value)
            fix = f"Write `{meant}`." if meant else did_you_mean(term.value, names, CHECK.fix)
            where = file.location(subject, predicate, term.value) or Location(file.shown)
            yield CHECK.finding(f"`state: {term.value}` is not the name of a state.", where, fix)
