"""No two callers disagree on what counts, whatever is said of whatever."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analysis.compare import compare
from kb.analysis.coverage import coverage
from kb.namespaces import PREFIXES, RECORDS, concept, iri, record
from kb.standing import Use
from kb.standing.gathering import standings_of_graph
from kb.standing.support import claim_support, supported_claims
from kb.store.knowledge import Knowledge

NAMES = "abc"
ITEMS = [record("evidence", name) for name in NAMES]
DUTIES = [record("duty", name) for name in NAMES]
FIGURES = [record("figure", name) for name in NAMES]
CLAIMS = [record("claim", name) for name in NAMES]
FILE = ox.NamedNode("https://example.org/file")
BASE = """
soc:43-5031 a skos:Concept ; skos:notation "43-5031" .
function:f a soce:ProtectiveFunction ; soce:order 1 .
source:s a dcterms:BibliographicResource .
""" + "".join(
    f"""
evidence:{n} a soce:EvidenceItem ; dcterms:source source:s .
duty:{n} a soce:DutyStatement ; soce:occupation soc:43-5031 ; soce:performs function:f ;
  dcterms:source source:s .
figure:{n} a qb:Observation ; soce:occupation soc:43-5031 ; soce:measure measure:employment ;
  rdfs:label "{n}" ;
  sdmx-dimension:refPeriod "2025" ; sdmx-measure:obsValue 1 ; dcterms:source source:s .
claim:{n} a soce:Claim ; soce:line <urn:line:{n}> .
<urn:line:{n}> soce:direction <{concept("direction", "supports")}> .
objection:{n} a soce:Objection ; soce:answeredBy claim:{n} .
"""
    for n in NAMES
)
_SAID = st.one_of(
    st.tuples(
        st.sampled_from(ITEMS + DUTIES + FIGURES + CLAIMS),
        st.just("dcterms:replaces"),
        st.sampled_from(ITEMS + DUTIES + FIGURES + CLAIMS),
    ),
    st.tuples(
        st.sampled_from(ITEMS + DUTIES + FIGURES + CLAIMS),
        st.just("prov:wasInvalidatedBy"),
        st.just("urn:retraction"),
    ),
    st.tuples(
        st.sampled_from(ITEMS + DUTIES + FIGURES),
        st.just("soce:verification"),
        st.sampled_from(
            [concept("verification", mark) for mark in ("second-hand", "unverified", "verified")]
        ),
    ),
    st.tuples(
        st.sampled_from([f"urn:line:{n}" for n in NAMES]),
        st.just("soce:hasEvidenceItem"),
        st.sampled_from(ITEMS),
    ),
    st.tuples(st.sampled_from(CLAIMS), st.just("soce:reliesOn"), st.sampled_from(CLAIMS)),
    st.tuples(st.sampled_from(ITEMS), st.just("cito:supports"), st.sampled_from(CLAIMS)),
    st.tuples(st.sampled_from(ITEMS), st.just("cito:disputes"), st.sampled_from(ITEMS + DUTIES)),
)


def knowledge(said: list[tuple[str, str, str]]) -> Knowledge:
    kinds = ("claim", "duty", "evidence", "figure", "function", "objection", "source")
    prefixes = PREFIXES | {kind: f"{RECORDS}{kind}/" for kind in kinds} | {"measure": concept("measure", "")}
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in prefixes.items())
    store = ox.Store()
    store.load(f"{head}{BASE}".encode(), format=ox.RdfFormat.TURTLE, to_graph=FILE)
    for subject, predicate, value in said:
        quad = ox.Quad(ox.NamedNode(subject), ox.NamedNode(iri(predicate)), ox.NamedNode(value), FILE)
        store.add(quad)
    return Knowledge(store)


@settings(max_examples=60, deadline=None)
@given(st.lists(_SAID, max_size=10))
def test_what_does_not_count_counts_nowhere(said: list[tuple[str, str, str]]) -> None:
    graph = knowledge(said)
    standings = standings_of_graph(graph)
    supports = claim_support(graph, standings)
    entries = {(entry.section, entry.id): entry for entry in coverage(graph)}
    for name, support in supports.items():
        weak = [i for i in support.counting if not standings.of(record("evidence", i)).allows(Use.SUPPORT)]
        assert not weak
        entry = entries.get(("claims", name))
        judgement = standings.of(record("claim", name))
        assert (entry is None) is judgement.fallen
        answered = entries["objections", name]
        if entry:
            assert entry.open is (name not in supported_claims(supports))
            assert answered.open is entry.open
        else:
            assert answered.open
    compared = compare(graph, ["43-5031"], ["functions", "employment"])
    for kind, listed in (
        ("duty", {duty.id for duty in compared.duties}),
        ("figure", {figure.id for figure in compared.figures}),
    ):
        counts = {n for n in NAMES if standings.of(record(kind, n)).allows(Use.LIST)}
        assert listed - {""} == counts
        left_out = {one.record for one in compared.left_out if one.record.startswith(f"{kind}/")}
        assert left_out == {f"{kind}/{n}" for n in NAMES} - {f"{kind}/{n}" for n in counts}
    ((cell,),) = (row.cells for row in compared.functions)
    assert set(cell.duties or ()) == {duty.id for duty in compared.duties}
