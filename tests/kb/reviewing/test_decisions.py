"""Decisions as records: strict where they are at odds, checked when a hand changes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import kb
from kb.errors import MissingError, UsageError
from kb.namespaces import concept, iri, record, short
from kb.reviewing.contribution_answers import Answer
from kb.reviewing.receipts import Receipt
from kb.standing.judging import judge
from kb.standing.standings import Standing
from tests.kb.reviewing.conftest import Exchange
from tests.kb.reviewing.offices import forged, packed

DAY = dt.date(2026, 11, 28)
DUTY = record("duty", "bay.1")


def decisions(*outcomes: tuple[int, str]) -> list[tuple[str, str, str, str]]:
    """The quads of decisions on a duty, each with its order, in a graph that does not wait."""
    graph = "https://example.org/decisions"
    quads = []
    for number, (order, outcome) in enumerate(outcomes):
        name = record("review-decision", f"bay.{number}")
        quads += [
            (name, iri("soce:decidedOn"), DUTY, graph),
            (name, iri("soce:outcome"), concept("review", outcome), graph),
            (name, iri("soce:order"), str(order), graph),
        ]
    return quads


@pytest.mark.parametrize(
    ("outcomes", "stands"),
    [
        ([], True),
        ([(1, "accepted")], True),
        ([(1, "returned")], False),
        ([(1, "rejected"), (2, "accepted")], True),
        ([(2, "accepted"), (10, "waiting")], False),
        ([(10, "accepted"), (2, "returned")], True),
        ([(3, "accepted"), (3, "rejected")], False),
    ],
)
def test_the_last_decision_counts_and_of_two_the_stricter(
    outcomes: list[tuple[int, str]], stands: bool
) -> None:
    quads = [(DUTY, iri("rdf:type"), iri("soce:DutyStatement"), "g"), *decisions(*outcomes)]
    standing = judge(quads, DAY).of(DUTY).standing
    assert standing is (Standing.USABLE if stands else Standing.AWAITING_REVIEW)


def test_what_waits_decides_nothing_about_itself() -> None:
    graph, contribution = "https://example.org/decisions", "https://example.org/contribution"
    quads = [
        (graph, iri("prov:wasGeneratedBy"), contribution, graph),
        (contribution, iri("soce:review"), concept("review", "waiting"), graph),
        (DUTY, iri("rdf:type"), iri("soce:DutyStatement"), graph),
        *decisions((1, "accepted")),
    ]
    assert judge(quads, DAY).of(DUTY).standing is Standing.AWAITING_REVIEW


def test_a_hand_in_the_decisions_is_found(exchange: Exchange) -> None:
    with kb.open(exchange.apco) as base:
        base.decide("bay", "duty/bay.1", "accepted")
        path = exchange.folder / "decisions.yaml"
        path.write_text(
            path.read_text()
            + "- {id: bay.2, record: duty/bay.9, outcome: accepted, by: X, date: 2026-11-28, order: 2}\n"
            + "- {id: bay.3, record: duty/bay.2, outcome: rejected, by: X, date: 2026-11-28, order: 3}\n"
        )
        lines = len(path.read_text().splitlines())
        found = {(f.check, f.location.line): f.message for f in base.check([path])}
        assert found == {
            ("dangling-reference", lines - 1): "There is no duty `bay.9`.",
            ("review-decision-fields", lines): (
                "review-decision/bay.3 does not say why: it needs a `reason`."
            ),
        }
        path.write_text(path.read_text() + "note: mine\n")
        with pytest.raises(UsageError, match="was changed so that no decision can be added"):
            base.decide("bay", "duty/bay.2", "accepted")


def test_an_accepted_record_that_a_hand_changes_is_found_until_it_is_accepted_again(
    exchange: Exchange,
) -> None:
    path = exchange.folder / "evidence.yaml"
    with kb.open(exchange.apco) as base:
        base.decide("bay", "all", "accepted")
        assert base.check() == ()
        path.write_text(path.read_text().replace("Send the nearest", "Send any"))
        (finding,) = base.check()
        assert (finding.check, finding.subject) == ("changed-since-accepted", "duty/bay.2")
        assert Path(finding.location.path) == path
        base.decide("bay", "duty/bay.2", "accepted")
        assert base.check() == ()


@pytest.mark.parametrize(
    ("rows", "outcome", "reason", "said"),
    [
        ("9", "accepted", "", "There is no row '9' of `bay`"),
        ("2-9", "accepted", "", "There is no row '2-9' of `bay`"),
        ("duty/bay.7", "accepted", "", "There is no row 'duty/bay.7' of `bay`"),
        (" , ", "accepted", "", "No row is named"),
        ("1", "returned", " ", "Rows are returned with the reason why"),
        ("1", "perhaps", "", "`perhaps` is no outcome"),
        (
            "1",
            "returned",
            "Which page? Call 850-555-0143",
            r"personal data.*number: \*{3}-\*{3}-\*\*43",
        ),
        ("1", "accepted", "As jane@example.org said", r"personal data.*an e-mail address"),
    ],
)
def test_a_decision_that_makes_no_sense_changes_nothing(
    rows: str, outcome: str, reason: str, said: str, exchange: Exchange
) -> None:
    with kb.open(exchange.apco) as base, pytest.raises(UsageError, match=said):
        base.decide("bay", rows, outcome, reason=reason)
    assert not (exchange.folder / "decisions.yaml").exists()


def test_an_office_that_sent_nothing_is_named(exchange: Exchange) -> None:
    with kb.open(exchange.apco) as base, pytest.raises(MissingError, match="Nothing came from an office"):
        base.decide("bey", "all", "accepted")


MEASURED = """\
measure: {id: answer-time, label: Answer time, unit: seconds, definition: Mean seconds from ring to answer.}
figure:
  id: mean
  occupation: 43-5031
  measure: answer-time
  value: 12
  unit: seconds
  place: Bay County, Florida
  period: 2025
  source: sop
  locator: {section: 4.2}
  verification: verified
"""


def test_an_office_s_own_measure_is_decided_on_like_any_row(exchange: Exchange) -> None:
    path = exchange.bay / "evidence" / "figures.yaml"
    path.write_text(MEASURED)
    with kb.open(exchange.bay) as base:
        assert base.pack([path]).records == ("measure/answer-time", "figure/mean", "source/sop")
    with kb.open(exchange.apco) as base:
        base.receive(packed(exchange.bay, exchange.pack))
        base.refresh()
        (figure,) = [row for row in base.review("bay")[0].rows if row.name == "figure/bay.mean"]
        assert dict(figure.says)["measure"] == "bay.answer-time"
        assert "measure/bay.answer-time" in figure.waits_on
        base.decide("bay", "all", "accepted")
        base.refresh()
        assert base.check() == ()
        said = base.query("decisions-on-contributions").to_dicts()
        assert ("bay", "measure/bay.answer-time") in {(row["office"], short(row["record"])) for row in said}
        base.decide("bay", "measure/bay.answer-time", "returned", reason="Which seconds?")
        exchange.pack.write_bytes(base.answer("bay"))
    with kb.open(exchange.bay) as base:
        answer = base.receive(exchange.pack)
    assert isinstance(answer, Answer)
    assert ["`measure/answer-time` was returned" in f.message for f in answer.findings] == [True]
    assert [Path(f.location.path).name for f in answer.findings] == ["figures.yaml"]


def test_a_measure_with_an_error_is_refused_alone(exchange: Exchange) -> None:
    def no_unit(files: dict[str, bytes], _: object) -> None:
        files["records/figures.yaml"] = MEASURED.partition("figure:")[0].replace("unit", "unti").encode()

    with kb.open(exchange.apco) as base:
        receipt = base.receive(forged(exchange.pack, exchange.pack, no_unit))
    assert isinstance(receipt, Receipt)
    assert [f.subject for f in receipt.findings if f.check == "row-refused"] == ["measure/answer-time"]
    assert "duty/bay.1" in {row.name for row in receipt.rows}
