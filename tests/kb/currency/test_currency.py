"""What falls with a retracted or superseded source, and what says the same twice."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kb.currency import Fault, standing_of, trace
from kb.namespaces import iri, record, short
from kb.quoting.record_doubles import doubles
from kb.records.collection import read_collection
from kb.workspace import open_workspace

SOURCES = """\
source:
  - {id: old-survey, type: report, title: Survey 2019, authority: survey-report, replaced-by: new-survey}
  - {id: new-survey, type: report, title: Survey 2023, authority: survey-report, doi: 10.1000/x}
  - id: bad-study
    type: article-journal
    title: A study
    authority: peer-reviewed
    retracted: {date: 2026-01-05, reason: Fabricated data}
  - {id: copy, type: report, title: The survey again, authority: survey-report, doi: 10.1000/X}
evidence:
  - id: wait
    source: old-survey
    statement: Callers waited 9 seconds on average.
    supports: [calls]
  - id: harm
    source: bad-study
    statement: Delay does harm to patients whose hearts have stopped.
  - id: harm-again
    source: bad-study
    statement: Delays do harm to the patient whose heart has stopped.
  - id: no-harm
    source: bad-study
    statement: Delay does no harm to patients whose hearts have stopped.
  - id: fine
    source: new-survey
    statement: Callers waited 8 seconds on average.
    quote: callers waited “eight” seconds
  - id: fine-too
    source: new-survey
    statement: The wait was short.
    quote: callers  waited "eight" seconds
claim:
  id: calls
  title: Calls are answered fast
  statement: Calls are answered within ten seconds.
  about: [43-5031]
  basis: fact
  lines: [{direction: supports, strength: weak, items: [wait], argument: The survey says so.}]
"""


@pytest.fixture
def collection(office: Path):  # type: ignore[no-untyped-def]
    (office / "evidence" / "all.yaml").write_text(SOURCES)
    return read_collection(open_workspace())


def test_a_claim_is_traced_to_the_superseded_source(collection) -> None:  # type: ignore[no-untyped-def]
    standings = standing_of(collection)
    claim = standings[record("claim", "calls")]
    assert (claim.fault, short(claim.cause)) == (Fault.SUPERSEDED, "source/old-survey")
    assert claim.said() == "`source/old-survey` is superseded by `source/new-survey`"
    assert standings[record("evidence", "harm")].fault is Fault.RETRACTED
    assert record("evidence", "fine") not in standings


def test_check_names_every_citation_of_a_fallen_source(office: Path, collection, cli) -> None:  # type: ignore[no-untyped-def]
    told = [line for line in cli("check").out.splitlines() if "[outdated-source]" in line]
    assert [line.partition(" warning")[0] for line in told] == [
        f"evidence/all.yaml:{line}:13:" for line in (12, 16, 19, 22)
    ]
    assert "`source/bad-study` is retracted." in told[1]


def test_doubles_are_of_the_same_source_figures_and_sense(collection) -> None:  # type: ignore[no-untyped-def]
    assert [double.said for double in doubles(collection)] == [
        "`source/copy` has the same doi as `source/new-survey`",
        "`evidence/fine-too` quotes the same words as `evidence/fine`",
        "`evidence/harm-again` says nearly the same as `evidence/harm`",
    ]


def test_a_circle_of_supersession_ends() -> None:
    replaces = iri("dcterms:replaces")
    found = trace([("a", replaces, "b"), ("b", replaces, "a"), ("c", iri("dcterms:source"), "a")])
    assert set(found) == {"a", "b", "c"}


def test_a_changed_source_is_traced() -> None:
    found = trace(
        [("item", iri("dcterms:source"), "s"), ("line", iri("soce:hasEvidenceItem"), "item")], ["s"]
    )
    assert (found["line"].fault, found["line"].through) == (Fault.CHANGED, "item")


def test_likeness_grows_linearly(office: Path) -> None:
    def seconds(count: int) -> float:
        rows = [
            f"  - {{id: e{n}, source: big, statement: Center {n} trains its {chr(97 + n % 26)}{n}x staff in"
            f" w{n % 997} tasks and in care of group{n % 89}.}}\n"
            for n in range(count)
        ]
        text = "source: {id: big, type: report, title: Big, authority: survey-report}\nevidence:\n" + "".join(
            rows
        )
        (office / "evidence" / "all.yaml").write_text(text)
        collection = read_collection(open_workspace())
        began = time.process_time()
        list(doubles(collection))
        return time.process_time() - began

    small, large = seconds(1000), seconds(4000)
    assert large < 10 * small + 0.2
