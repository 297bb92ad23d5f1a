from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.model.record_names import name_of
from kb.namespaces import SOC_2018, record
from kb.search.encoder import Encoder
from kb.search.model_files import ModelFiles
from kb.search.passage_vectors import open_vectors
from kb.search.passages import Passage
from kb.search.record_aliases import forms, names_by_id, names_by_text
from kb.search.search_index import Index, open_index
from kb.search.searching import Dense, Question, find, word_weights
from kb.search.synonyms import WEIGHT, Vocabulary
from kb.workspace import SHIPPED, bundle_root, open_workspace

ROOT = Path(__file__).parents[3]


def test_a_name_is_its_words_in_any_order_and_number() -> None:
    assert forms("Dispatchers, Fire") == forms("fire dispatcher")
    assert forms("the of") == forms("x" * 121) == []


def test_a_name_in_brackets_is_one_more() -> None:
    assert {*forms("Fire Technician (Fire Tech)")} >= {*forms("fire technician"), *forms("fire tech")}


def test_a_duty_is_not_called_like_its_occupation() -> None:
    heading = forms("Firefighters")[0]
    of_soc = Passage(f"{SOC_2018}33-2011", "definition", "Fight fires.", "Firefighters")
    of_duty = Passage(record("duty", "onet-1"), "statement", "Fight fires.", "Firefighters")
    assert heading in names_by_text(of_soc)
    assert heading not in names_by_text(of_duty)


def test_a_figure_is_not_called_by_its_words() -> None:
    figure = Passage(record("figure", "jobs-1"), "figure", "employment: 5 jobs")
    called = {*names_by_id(figure.record), *names_by_text(figure)}
    assert {*forms("jobs-1"), *forms("figure/jobs-1")} <= called
    assert not called & {*forms("employment: 5 jobs")}


@pytest.fixture(scope="module")
def base() -> Iterator[Index]:
    index = open_index(open_workspace(ROOT).base, lambda _: None)
    yield index
    index.close()


def test_every_id_of_the_base_finds_its_record_and_no_other(base: Index) -> None:
    rows = base.database.rows("SELECT thing, record FROM thing")
    asked = [(int(thing), name_of(iri)) for thing, iri in rows]
    kinds = Counter(name.partition("/")[2] for _, name in asked)
    for thing, name in asked:
        kind, _, identifier = name.partition("/")
        assert base.database.called(name) == [thing], name
        assert thing in base.database.called(f"{kind} {identifier}"), name
        assert base.database.called(f"[@{identifier}]")[: kinds[identifier]].count(thing) == 1, name


def test_every_title_of_the_base_finds_its_record(base: Index) -> None:
    rows = base.database.rows(
        "SELECT DISTINCT thing, heading, record FROM passage WHERE heading != '' AND length(heading) <= 120"
    )
    titles = [(int(thing), title) for thing, title, iri in rows if "/duty/" not in iri]
    assert len(titles) > 150
    assert not [title for thing, title in titles if thing not in base.database.called(title)]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("principle 2", "principle/P2"),
        ("classification principle 2", "principle/P2"),
        ("Guideline 3", "guideline/G3"),
        ("objection O2", "objection/O2"),
        ("topic T5", "topic/bls-2024-0001-T5"),
        ("HR637", "legislation/us-119-hr637"),
        ("H. R. 637", "legislation/us-119-hr637"),
        ("hb 24-1016", "legislation/co-2024-hb24-1016"),
        ("GAO 19 483", "source/gao-19-483"),
        ("10.1002/jts.21687", "source/pierce-lilly-2012"),
        ("BLS-2024-0001", "source/omb-89fr49911"),
        ("bls-2024-0001 docket", "source/omb-89fr49911"),
        ("89 FR 49911", "source/omb-89fr49911"),
        ("telecommunicator", "soc/43-5031"),
        ("lifeguard", "soc/33-9092"),
        ("ski patrol", "soc/33-9092"),
        ("{claim}`work-is-protective`", "claim/work-is-protective"),
        ("84 percent training", "figure/onet-29-3-43-5031-training-over-3-months"),
    ],
)
def test_a_thing_comes_first_by_the_names_that_people_see(base: Index, asked: str, first: str) -> None:
    [found] = find(base, Question(asked, "lexical", count=1))
    assert (
        name_of(base.database.rows("SELECT record FROM thing WHERE thing = ?", (found.thing,))[0][0]) == first
    )


def test_a_measure_and_a_title_find_the_figure_by_meaning_too(base: Index, model: ModelFiles) -> None:
    vectors = open_vectors(base, Encoder(model), lambda _: None, shipped=bundle_root() / SHIPPED)
    asked = Question("employment dispatchers except police fire ambulance", count=1)
    [found] = find(base, asked, Dense(vectors, Encoder(model)))
    [(iri,)] = base.database.rows("SELECT record FROM thing WHERE thing = ?", (found.thing,))
    assert name_of(str(iri)) == "figure/oews-2025-05-43-5032-employment"


def test_an_agency_finds_what_it_wrote(base: Index) -> None:
    records = dict(base.database.rows("SELECT thing, record FROM thing"))
    reports = {"source/gao-19-483", "source/gao-21-103181", "source/gao-24-106783"}
    found = find(base, Question("GAO", "lexical", count=len(reports)))
    assert {name_of(str(records[f.thing])) for f in found} == reports


def test_another_name_adds_less_than_a_word_and_a_number_is_no_name() -> None:
    names = Vocabulary((("Bureau of Labor Statistics", "BLS"),))
    weights = word_weights("BLS pay", names)
    assert sum(weights.values()) == pytest.approx(2 + WEIGHT)
    docket = "BLS-2024-0001 pay"
    assert word_weights(docket, names) == word_weights(docket, Vocabulary(()))
