"""Comparison and blind test on the publishers' own files, where they are at hand."""

from __future__ import annotations

import pytest

from kb.analysis.compare import compare
from kb.analysis.element_estimates import elements_of
from kb.blind.blind_test import blind_test
from kb.blind.nearness import ByWords
from kb.blind.work_statements import read_corpus
from kb.model.publisher_tables import imported_tables
from kb.model.soc_classes import subjects_of
from kb.store import Knowledge, open_readonly
from kb.workspace import Workspace


@pytest.fixture(scope="module")
def official_graph(official_base: Workspace) -> Knowledge:
    return open_readonly(official_base)


def test_telecommunicators_against_both_groups(official_graph: Knowledge) -> None:
    found = compare(official_graph, ["43-5031", "33-0000", "43-0000", "43-5032"], whole=True)
    assert found.activities
    assert len(found.activities.own) == 19
    shared = {overlap.code: len(overlap.shared) for overlap in found.activities.overlaps}
    assert shared["43-5032"] == 3
    assert shared["43-0000"] > shared["33-0000"]
    importance = found.ratings[0]
    assert importance.name == "Skills, importance"
    assert all(like.elements == 35 for like in importance.likenesses)


def test_a_rating_has_the_interval_of_the_workbook(official_graph: Knowledge) -> None:
    """Skills, IM: 2.B.1.f is 3.75 (n 8, 3.4292 to 4.0708) and 3.12 (n 8, 2.88 to 3.37); 2.B.1.b overlaps."""
    tables = imported_tables(official_graph)
    subjects = subjects_of(official_graph, ["43-5031", "43-5032"])
    found = elements_of(
        official_graph, subjects, [tables["skills"]], tables, ["Coordination", "Service Orientation"]
    )
    importance = next(comparison for comparison in found if comparison.scale == "IM")
    coordination, service = importance.rows
    assert [e.said() for e in service.estimates if e] == ["3.75 [3.43-4.07], n=8", "3.12 [2.88-3.37], n=8"]
    assert (coordination.overlaps[1], service.overlaps[1]) == (True, False)
    assert importance.years == ("2021", "2023")


def test_the_blind_test_hides_the_occupation_and_knows_the_guards(official_graph: Knowledge) -> None:
    corpus = read_corpus(official_graph)
    assert not [s for s in corpus.statements if "elecommunicators" in s.text]
    found = blind_test(
        corpus,
        "43-5031",
        [ByWords(corpus)],
        controls=["33-9032"],
        every=40,
        progress=lambda done, total: None,
    )
    (trial,) = found.trials
    assert len(trial.duties) == 23
    assert "43-5031" not in {n.code for placed in trial.duties for n in placed.neighbours}
    assert sum(share.first for share in trial.majors) == pytest.approx(23, abs=0.1)
    verdicts = {verdict.outcome.code: verdict.outcome for verdict in found.verdicts}
    assert verdicts["33-9032"].by_vote == verdicts["33-9032"].by_mean == "33-0000"
    (calibration,) = found.calibrations
    assert calibration.right_by_vote > len(calibration.outcomes) / 2
