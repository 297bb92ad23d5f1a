"""Filters, and words in quotation marks, choose just what they say, however the index keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import chain, combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.record_names import id_of
from kb.namespaces import record
from kb.search.facets import Filters, allowed
from kb.search.passages import Bearing, Corpus, Facets, Passage
from kb.search.quoted_phrases import read_phrases
from kb.search.search_index import Index, load_index, write_index
from kb.search.searching import Question, find
from kb.search.synonyms import Vocabulary
from tests.conftest import Told

Cli = Callable[..., Told]
DATES = ("", "2019", "2020", "2020-03", "2020-03-15", "2020-04-01", "2020-03-15/2020-06-30", "2021-01")
KINDS = (("kind", "evidence"), ("occupation", "33-9092"), ("occupation", "43-5031"))
CLAIMS = [record("claim", name) for name in "ab"]
SIDES: tuple[tuple[Bearing, ...], ...] = (
    (),
    (Bearing(CLAIMS[0], "supports"),),
    (Bearing(CLAIMS[0], "disputes"), Bearing(CLAIMS[1], "supports")),
    (Bearing(CLAIMS[1], "disputes"),),
)
RECORDS = dict.fromkeys(CLAIMS, Facets(frozenset(KINDS[:1]), "2018")) | {
    record("evidence", f"e{number}"): Facets(frozenset(kinds), date, bearings=bearings)
    for number, (kinds, date, bearings) in enumerate(
        product(chain.from_iterable(combinations(KINDS, size) for size in range(3)), DATES, SIDES)
    )
}
"""Records with every set of values, date and bearing."""
FILTERS = st.builds(
    Filters,
    st.lists(
        st.sampled_from([("kind", ("evidence",)), ("occupation", ("33-9092", "43-5031"))]), unique=True
    ).map(tuple),
    st.lists(st.sampled_from("ab"), unique=True).map(tuple),
    st.sampled_from(("", "supports", "disputes")),
    st.sampled_from(("", "2020", "2020-03", "2020-03-20")),
    st.sampled_from(("", "2020", "2020-03", "2020-03-10")),
)


@pytest.fixture(scope="module")
def combined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("combined")
    passages = tuple(Passage(iri, "statement", "words") for iri in RECORDS)
    write_index(Corpus(passages, RECORDS), Vocabulary(()), folder)
    index = load_index(folder)
    yield index
    index.close()


def passes(iri: str, facets: Facets, filters: Filters) -> bool:
    """Say by the plain meaning of the filters whether a record passes."""
    bears = any(
        (not filters.claims or id_of(b.claim) in filters.claims) and filters.direction in ("", b.direction)
        for b in facets.bearings
    )
    itself = not filters.direction and iri in CLAIMS and id_of(iri) in filters.claims
    day = facets.date[:10]
    return (
        all(any((facet, v) in facets.values for v in wanted) for facet, wanted in filters.facets)
        and (bears or itself or not (filters.claims or filters.direction))
        and (not filters.since or (day != "" and day >= filters.since[: len(day)]))
        and (not filters.until or (day != "" and day[: len(filters.until)] <= filters.until))
    )


@given(FILTERS)
def test_what_passes_is_what_the_filters_say(combined: Index, filters: Filters) -> None:
    mask = allowed(combined.database, filters, combined.layout.count)
    expected = [passes(iri, facets, filters) for iri, facets in RECORDS.items()]
    assert (mask is None and all(expected)) or (mask is not None and mask.tolist() == expected)


@pytest.mark.parametrize("date", ["2020-13-45", "2020-02-30", "03/2020", "2020-3", "soon"])
@pytest.mark.parametrize("option", ["--since", "--until"])
def test_what_is_no_date_is_refused_with_what_to_type(option: str, date: str, office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "chain of command", option, date)
    assert (told.code, told.out) == (2, "")
    assert f"`{date}` is no date.\n  help: Write 2020, 2020-03 or 2020-03-24.\n" in told.err


@pytest.mark.parametrize(
    ("text", "bare", "phrases"),
    [
        ('"chain of command" in law', "chain of command in law", ("chain of command",)),
        ("“chain  of command” and „one“", "chain  of command and one", ("chain of command", "one")),
        ('a 6" pipe', 'a 6" pipe', ()),
        ('6" by 8" pipes', '6" by 8" pipes', ()),
        ('"" and "!"', " and !", ()),
        ("the callers' words", "the callers' words", ()),
    ],
)
def test_words_in_quotation_marks_are_a_phrase(text: str, bare: str, phrases: tuple[str, ...]) -> None:
    assert read_phrases(text) == (bare, phrases)


def asked(index: Index, *phrases: str, text: str = "reading room shelves library books") -> list[str]:
    found = find(index, Question(text, "lexical", phrases=phrases))
    records = index.database.records(answer.thing for answer in found)
    return sorted(id_of(iri) for iri in records.values())


def test_only_texts_with_the_phrase_are_found(either: Index) -> None:
    assert asked(either, "the Library lacks") == ["ill"]
    assert asked(either, "library shelves") == [] and asked(either, "zzz") == []
    assert asked(either, "near the shelves", "hot drinks") == ["no-food"]
    assert asked(either, "near the shelves", "the library lacks") == []
    assert asked(either, "of the", text="county maps") == ["maps"]


def test_the_text_that_is_shown_has_the_phrase(office: Path, cli: Cli) -> None:
    (office / "evidence" / "parrot.yaml").write_text(
        "source: {id: zoo, type: report, title: Birds, issued: 2024, authority: news}\n"
        "evidence: {id: zoo-parrot, statement: Parrots sit on the console., verification: verified,\n"
        "  keywords: [who sits where, Señor Osório watches birds]}\n"
    )
    told = cli("search", "--lexical", '"señor osorio" parrots on the console', "--format", "json")
    [hit] = json.loads(told.out)
    assert (hit["name"], hit["pointer"]) == (
        "evidence/zoo-parrot",
        "keyword: Señor Osório watches birds",
    )
    assert cli("search", "--lexical", "osorio birds", "-n", "1").err.startswith("1 hit")
    missing = cli("search", "--lexical", '"parrots watch"')
    assert (missing.code, missing.out) == (0, "")
    assert missing.err.endswith(
        "No text has the words “parrots watch”; without quotation marks the nearest are found.\n"
    )


def test_evidence_for_and_against_a_sentence_is_chosen_by_filters(office: Path, cli: Cli) -> None:
    sentence = ("search", "--lexical", "--against", "Telecommunicators advise callers under set protocols.")

    def names(*more: str) -> list[str]:
        return [hit["name"] for hit in json.loads(cli(*sentence, *more, "--format", "json").out)]

    only = ("--claim", "advice-under-protocol", "--kind", "duty")
    assert {name.partition("/")[0] for name in names(*only)} == {"duty"}
    assert {name.partition("/")[0] for name in names("--claim", "advice-under-protocol")} > {"duty"}
    told = cli(*sentence, "--claim", "advice-under-protocol", "--direction", "disputes", "--since", "2030")
    assert told.out.endswith("disputes it: nothing that passes the filters\n")
    assert "supports it" not in told.out and told.out.count("claim/") == 1
    assert cli(*sentence, "--kind", "evidnce").code == 2
