"""Every file of an office's own says who contributed it and under what licence."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding, Location
from kb.namespaces import FILES
from kb.records.collection import Collection, contributions, states_contribution

CHECK = declare(
    __name__,
    "An evidence file does not say who contributed it, when, and under what licence.",
    "Put a `contribution.yaml` with contributor, organization, date and licence beside the file.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report evidence files without a contribution of their own or of a folder above."""
    inherited = contributions(collection.files)
    for file in collection.files:
        in_ontology = file.graph.startswith(FILES + "base/ontology/")
        if not (in_ontology or file.graph in inherited or states_contribution(file)):
            yield CHECK.finding("Nobody is named as the contributor of this file.", Location(file.shown))
