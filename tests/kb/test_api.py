"""The Python face: what each method answers, what it turns into, and that no working folder matters."""

from __future__ import annotations

import builtins
import dataclasses
import inspect
import json
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kb
from kb.model.docket_records import Docket
from kb.model.records import Claim, EvidenceItem, Figure, Occupation
from tests.conftest import CONTRIBUTION, ROOT

CLAIM = "life-saving-instructions"
AGENT = "agent: {id: bay-county, name: Bay County, kind: organization}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's workspace with one record."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "evidence").mkdir()
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    (folder / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    (folder / "evidence" / "agents.yaml").write_text(AGENT)
    return folder


@pytest.fixture
def base(folder: Path) -> Iterator[kb.Base]:
    with kb.open(folder) as base:
        yield base


ANSWERS: dict[str, Callable[[kb.Base], Any]] = {
    "check": lambda base: base.check(),
    "checks": lambda base: base.checks(),
    "queries": lambda base: base.queries(),
    "search": lambda base: base.search("chain of command", "lexical", count=2),
    "coverage": lambda base: base.coverage(),
    "figures": lambda base: base.figures("43-5031"),
    "compare": lambda base: base.compare("43-5031", "33-9031").figures,
}


@pytest.mark.parametrize("name", ANSWERS)
def test_several_values_turn_into_plain_dicts(name: str, base: kb.Base) -> None:
    found = ANSWERS[name](base)
    assert isinstance(found, kb.Results)
    assert len(json.loads(json.dumps(found.to_dicts()))) == len(found)


ONE: dict[str, Callable[[kb.Base], Any]] = {
    "explain": lambda base: base.explain(CLAIM),
    "compare": lambda base: base.compare("43-5031", "33-9031"),
    "record": lambda base: base.record(CLAIM),
    "source": lambda base: next(iter(base.records.sources.values())),
    "docket": lambda base: base.record("docket/bls-2024-0001"),
    "standing": lambda base: base.standing(CLAIM),
    "support": lambda base: base.support(CLAIM),
}


@pytest.mark.parametrize("name", ONE)
def test_one_value_turns_into_a_plain_dict(name: str, base: kb.Base) -> None:
    assert json.loads(json.dumps(kb.as_dict(ONE[name](base))))


def test_a_finding_as_a_dict_says_its_severity_in_a_word(base: kb.Base) -> None:
    assert {check["severity"] for check in base.checks().to_dicts()} == {"error", "warning", "note"}


def test_without_pandas_a_data_frame_is_missing_and_says_what_to_type(
    base: kb.Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    for found in (base.queries(), base.query("SELECT ?c { ?c a soce:Claim }")):
        with pytest.raises(kb.MissingError) as refused:
            found.to_pandas()
        assert "pip install pandas" in refused.value.remedy


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (CLAIM, Claim),
        (f"claim/{CLAIM}", Claim),
        (f"claim:{CLAIM}", Claim),
        (f"https://w3id.org/soc-evidence/id/claim/{CLAIM}", Claim),
        ("43-5031", Occupation),
        ("evidence/aha-2020-burden", EvidenceItem),
        ("oews-2025-05-43-5031-employment", Figure),
        ("docket/bls-2024-0001", Docket),
    ],
)
def test_a_record_is_found_by_every_kind_of_name(name: str, kind: type, base: kb.Base) -> None:
    assert isinstance(base.record(name), kind)


def test_an_unknown_name_names_the_nearest(base: kb.Base) -> None:
    for ask in (base.record, base.explain, base.standing, base.support):
        with pytest.raises(kb.MissingError) as missing:
            ask("claim/life-saving-instruction")
        assert f"claim/{CLAIM}" in missing.value.remedy


def test_what_is_no_claim_has_no_support(base: kb.Base) -> None:
    with pytest.raises(kb.MissingError):
        base.support("aha-2020-burden")


def test_figures_are_of_the_whole_country_unless_a_place_is_named(base: kb.Base) -> None:
    [latest] = base.figures("43-5031", "employment")
    assert (latest.value, latest.period, latest.place) == (Decimal(102500), "2025-05", "")
    assert base.figures("43-5031", "employment", "2025-05") == (latest,)
    every = base.figures("43-5031", "employment", "all")
    assert latest in every and len({figure.period for figure in every}) == len(every) > 1
    assert base.figures("43-5031", "employment", place="Atlantis") == ()
    assert set(every) < set(base.figures("43-5031"))


def test_figures_of_no_such_code_are_missing_not_none(base: kb.Base) -> None:
    with pytest.raises(kb.MissingError):
        base.figures("99-9999", "employment")


def test_rows_of_a_query_have_python_values(base: kb.Base) -> None:
    text = "SELECT ?n ?d ?b ?i ?none { BIND(3 AS ?n) BIND(1.5 AS ?d) BIND(true AS ?b) BIND(claim:x AS ?i) }"
    answer = base.query(text)
    assert isinstance(answer, kb.Answer)
    [row] = answer
    assert row == {"n": 3, "d": Decimal("1.5"), "b": True, "i": answer[0]["i"], "none": None}
    assert isinstance(row["i"], kb.Iri) and not answer.cut


def test_a_query_is_a_name_a_file_or_itself(base: kb.Base, folder: Path) -> None:
    (folder / "mine.rq").write_text("SELECT ?c { VALUES ?code { soc:43-5031 } ?c soce:occupation ?code }")
    by_name = base.query("duties-of", {"code": "33-9031"}, kb.Limits(rows=1))
    assert isinstance(by_name, kb.Answer) and by_name.cut and len(by_name) == 1
    assert base.query("mine.rq") and base.query(folder / "mine.rq", {"code": ["33-9031", "43-5031"]})
    assert base.query("ASK { ?c a soce:Claim }") is True
    graph = base.query(f"DESCRIBE claim:{CLAIM}")
    assert isinstance(graph, kb.Triples) and len(graph.to_rdflib()) == len(graph) > 3
    with pytest.raises(kb.MissingError):
        base.query("no-such-query")
    with pytest.raises(kb.UsageError, match=r"query:1:"):
        base.query("SELECT WHERE {")
    with pytest.raises(kb.UsageError):
        base.query("DROP ALL")


def test_codes_may_come_one_by_one_in_one_text_or_in_a_list(base: kb.Base) -> None:
    for codes in (
        ["43-5031", "33-9031"],
        ["43-5031 33-9031"],
        ["43-5031, 33-9031"],
        [["43-5031", "33-9031"]],
    ):
        assert base.compare(*codes, by="functions").order == ("43-5031", "33-9031")


@pytest.mark.parametrize(("codes", "by"), [((), ()), (("43-5031",), "wagers")])
def test_a_comparison_of_nothing_or_by_nothing_is_refused(codes: Any, by: Any, base: kb.Base) -> None:
    with pytest.raises(kb.UsageError):
        base.compare(*codes, by=by)


def test_hits_are_filtered_by_keywords(base: kb.Base) -> None:
    hits = base.search("instructions", "lexical", kind="evidence", claim=CLAIM, direction="supports")
    assert hits and all(hit.name.startswith("evidence/") and f"+{CLAIM}" in hit.claims for hit in hits)
    for refused in ({"kind": "spoon"}, {"mode": "sideways"}, {"text": " "}):
        with pytest.raises(kb.UsageError):
            base.search(**{"text": "instructions", "mode": "lexical", **refused})


def test_answers_stay_those_of_the_opening_until_refresh(folder: Path, base: kb.Base) -> None:
    assert not base.refresh()
    new = folder / "evidence" / "late.yaml"
    new.write_text(AGENT.replace("bay-county", "late"))
    count = "SELECT ?a { VALUES ?a { agent:late } ?a a ?class }"
    assert "late" not in base.records.agents and base.query(count).to_dicts() == []
    assert base.refresh() and not base.refresh()
    assert "late" in base.records.agents and base.query(count).to_dicts() != []
    new.unlink()


def test_the_working_folder_changes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = folder / "evidence" / "bad.yaml"
    bad.write_text("claim: {id: bad, title: Unfinished}\n")
    found = []
    for place in (folder, folder / "evidence", tmp_path):
        monkeypatch.chdir(place)
        found.append(kb.open(folder).check(["evidence/bad.yaml"]))
    bad.unlink()
    assert found[0] and found[0] == found[1] == found[2]
    assert {finding.location.path for finding in found[0]} == {str(bad)}


def test_outside_of_a_workspace_there_is_the_bundled_base(tmp_path: Path) -> None:
    assert kb.open(tmp_path).record(CLAIM)
    with pytest.raises(kb.MissingError):
        kb.open(tmp_path / "nowhere")


def test_a_base_is_opened_once(base: kb.Base) -> None:
    assert kb.open(base) is base
    assert kb.open(base.workspace).root == base.root


def test_opening_imports_nothing_that_a_question_does_not_need() -> None:
    program = (
        "import sys, kb; kb.open(); import builder\n"
        "print([m for m in ('pyoxigraph', 'numpy', 'rdflib', 'reportlab', 'click') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_every_name_is_there_and_documented() -> None:
    assert set(kb.__all__) <= set(dir(kb))
    assert all(inspect.getdoc(getattr(kb, name)) for name in kb.__all__)
    assert kb.open is not builtins.open
    with pytest.raises(AttributeError):
        getattr(kb, "no_such_name")  # noqa: B009 - the type checker knows that there is none


def test_every_public_method_is_typed_and_documented() -> None:
    public = [member for name, member in inspect.getmembers(kb.Base) if not name.startswith("_")]
    for member in public:
        function = member.fget if isinstance(member, property) else member
        assert inspect.getdoc(function)
        assert "return" in function.__annotations__


def test_both_packages_are_marked_as_typed() -> None:
    assert (ROOT / "kb" / "py.typed").is_file() and (ROOT / "builder" / "py.typed").is_file()


def test_values_cannot_be_changed(base: kb.Base) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        typing.cast(Any, base.record(CLAIM)).title = "another"
