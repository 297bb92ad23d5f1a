"""Names that are offered for a query can be typed into it as they are."""

from __future__ import annotations

from kb.querying.query_terms import query_terms
from kb.store.knowledge import Knowledge


def test_properties_classes_and_what_has_a_name_are_offered(knowledge: Knowledge) -> None:
    terms = {term.name: term.called for term in query_terms(knowledge)}
    assert {"soce:statement", "soce:Claim", "claim:"} <= terms.keys()
    assert not [name for name in terms if "://" in name]
    for name in [name for name in terms if name.startswith("soce:") and name != "soce:"]:
        assert knowledge.ask(f"ASK {{ {{ {name} ?p ?o }} UNION {{ ?s {name} ?o }} UNION {{ ?s a {name} }} }}")
