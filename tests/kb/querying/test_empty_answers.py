"""What is said of a query that finds nothing: a case a line, with how its note begins, if there is one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kb.api import Base, open_base

with Path(__file__).with_name("empty_answers.tsv").open(encoding="utf-8", newline="") as lines:
    CASES = [tuple(row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return open_base(tmp_path_factory.mktemp("nowhere"))


@pytest.mark.parametrize(("query", "note"), CASES)
def test_what_is_asked_for_in_vain_is_named(query: str, note: str, base: Base) -> None:
    said = base.why_empty(query)
    assert any(sentence.startswith(note) for sentence in said) if note else not said


def test_the_value_of_a_parameter_that_occurs_nowhere_is_named(base: Base) -> None:
    (said,) = base.why_empty("employment-and-wages", {"code": "Firefighters"})
    assert said.startswith(
        'Nothing has skos:notation "Firefighters". That is the skos:prefLabel of what has "33-2010"'
    )


def test_of_many_values_that_are_nowhere_the_first_are_named(base: Base) -> None:
    values = " ".join(f'"99-{number:04}"' for number in range(30))
    said = base.why_empty(f"SELECT * {{ VALUES ?code {{ {values} }} ?it skos:notation ?code }}")
    assert len(said) == 11
    assert said[0].startswith('Nothing has skos:notation "99-0000".')
    assert said[10] == "There is more of the kind."


def test_an_address_that_python_takes_for_a_forgery_is_let_pass(base: Base) -> None:
    assert base.why_empty("SELECT * FROM <http://ex℀.org/> { <http://ex℀.org/> ?p ?o }") == ()


def test_a_query_too_deep_to_be_looked_at_has_no_note(base: Base) -> None:
    assert base.why_empty("SELECT * { " + "{" * 3000 + "}" * 3000 + " }") == ()
