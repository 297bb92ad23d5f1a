from __future__ import annotations

from kb.namespaces import SOC_2018, record
from kb.search.passage_database import forms, names_of
from kb.search.passages import Passage


def test_a_name_is_its_words_in_any_order_and_number() -> None:
    assert forms("Dispatchers, Fire") == forms("fire dispatcher")
    assert forms("the of") == forms("x" * 121) == []


def test_a_name_in_brackets_is_one_more() -> None:
    assert {*forms("Fire Technician (Fire Tech)")} >= {*forms("fire technician"), *forms("fire tech")}


def test_a_duty_is_not_called_like_its_occupation() -> None:
    heading = forms("Firefighters")[0]
    of_soc = Passage(f"{SOC_2018}33-2011", "definition", "Fight fires.", "Firefighters")
    of_duty = Passage(record("duty", "onet-1"), "statement", "Fight fires.", "Firefighters")
    assert heading in names_of(of_soc)
    assert heading not in names_of(of_duty)


def test_a_figure_is_called_by_its_id_alone() -> None:
    assert [*names_of(Passage(record("figure", "jobs-1"), "figure", "employment: 5 jobs"))] == forms("jobs-1")
