"""The blind test on a handful of occupations whose place is plain."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.blind.blind_report import render
from kb.blind.blind_test import BlindTest, blind_test, calibrate, known_controls, outcome_of, sample_of
from kb.blind.nearness import ByMeaning, ByWords
from kb.blind.trial import Bench
from kb.blind.work_statements import Corpus, Statement, read_corpus
from kb.errors import MissingError
from kb.namespaces import iri
from kb.search.model_files import find_model
from kb.store.knowledge import Knowledge
from tests.kb.analysis import imported

ROOT = Path(__file__).resolve().parents[3]
WORK = {
    "11-1011": ["Bake bread.", "Knead dough.", "Heat the oven.", "Weigh flour.", "Sell rolls."],
    "11-1012": ["Bake cakes.", "Knead sweet dough.", "Clean the oven.", "Sift flour.", "Ice cakes."],
    "22-1011": ["Steer a bus.", "Sell tickets.", "Heat the engine.", "Check tyres.", "Brake in time."],
    "22-1012": ["Steer a truck.", "Load a truck.", "Check oil.", "Change tyres.", "Sell rolls."],
}
TITLES = {"11-0000": "Food", "22-0000": "Transport", "11-1011": "Bakers"}


def corpus(work: dict[str, list[str]] = WORK) -> Corpus:
    statements = [Statement(code, "task", text) for code, texts in work.items() for text in texts]
    majors = {code: f"{code[:2]}-0000" for code in work}
    minors = {code: f"{code[:4]}000" for code in work}
    ordered = sorted(statements, key=lambda s: (s.code, s.text))
    return Corpus(tuple(ordered), True, ("a list",), TITLES, majors, minors)


def nothing(done: int, total: int) -> None:
    pass


@pytest.fixture
def found() -> BlindTest:
    all_of_it = corpus()
    return blind_test(
        all_of_it, "11-1011", [ByWords(all_of_it)], controls=("22-1011",), every=1, progress=nothing
    )


def test_an_occupation_is_never_its_own_neighbour(found: BlindTest) -> None:
    (trial,) = found.trials
    assert {n.code for placed in trial.duties for n in placed.neighbours} == {"11-1012", "22-1011", "22-1012"}
    assert "11-1011" not in [ranked.code for ranked in trial.occupations]


def test_each_duty_shows_its_nearest_statement(found: BlindTest) -> None:
    nearest = {p.duty: p.neighbours[0] for p in found.trials[0].duties}
    assert (nearest["Knead dough."].code, nearest["Knead dough."].statement) == (
        "11-1012",
        "Knead sweet dough.",
    )
    assert nearest["Sell rolls."].code == "22-1012"
    assert {p.duty: p.place_of_own_group for p in found.trials[0].duties}["Sell rolls."] == 3


def test_what_speaks_for_another_group_is_counted_like_the_rest(found: BlindTest) -> None:
    own, other = found.trials[0].majors
    assert (own.code, own.first, other.code, other.first) == ("11-0000", 3.5, "22-0000", 1.5)
    assert own.base == round(5 / 15, 4)
    text = render(found, "table", 100)
    assert "22-0000" in text
    assert "11-0000 (official)" in text
    assert max(map(len, text.splitlines())) <= 100


def test_duties_at_the_same_distance_are_shared_out() -> None:
    same = corpus({"11-1011": ["Sing."] * 1, "11-1012": ["Sing loudly."], "22-1011": ["Sing loudly."]})
    trial = Bench(same).run("11-1011", ["Sing loudly"], ByWords(same))
    assert [(share.code, share.first) for share in trial.majors] == [("11-0000", 0.5), ("22-0000", 0.5)]


def test_the_test_is_tested_on_known_places(found: BlindTest) -> None:
    (calibration,) = found.calibrations
    assert len(calibration.outcomes) == 4
    assert calibration.right_by_vote == sum(g.kept for g in calibration.groups)
    assert sum(g.taken for g in calibration.groups) == 4 - calibration.right_by_vote
    assert calibration.as_scattered(1.0) == (4, calibration.right_by_vote)
    assert [v.outcome.code for v in found.verdicts] == ["11-1011", "22-1011"]


def test_the_sample_is_every_nth_with_enough_to_go_by() -> None:
    assert sample_of(corpus(), 2) == ("11-1011", "22-1011")
    assert sample_of(corpus({**WORK, "11-1012": ["Bake cakes."]}), 1) == ("11-1011", "22-1011", "22-1012")
    assert calibrate(Bench(corpus()), (), ByWords(corpus()), nothing).outcomes == ()


def test_the_same_question_gets_the_same_answer(found: BlindTest) -> None:
    again = blind_test(
        corpus(), "11-1011", [ByWords(corpus())], controls=("22-1011",), every=1, progress=nothing
    )
    assert again == found


def test_programs_get_every_neighbour_and_outcome(found: BlindTest) -> None:
    rows = list(csv.DictReader(io.StringIO(render(found, "csv", None))))
    assert {r["section"] for r in rows} == {
        *("neighbour", "major", "minor", "occupation", "verdict", "calibration")
    }
    assert json.loads(render(found, "json", None))["trials"][0]["code"] == "11-1011"


def test_definitions_and_tasks_are_read_without_references_to_other_codes() -> None:
    knowledge = imported.make()
    read = read_corpus(knowledge)
    assert read.official
    assert [s.text for s in read.statements if s.code == "11-1011"] == sorted(imported.TASKS["11-1011"])
    assert (read.majors["11-1011"], read.minors["11-1011"]) == ("11-0000", "11-1000")
    graph = f"{imported.ROOT}definitions"
    knowledge.store.update(
        f"""PREFIX xkos: <http://rdf-vocabulary.ddialliance.org/xkos#>
        PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX soce: <https://w3id.org/soc-evidence/terms#>
        INSERT DATA {{ GRAPH <{graph}> {{
          <{graph}> soce:rows 1 ; dcterms:title "SOC: Definitions" ; dcterms:source <urn:s/soc> .
          <https://w3id.org/soc-evidence/soc/2018/11-1011> xkos:coreContentNote
            "Run a shop. May hire clerks. Excludes “Bakers” (22-1011)." }} }}"""
    )
    told = [s.text for s in read_corpus(knowledge).statements if s.part == "definition"]
    assert told == ["May hire clerks.", "Run a shop."]


def test_without_imports_the_recorded_duties_have_to_do(knowledge: Knowledge) -> None:
    read = read_corpus(knowledge)
    assert not read.official
    assert {s.part for s in read.statements} <= {"duty", "gloss"}
    trial = Bench(corpus()).run("22-1011", ["Steer a bus"], ByWords(corpus()))
    assert outcome_of(corpus(), trial).by_vote == "22-0000"


def test_meaning_is_encoded_once_and_placed_like_words(tmp_path: Path) -> None:
    try:
        find_model()
    except MissingError as lacking:
        pytest.skip(lacking.message)
    told: list[str] = []
    first = ByMeaning(corpus(), None, tmp_path, told.append, nothing)
    again = ByMeaning(corpus(), None, tmp_path, told.append, nothing)
    assert len(told) == 1
    duties = ["Make loaves.", "Knead dough."]
    assert (first.scores(duties) == again.scores(duties)).all()
    trial = Bench(corpus()).run("11-1011", duties, again)
    assert (trial.engine, trial.by_vote) == ("meaning", "11-0000")


def test_the_controls_are_known_and_each_says_why_it_is_one() -> None:
    store = ox.Store()
    store.load(path=ROOT / "ontology" / "blind-test.ttl", to_graph=ox.NamedNode("urn:controls"))
    codes = known_controls(Knowledge(store))
    reasons = list(store.quads_for_pattern(None, ox.NamedNode(iri("skos:editorialNote")), None))
    assert codes == ("33-3051", "33-9032", "43-5032", "43-9061", "29-1141")
    assert len(reasons) == len(codes)
