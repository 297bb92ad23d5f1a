"""What each standing comes from, what it does to what rests on it; files and graph give one answer."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.namespaces import concept, iri, record
from kb.records.collection import read_collection
from kb.standing import Effect, Standing, Use, effect, judge
from kb.standing.gathering import standings_of_collection, standings_of_graph
from kb.store import open_readonly
from kb.workspace import open_workspace

from .bases import write_base

DAY = dt.date(2026, 11, 28)
ITEM, CLAIM = record("evidence", "county-gives"), record("claim", "base-claim-x")
SAID = {
    Standing.RETRACTED: (
        (
            "`evidence/county-gives` rests on what no longer stands: `source/county-report` is retracted on "
            "2026-01-05: the figures were made up"
        ),
        Standing.UNSETTLED,
    ),
    Standing.SUPERSEDED: (
        "`evidence/county-gives` is superseded by `evidence/county-gives-2`",
        Standing.UNSETTLED,
    ),
    Standing.AWAITING_REVIEW: ("`evidence/county-gives` waits for review", Standing.UNSETTLED),
    Standing.OUT_OF_DATE: ("`evidence/county-gives` holds only until 2025-12", Standing.OUTDATED),
    Standing.CHANGED: (
        "`evidence/county-gives` rests on what no longer stands: `source/county-report` is changed",
        Standing.OUTDATED,
    ),
    Standing.OUTDATED: (
        (
            "`evidence/county-gives` rests on what no longer stands: `source/county-report` is superseded by "
            "`source/county-report-2`"
        ),
        Standing.OUTDATED,
    ),
    Standing.UNVERIFIED: ("`evidence/county-gives` is not verified", Standing.USABLE),
    Standing.SECOND_HAND: ("`evidence/county-gives` is known at second hand", Standing.USABLE),
    Standing.DISPUTED: (
        "`evidence/county-gives` is disputed by `evidence/county-gives-2`",
        Standing.USABLE,
    ),
    Standing.USABLE: ("", Standing.USABLE),
}


@pytest.mark.parametrize("standing", list(SAID), ids=lambda s: s.value)
def test_a_standing_is_found_said_and_passed_on(office: Path, standing: Standing) -> None:
    write_base(office / "evidence", standing)
    workspace = open_workspace()
    by_files = standings_of_collection(read_collection(workspace), DAY)
    said, of_claim = SAID[standing]
    assert (by_files.of(ITEM).standing, by_files.of(ITEM).said()) == (standing, said)
    assert by_files.of(CLAIM).standing is of_claim
    changed = [record("source", "county-report")] if standing is Standing.CHANGED else []
    by_graph = standings_of_graph(open_readonly(workspace), DAY, changed)
    assert list(by_graph) == list(by_files)


def test_every_standing_has_an_effect_on_every_use_and_the_scheme_says_the_same(office: Path) -> None:
    rows = open_readonly(open_workspace()).select(
        "SELECT ?s ?supports { ?s skos:inScheme ?scheme ; soce:countsAsSupport ?supports }"
    )
    said = {row["s"]: row["supports"] == "true" for row in rows}
    for standing in Standing:
        assert all(isinstance(effect(standing, use), Effect) for use in Use)
        supports = effect(standing, Use.SUPPORT) in (Effect.ALLOW, Effect.REMARK, Effect.WARN)
        assert said.pop(concept("standing", standing.value)) is supports
    assert not said


def test_what_waits_neither_supersedes_nor_disputes() -> None:
    graph, contribution = "https://example.org/waiting", "https://example.org/contribution"
    new, old = record("evidence", "new"), record("evidence", "old")
    quads = [
        (graph, iri("prov:wasGeneratedBy"), contribution, graph),
        (contribution, iri("soce:review"), concept("review", "waiting"), graph),
        (new, iri("rdf:type"), iri("soce:EvidenceItem"), graph),
        (new, iri("dcterms:replaces"), old, graph),
        (new, iri("cito:disputes"), old, graph),
    ]
    standings = judge(quads, DAY)
    assert standings.of(new).standing is Standing.AWAITING_REVIEW
    assert standings.of(old).standing is Standing.USABLE
    accepted = [quad for quad in quads if quad[1] != iri("soce:review")]
    assert judge(accepted, DAY).of(old).standing is Standing.SUPERSEDED


@pytest.mark.parametrize(
    ("outcome", "told", "remedy"),
    [
        ("waiting", "`evidence/new` waits for review: Came again", "Have the contribution accepted"),
        ("returned", "`evidence/new` was returned by Jo: Came again", "Wait until it comes again"),
        ("rejected", "`evidence/new` was rejected by Jo: Came again", "Argue without it."),
    ],
)
def test_what_a_review_said_is_told_and_what_the_contribution_notes_is_not(
    outcome: str, told: str, remedy: str
) -> None:
    graph, contribution = "https://example.org/g", "https://example.org/contribution"
    new, decision, decisions = record("evidence", "new"), record("review-decision", "x.1"), "https://x.org/d"
    came = [
        (graph, iri("prov:wasGeneratedBy"), contribution, graph),
        (contribution, iri("soce:review"), concept("review", outcome), graph),
        (contribution, iri("rdfs:comment"), "Made from job.docx (sha256 975c)", graph),
        (new, iri("rdf:type"), iri("soce:EvidenceItem"), graph),
        (f"{new}#locator-1", iri("rdf:type"), iri("soce:Locator"), graph),
    ]
    standings = judge(came, DAY)
    assert standings.of(new).said() == told.partition(" by")[0].partition(":")[0]
    assert [judgement.record for judgement in standings] == [new]
    decided = [
        (decision, iri("soce:decidedOn"), new, decisions),
        (decision, iri("soce:outcome"), concept("review", outcome), decisions),
        (decision, iri("soce:decidedBy"), "Jo", decisions),
        (decision, iri("rdfs:comment"), "Came again.", decisions),
    ]
    (reason,) = judge([*came, *decided], DAY).of(new).reasons
    assert reason.said() == told
    assert reason.after_review.startswith(remedy)


def test_a_circle_of_supersession_ends() -> None:
    a, b, c = (record("evidence", name) for name in "abc")
    replaces = iri("dcterms:replaces")
    found = judge([(a, replaces, b, ""), (b, replaces, a, ""), (c, iri("dcterms:source"), a, "")], DAY)
    assert [j.record for j in found] == [a, b, c]


@pytest.mark.parametrize(
    ("key", "written", "day", "outside"),
    [
        ("schema:validThrough", "2026-11", "2026-11-30", False),
        ("schema:validThrough", "2026-11", "2026-12-01", True),
        ("schema:validThrough", "2026", "2026-12-31", False),
        ("schema:validThrough", "2026-12", "2027-01-01", True),
        ("schema:validThrough", "2026-11-28", "2026-11-28", False),
        ("schema:validThrough", "2026-11-28", "2026-11-29", True),
        ("schema:validFrom", "2026-11-28", "2026-11-27", True),
        ("schema:validFrom", "2026-11-28", "2026-11-28", False),
    ],
)
def test_dates_hold_to_their_end(key: str, written: str, day: str, outside: bool) -> None:
    item = record("evidence", "a")
    standings = judge([(item, iri(key), written, "")], dt.date.fromisoformat(day))
    assert (standings.of(item).standing is Standing.OUT_OF_DATE) is outside
    if standings.until:
        later = judge([(item, iri(key), written, "")], standings.until)
        assert later.of(item).standing is not standings.of(item).standing


_RECORDS = [record(kind, name) for kind in ("evidence", "figure", "source", "claim") for name in "ab"]
_QUADS = st.lists(
    st.tuples(
        st.sampled_from(_RECORDS),
        st.sampled_from(
            "dcterms:replaces dcterms:isReplacedBy dcterms:source soce:hasEvidenceItem soce:reliesOn "
            "soce:line cito:disputes prov:wasDerivedFrom qb:dataSet prov:wasInvalidatedBy".split()
        ).map(iri),
        st.sampled_from(_RECORDS),
        st.just(""),
    ),
    max_size=12,
)


@given(_QUADS, st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter_and_every_reason_leads_to_its_cause(quads, random) -> None:  # type: ignore[no-untyped-def]
    standings = judge(quads, DAY)
    shuffled = list(quads)
    random.shuffle(shuffled)
    assert list(judge(shuffled, DAY)) == list(standings)
    linked = {(s, o) for s, _, o, _ in quads}
    for judgement in standings:
        for reason in judgement.reasons:
            way = [judgement.record, *reason.through, reason.cause]
            steps = list(itertools.pairwise(way))
            assert reason.cause == judgement.record or all(step in linked for step in steps)


@given(_QUADS, st.sampled_from(list(Use)))
def test_a_retraction_more_never_allows_more(quads, use: Use) -> None:  # type: ignore[no-untyped-def]
    before = judge(quads, DAY)
    after = judge([*quads, (_RECORDS[0], iri("prov:wasInvalidatedBy"), "node", "")], DAY)
    for name in _RECORDS[
        :6
    ]:  # what a fallen item disputes is disputed no longer, so only the rest is compared
        fallen = {r for r in before.of(name).reasons if r.standing is not Standing.DISPUTED}
        assert fallen <= set(after.of(name).reasons) or after.of(name).effect(use) is not Effect.ALLOW
