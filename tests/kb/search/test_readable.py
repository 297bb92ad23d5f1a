from __future__ import annotations

import pyoxigraph as ox

from kb.namespaces import IMPORTS, PREFIXES
from kb.search.search_index import readable
from kb.store.knowledge import Knowledge

PREAMBLE = "".join(f"PREFIX {name}: <{address}>\n" for name, address in PREFIXES.items())


def store(*graphs: str) -> Knowledge:
    made = ox.Store()
    for graph in graphs:
        made.update(f"{PREAMBLE} INSERT DATA {{ GRAPH {graph} }}")
    return Knowledge(made)


OWN = "<urn:own> { <urn:figure> a qb:Observation }"
TASKS = f"<{IMPORTS}tasks> {{ <urn:task> a soce:Task }}"
WAGES = f"<{IMPORTS}wages> {{ <urn:wage> a qb:Observation }}"


def test_imported_figures_are_left_out_and_nothing_else() -> None:
    read = readable(store(OWN, TASKS, WAGES))
    assert {row["it"] for row in read.select("SELECT ?it { ?it a ?class }")} == {"urn:figure", "urn:task"}


def test_without_imported_figures_nothing_is_copied() -> None:
    knowledge = store(OWN, TASKS)
    assert readable(knowledge) is knowledge
