"""Records are served as the graph says, each under its own id."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kb.model import Records
from kb.namespaces import PREFIXES, RECORDS
from kb.standing.gathering import standings_of_graph
from kb.standing.listing import listed
from kb.store import Knowledge

SUPERSEDED = """
evidence:old a soce:EvidenceItem ; soce:statement "They give instructions." ; dcterms:source source:report .
evidence:new a soce:EvidenceItem ; soce:statement "They never do." ; dcterms:replaces evidence:old .
duty:old a soce:DutyStatement ; soce:occupation soc:43-5031 ; soce:statement "Answer." .
duty:new a soce:DutyStatement ; soce:occupation soc:43-5031 ; soce:statement "Answer calls." ;
  dcterms:replaces duty:old ; soce:dutyKind <https://w3id.org/soc-evidence/scheme/duty-kind/required> .
figure:old a qb:Observation ; soce:occupation soc:43-5031 ; sdmx-measure:obsValue 1 .
figure:new a qb:Observation ; soce:occupation soc:43-5031 ; sdmx-measure:obsValue 2 ;
  dcterms:replaces figure:old .
objection:old a soce:Objection ; soce:statement "No." .
objection:new a soce:Objection ; soce:statement "Never." ; dcterms:replaces objection:old .
claim:old a soce:Claim ; soce:statement "They do." .
claim:new a soce:Claim ; soce:statement "They do not." ; dcterms:replaces claim:old .
source:old a dcterms:BibliographicResource ; dcterms:title "Old" ; dcterms:isReplacedBy source:report .
source:report a dcterms:BibliographicResource ; dcterms:title "Report" ;
  prov:wasInvalidatedBy <urn:retraction> .
<urn:retraction> rdfs:comment "the data were made up" ; schema:endDate "2026-04-01" .
"""


@pytest.fixture(scope="module")
def records() -> Records:
    kinds = ("claim", "duty", "evidence", "figure", "objection", "source")
    prefixes = PREFIXES | {kind: f"{RECORDS}{kind}/" for kind in kinds}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    store = ox.Store()
    file = ox.NamedNode("https://example.org/file")
    store.load(f"{head}{SUPERSEDED}".encode(), format=ox.RdfFormat.TURTLE, to_graph=file)
    return Records(Knowledge(store))


@pytest.mark.parametrize("kind", ["evidence", "duties", "claims", "objections", "sources"])
def test_a_superseded_record_is_served_as_itself_and_says_what_took_its_place(
    records: Records, kind: str
) -> None:
    by_id = getattr(records, kind)
    assert by_id["old"].id == "old"
    assert by_id["old"].superseded_by == ("report" if kind == "sources" else "new")
    assert "old" in list(by_id)


def test_a_superseded_statement_is_never_that_of_its_successor(records: Records) -> None:
    assert records.evidence["old"].statement == "They give instructions."
    assert records.evidence["new"].superseded_by == ""


def test_a_superseded_figure_keeps_its_value(records: Records) -> None:
    found = records.figure("old")
    assert found
    assert (found.value, found.superseded_by) == (1, "new")
    assert set(records.figures_of("43-5031")) == {"old", "new"}
    assert records.figure("none of these") is None


@pytest.mark.parametrize(
    ("kind", "records_of"),
    [("duty", lambda r: r.duties_of("43-5031")), ("figure", lambda r: r.figures_of("43-5031").values())],
)
def test_a_listing_parts_what_counts_from_what_is_superseded(records: Records, kind: str, records_of) -> None:  # type: ignore[no-untyped-def]
    found = listed(records_of(records), standings_of_graph(records.knowledge))
    assert [record.id for record in found.counted] == ["new"]
    assert [judgement.said() for judgement in found.left_out] == [
        f"`{kind}/old` is superseded by `{kind}/new`"
    ]


def test_no_duties_recorded_is_not_no_duties(records: Records) -> None:
    assert records.duties_of("43-5031")
    assert not records.duties_of("33-9031")
    assert records.duties_of("33-9031") == ()


def test_a_retraction_has_a_date_and_a_reason(records: Records) -> None:
    report = records.sources["report"]
    assert (report.retracted, report.retracted_on) == ("the data were made up", "2026-04-01")


@pytest.mark.parametrize("code", ["43-50 31", "43-5031> ", "", "٤٣-5031"])
def test_what_is_no_code_is_no_occupation(records: Records, code: str) -> None:
    assert records.occupation(code) is None
    assert records.duties_of(code) == ()
