"""A pack on its way: from the office to the association, decided on, answered, corrected, and sent again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

import kb
from kb.contributing.row_comparison import RowState
from kb.errors import UsageError
from kb.reviewing.contribution_answers import Answer
from kb.reviewing.receipts import Receipt
from tests.conftest import Told
from tests.kb.reviewing.conftest import Exchange
from tests.kb.reviewing.offices import DUTIES, HEADER, PROCEDURE, SOURCE, make_office, packed, parts

Cli = Callable[..., Told]
NAMES = ["agent/bay.ecc", "duty/bay.1", "duty/bay.2", "source/bay.sop", "evidence/bay.1"]


def received(folder: Path, pack: Path) -> Receipt:
    with kb.open(folder) as base:
        receipt = base.receive(pack)
    assert isinstance(receipt, Receipt)
    return receipt


def states(receipt: Receipt) -> dict[str, str]:
    return {row.name: row.state.value for row in receipt.rows}


def test_a_pack_holds_records_documents_and_verdicts_and_says_whose_they_are(exchange: Exchange) -> None:
    files = parts(exchange.pack)
    assert list(files) == [
        "README.txt",
        "manifest.json",
        "quotations.json",
        "records/evidence.yaml",
        "texts/sop.txt",
    ]
    readme = files["README.txt"].decode()
    assert "Evidence of Bay County ECC (bay)" in readme
    assert "Records: 1 agent, 2 duty, 1 evidence, 1 source. Documents: 1." in readme
    assert '"evidence/1": {"verdict": "exact"' in files["quotations.json"].decode()
    again = packed(exchange.bay, exchange.pack.with_name("again.zip"))
    assert again.read_bytes() == exchange.pack.read_bytes()


def test_what_came_in_waits_and_supports_nothing_until_it_is_accepted(exchange: Exchange) -> None:
    with kb.open(exchange.apco) as base:
        assert base.check() == ()
        (review,) = base.review()
        assert [(row.number, row.name, row.state) for row in review.rows] == [
            (number, name, "new") for number, name in enumerate(NAMES, 1)
        ]
        assert {row.name: row.verdict for row in review.rows if row.verdict} == {"evidence/bay.1": "exact"}
        assert base.standing("evidence/bay.1").standing.value == "awaiting-review"
        assert "bay.1" not in base.support("life-saving-instructions").counting
        made = base.decide("bay", "5", "accepted")
        assert made.still_waiting == ("source/bay.sop",)
        base.refresh()
        assert base.standing("evidence/bay.1").standing.value == "awaiting-review"
        base.decide("bay", "source/bay.sop", "accepted")
        base.decide("bay", "2", "rejected", reason="We have it from the state.", by="Kim Lee")
        base.refresh()
        assert base.standing("evidence/bay.1").standing.value == "usable"
        assert "bay.1" in base.support("life-saving-instructions").counting
        assert base.standing("duty/bay.1").said() == (
            "`duty/bay.1` was rejected by Kim Lee: We have it from the state"
        )
        rows = base.query("decisions-on-contributions").to_dicts()
        assert {(row["office"], row["outcome"], row["by"]) for row in rows} == {
            ("bay", "accepted", "Jo Steward"),
            ("bay", "rejected", "Kim Lee"),
        }
        assert base.check() == ()


def test_the_way_back_and_forth(exchange: Exchange, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    """Returned with a remark, told at the office's own row, corrected, and the rest stays as decided."""
    monkeypatch.chdir(exchange.apco)
    arguments = ("--accept", "1,2,4-5", "--return", "3", "--remark", "Which protocol?")
    decided = cli("review", "bay", *arguments, "--answer", "../answer.zip")
    assert decided.out.splitlines() == [
        *(f"{name}: accepted" for name in NAMES if name != "duty/bay.2"),
        "duty/bay.2: returned",
        "../answer.zip",
    ]
    monkeypatch.chdir(exchange.bay)
    told = cli("receive", "../answer.zip")
    today = dt.datetime.now(dt.UTC).date()
    assert told.out.startswith(
        "evidence/duties.csv:3:1: warning[row-returned] `duty/2` was returned "
        f"(Jo Steward, APCO, {today}): Which protocol?\n"
    )
    assert told.out.endswith(f"APCO answered on {today}: 4 accepted, 1 returned\n")
    duties = exchange.bay / "evidence" / "duties.csv"
    duties.write_text(duties.read_text().replace("the nearest", "by protocol the nearest"))
    receipt = received(exchange.apco, packed(exchange.bay, exchange.pack))
    assert states(receipt) == {name: "changed" if name == "duty/bay.2" else "same" for name in NAMES}
    with kb.open(exchange.apco) as base:
        row = base.review("bay")[0].rows[2]
        assert (row.outcome.value, row.state) == ("waiting", "changed")
        assert row.decision is not None
        assert row.decision.reason == (
            "statement was “Send the nearest ambulance”, is “Send by protocol the nearest ambulance”"
        )
        assert base.standing("duty/bay.1").standing.value == "local"
        assert base.standing("duty/bay.2").standing.value == "awaiting-review"


def test_the_same_pack_again_changes_nothing(exchange: Exchange) -> None:
    before = {path: path.read_bytes() for path in exchange.apco.rglob("*.yaml")}
    receipt = received(exchange.apco, exchange.pack)
    assert (set(states(receipt).values()), receipt.written) == ({"same"}, ())
    assert {path: path.read_bytes() for path in exchange.apco.rglob("*.yaml")} == before


def test_a_row_that_is_no_longer_sent_waits_again_and_stays(exchange: Exchange) -> None:
    with kb.open(exchange.apco) as base:
        base.decide("bay", "all", "accepted")
    (exchange.bay / "evidence" / "duties.csv").write_text(HEADER + DUTIES.splitlines()[0] + "\n")
    receipt = received(exchange.apco, packed(exchange.bay, exchange.pack))
    assert states(receipt)["duty/bay.2"] == RowState.GONE
    assert states(received(exchange.apco, exchange.pack))["duty/bay.2"] == RowState.GONE
    with kb.open(exchange.apco) as base:
        assert base.standing("duty/bay.2").standing.value == "awaiting-review"
        said = [row for row in base.review("bay")[0].rows if row.name == "duty/bay.2"]
        assert [row.decision.reason for row in said if row.decision] == [
            f"no longer among what the office sent on {receipt.date}"
        ]
        assert base.check() == ()


def test_two_offices_with_the_same_ids_do_not_collide(exchange: Exchange, tmp_path: Path) -> None:
    sea = make_office(tmp_path / "sea", "sea", "Sea County", "Max Roe")
    (sea / "evidence" / "sop.yaml").write_text(SOURCE.replace("Bay County", "Sea County"))
    (sea / "evidence" / "duties.csv").write_text(HEADER + DUTIES.replace("nearest", "next"))
    (sea / "evidence" / "agents.yaml").write_text("agent: {id: ecc, name: Sea, kind: organization}\n")
    receipt = received(exchange.apco, packed(sea, tmp_path / "sea.zip"))
    assert states(receipt) == {name.replace("bay", "sea"): "new" for name in NAMES}
    with kb.open(exchange.apco) as base:
        assert [review.office for review in base.review()] == ["bay", "sea"]
        (near,) = [finding for finding in base.check() if finding.check == "near-duplicate"]
        assert "`source/sea.sop` has the same sha256 as `source/bay.sop`" in near.message
        row = next(row for row in base.review("sea")[0].rows if row.name == "source/sea.sop")
        assert [finding.check for finding in row.findings] == ["near-duplicate"]
        assert "sea.sop" in str(base.record("duty/sea.1"))


def test_only_a_part_travels_with_what_it_rests_on(exchange: Exchange, cli: Cli) -> None:
    with kb.open(exchange.bay) as base:
        made = base.pack(["evidence/duties.csv"], documents=False)
    assert made.records == ("agent/ecc", "duty/1", "duty/2", "source/sop")
    assert (made.documents, made.withheld) == ((), {"sop": "packed without documents"})
    exchange.pack.write_bytes(made.data)
    readme = parts(exchange.pack)["README.txt"].decode()
    assert [name for name in ("texts/", "quotations.json") if name in readme] == []
    assert set(states(received(exchange.apco, exchange.pack)).values()) == {"same"}


def test_a_document_that_must_not_travel_stays_and_the_office_s_verdict_is_shown(exchange: Exchange) -> None:
    source = exchange.bay / "evidence" / "sop.yaml"
    source.write_text(source.read_text().replace("extent: full", "extent: full, travels: false"))
    again = make_office(exchange.apco.with_name("nena"), "nena", "NENA", "Ann Poe")
    receipt = received(again, packed(exchange.bay, exchange.pack))
    assert receipt.documents == ()
    with kb.open(again) as base:
        row = next(row for row in base.review("bay")[0].rows if row.verdict)
        assert (row.verdict, row.verdict_note) == (
            "text not available",
            f"the office says: exact on {receipt.date}",
        )
        base.decide("bay", "all", "accepted")
        (note,) = base.check()
        assert f"the quotation was exact on {receipt.date}" in note.message


def test_a_new_document_takes_the_place_of_the_old_one_which_is_kept(exchange: Exchange) -> None:
    longer = PROCEDURE + "Nobody hangs up.\n"
    (exchange.bay / "texts" / "sop.txt").write_text(longer)
    source = exchange.bay / "evidence" / "sop.yaml"
    source.write_text(source.read_text().partition(", sha256")[0] + "}\n" + SOURCE.partition("}\n")[2])
    received(exchange.apco, packed(exchange.bay, exchange.pack))
    assert (exchange.apco / "texts" / "bay.sop.txt").read_text() == longer
    (kept,) = (exchange.apco / "texts" / "earlier").iterdir()
    assert kept.read_text() == PROCEDURE


def test_a_shared_folder_is_received_like_a_pack(exchange: Exchange, tmp_path: Path) -> None:
    """A checked-out workspace, or a plain folder with records, their contribution and their texts."""
    shared = tmp_path / "shared"
    (exchange.bay / "evidence").rename(shared)
    (exchange.bay / "texts").rename(shared / "texts")
    receipt = received(exchange.apco, shared)
    assert states(receipt) == dict.fromkeys(NAMES, "same")
    assert not (shared / ".soc-evidence").exists()
    with pytest.raises(UsageError, match="is in this workspace itself"):
        received(exchange.apco, exchange.folder)


def test_personal_data_do_not_leave(exchange: Exchange, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    duties = exchange.bay / "evidence" / "duties.csv"
    duties.write_text(duties.read_text().replace("on the line", "on (850) 248-6040"))
    (exchange.bay / "texts" / "sop.txt").write_text(PROCEDURE + "Call (850) 248-6040.\n")
    monkeypatch.chdir(exchange.bay)
    told = cli("pack", "-o", "out.zip")
    assert (told.code, Path("out.zip").exists()) == (1, False)
    assert "evidence/duties.csv:2:48: error[personal-data]" in told.out
    assert "248-6040" not in told.out
    assert "texts/sop.txt: warning[document-held-back]" in told.out


@pytest.mark.parametrize(("told", "documents"), [((), ()), (("--with-personal-data",), ("sop.txt",))])
def test_a_document_with_callers_data_travels_only_when_told_to(
    told: tuple[str, ...],
    documents: tuple[str, ...],
    exchange: Exchange,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (exchange.bay / "texts" / "sop.txt").write_text(PROCEDURE + "Call (850) 248-6040.\n")
    source = exchange.bay / "evidence" / "sop.yaml"
    source.write_text(source.read_text().partition(", sha256")[0] + "}\n" + SOURCE.partition("}\n")[2])
    monkeypatch.chdir(exchange.bay)
    made = cli("pack", "-o", "out.zip", *told)
    assert made.code == 0, made
    assert [name for name in parts(Path("out.zip")) if name.startswith("texts/")] == [
        f"texts/{name}" for name in documents
    ]
    assert ("not in it: the document of sop: it seems to hold personal data" in made.err) is not bool(told)
    assert "--with-personal-data" in made.out or told


def test_an_answer_is_for_its_office_only(exchange: Exchange) -> None:
    with kb.open(exchange.apco) as base:
        exchange.pack.write_bytes(base.answer("bay"))
        answer = base.receive(exchange.pack)
    assert isinstance(answer, Answer)
    assert [finding.message for finding in answer.findings] == [
        "It answers the office `bay`; this is the workspace of `apco`."
    ]
