"""Packs that are damaged, changed, hostile, or not what they say: refused whole, or row by row."""

from __future__ import annotations

import datetime as dt
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kb
from kb.errors import UsageError
from kb.reviewing.receipts import Receipt
from tests.conftest import Told
from tests.kb.reviewing.conftest import Exchange
from tests.kb.reviewing.offices import forged, parts, zipped

Files = dict[str, bytes]
Cli = Callable[..., Told]


def refusals(folder: Path, pack: Path) -> list[str]:
    """Receive, and return what was said; the evidence must be as it was where everything is refused."""
    before = {path: path.read_bytes() for path in folder.glob("evidence/**/*.yaml")}
    with kb.open(folder) as base:
        receipt = base.receive(pack)
    assert isinstance(receipt, Receipt)
    if receipt.refused:
        assert {path: path.read_bytes() for path in folder.glob("evidence/**/*.yaml")} == before
    return [finding.message for finding in receipt.findings]


def changed_record(files: Files) -> None:
    files["records/evidence.yaml"] = files["records/evidence.yaml"].replace(b"Ask", b"Never ask")


def lost_document(files: Files) -> None:
    del files["texts/sop.txt"]


def another_file(files: Files) -> None:
    files["texts/more.txt"] = b"more"


def another_date(files: Files) -> None:
    manifest = json.loads(files["manifest.json"])
    files["manifest.json"] = json.dumps(manifest | {"date": "2026-11-01"}).encode()


def no_manifest(files: Files) -> None:
    del files["manifest.json"]


def torn_manifest(files: Files) -> None:
    files["manifest.json"] = files["manifest.json"][:-30]


def outside(files: Files) -> None:
    files["../../evil.yaml"] = b"x"


def absolute(files: Files) -> None:
    files["/etc/cron.d/evil"] = b"x"


def bomb(files: Files) -> None:
    files["texts/sop.txt"] = b"0" * 40_000_000


def program(files: Files) -> None:
    files["texts/sop.exe"] = b"MZ"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed_record, "changed after it was made: `records/evidence.yaml` has another sha256"),
        (lost_document, "changed after it was made: `texts/sop.txt` is missing"),
        (
            another_file,
            "changed after it was made: it holds `texts/more.txt`, which its manifest does not list",
        ),
        (another_date, "changed after it was made: its manifest.json has another sha256"),
        (no_manifest, "This is no pack: it holds no manifest.json"),
        (torn_manifest, "Its manifest.json cannot be read"),
        (outside, "A part is named to land outside: `../../evil.yaml`"),
        (absolute, "A part is named to land outside: `/etc/cron.d/evil`"),
        (bomb, "The part `texts/sop.txt` unpacks to"),
        (program, "A pack has no part such as `texts/sop.exe`"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_pack_that_was_changed_is_refused(
    change: Callable[[Files], None], said: str, exchange: Exchange
) -> None:
    files = parts(exchange.pack)
    change(files)
    exchange.pack.write_bytes(zipped(files))
    (message,) = refusals(exchange.apco, exchange.pack)
    assert said in message


def test_a_pack_that_was_cut_or_is_none_is_refused(exchange: Exchange, monkeypatch: Any, cli: Cli) -> None:
    exchange.pack.write_bytes(exchange.pack.read_bytes()[:900])
    monkeypatch.chdir(exchange.apco)
    told = cli("receive", "../bay.zip")
    assert (told.code, told.err) == (1, "nothing was taken in\n")
    assert told.out.startswith("../bay.zip: error[pack-refused] The archive is damaged: ")
    assert cli("receive", "../none.zip").code == 2


def unzipped(pack: Path) -> Path:
    """Unzip a pack as people do, with what their programs leave in the folder."""
    folder = pack.with_suffix("")
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder)
    (folder / ".DS_Store").write_bytes(b"x")
    return folder


def test_an_unzipped_pack_is_proven_like_the_zip(exchange: Exchange) -> None:
    folder = unzipped(exchange.pack.rename(exchange.pack.with_name("sent.zip")))
    with kb.open(exchange.apco) as base:
        assert {row.state.value for row in base.receive(folder).rows} == {"same"}
    records = folder / "records" / "evidence.yaml"
    records.write_text(records.read_text().replace("Ask", "Never ask"))
    (message,) = refusals(exchange.apco, folder)
    assert "changed after it was made: `records/evidence.yaml` has another sha256" in message


def test_a_pack_zipped_again_with_its_folders_is_the_same(exchange: Exchange) -> None:
    files = parts(exchange.pack)
    exchange.pack.write_bytes(zipped({"records/": b"", "texts/": b"", **files}))
    assert refusals(exchange.apco, exchange.pack) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("job.docx", "This is a Word document, and no pack. Ask the office"),
        ("duties.xlsx", "This is an Excel workbook, and no pack. Ask the office"),
        ("job.zip", "This is no pack, but a zip file of something else. Ask the office"),
    ],
)
def test_another_kind_of_file_is_called_what_it_is(name: str, said: str, exchange: Exchange) -> None:
    path = exchange.pack.with_name(name)
    path.write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    with kb.open(exchange.apco) as base:
        (finding,) = base.receive(path).findings
    assert f"{finding.message} {finding.fix}".startswith(said)


def test_a_folder_that_is_no_office_s_is_told(exchange: Exchange, tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "job.docx").write_bytes(b"x")
    with kb.open(exchange.apco) as base:
        for folder, said in (
            (".", "holds this workspace itself"),
            ("..", "holds this workspace itself"),
            ("evidence", "is in this workspace itself"),
            (tmp_path / "mail", "holds no records"),
        ):
            with pytest.raises(UsageError, match=said):
                base.receive(folder)


def test_a_link_in_a_pack_is_refused(exchange: Exchange) -> None:
    entry = zipfile.ZipInfo("texts/sop.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(exchange.pack, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert refusals(exchange.apco, exchange.pack) == ["A pack has no part such as `texts/sop.txt`."]


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ({"format": 99, "program": "soc-evidence 9.1"}, "It was made by soc-evidence 9.1, in a format that"),
        ({"office": "../apco"}, "`../apco` is no short name of an office"),
        ({"office": "apco"}, "It is of the office `apco`, which is this workspace's own"),
        ({"organization": "Somebody"}, "The office `bay` is Bay County ECC here, and this is from Somebody"),
        ({"date": "2026-01-01"}, "It was packed on 2026-01-01, and one of"),
        ({"date": "2099-01-01"}, "It was packed on 2099-01-01, which is to come"),
        ({"date": "soon"}, "Its manifest.json has no proper purpose or date"),
        ({"withheld": ["x"]}, "Its manifest.json has no proper `withheld`"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_pack_that_says_what_cannot_be_is_refused(
    manifest: dict[str, object], said: str, exchange: Exchange
) -> None:
    place = exchange.pack.with_name("forged.zip")
    forged(exchange.pack, place, lambda _, known: known.update(manifest))
    (message,) = refusals(exchange.apco, place)
    assert message.startswith(said)


CONTRIBUTION = """\
contribution: {contributor: D, organization: B, date: 2026-11-21, licence: CC0-1.0, review: accepted}
"""
REASONS = {
    "source/apco-soc-legacy": "this is a record of the base.",
    "review-decision/bay.1": "records of the kind `review-decision` are not handed in.",
    "docket/d": "records of the kind `docket` are not handed in.",
    "evidence/sea.1": "this is a record of the office `sea`.",
    "evidence/bay.cites-nothing": "There is no source `nowhere`.",
    "evidence/bay.caller": "This looks like a telephone number",
    "evidence/bay.altered": "The quotation from `bay.sop` is altered",
    "evidence/has-a-mistake": "records/decisions.yaml:12: An evidence has no key `sauce`",
}
ATTACKS = """\
source: {id: apco-soc-legacy, type: report, title: Ours now, author: [{literal: X}], authority: statute}
review-decision:
  - {id: bay.1, record: duty/bay.1, outcome: accepted, by: Dana Reyes, date: 2026-11-21, order: 999}
docket: {id: d, title: Ours}
evidence:
  - {id: sea.1, statement: In the name of the next county., source: sop, locator: {page: 1}}
  - {id: cites-nothing, statement: It cites what is nowhere., source: nowhere, verification: verified}
  - {id: caller, statement: "A caller said (850) 248-6040.", source: sop, locator: {page: 1}}
  - {id: altered, statement: It says so., source: sop, quote: shall never provide pre-arrival instructions,
     locator: {section: 4.2}}
  - {id: has-a-mistake, statement: Something., sauce: sop, verification: verified}
  - {id: good, statement: Something that nobody else says., source: sop, locator: {section: 4.3},
     about: [43-5031], verification: verified}
"""


def test_what_a_row_must_not_say_is_refused_row_by_row(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    sea = exchange.apco / "evidence" / "received" / "sea"
    sea.mkdir()
    (sea / "evidence.yaml").write_text(
        f"{CONTRIBUTION}".replace("accepted", "waiting")
        + "evidence: {id: sea.1, statement: The sea county says so., source: apco-soc-legacy}\n"
    )

    def attack(files: Files, _: dict[str, Any]) -> None:
        files["records/decisions.yaml"] = (CONTRIBUTION + ATTACKS).encode()

    forged(exchange.pack, exchange.pack, attack)
    with kb.open(exchange.apco) as base:
        receipt = base.receive(exchange.pack)
        assert isinstance(receipt, Receipt)
        said: dict[str, list[str]] = {}
        for finding in receipt.findings:
            said.setdefault(finding.subject, []).append(finding.message.partition("`: ")[2])
        assert {name: next(m for m in told if REASONS[name] in m) for name, told in said.items()}
        assert said.keys() == REASONS.keys()
        assert "248-6040" not in str(receipt.findings)
        assert [row.name for row in receipt.rows if row.state.value == "new"] == ["evidence/bay.good"]
        assert base.standing("duty/bay.1").standing.value == "awaiting-review"
        assert base.record("source/apco-soc-legacy").title != "Ours now"
        (_, review) = sorted(base.review(), key=lambda found: found.office != "sea")
        assert {row.name for row in review.refused} == REASONS.keys()
        assert "248-6040" not in str(review.refused)
        exchange.pack.write_bytes(base.answer("bay"))
    told = parts(exchange.pack)["decisions.csv"].decode()
    assert "evidence/bay.cites-nothing,refused,soc-evidence," in told
    monkeypatch.chdir(exchange.apco)
    assert "8 not taken in" in cli("review").out
    assert "evidence/bay.cites-nothing" in cli("review", "bay").out.partition("not taken in, for an error")[2]


def test_a_document_that_is_not_the_one_described_is_not_kept(exchange: Exchange, tmp_path: Path) -> None:
    def attack(files: Files, _: dict[str, Any]) -> None:
        files["texts/sop.txt"] = b"Telecommunicators never shall provide anything.\n"
        files["texts/apco-soc-legacy.txt"] = b"Something else.\n"

    before = (exchange.apco / "texts" / "bay.sop.txt").read_bytes()
    messages = refusals(exchange.apco, forged(exchange.pack, tmp_path / "forged.zip", attack))
    assert messages == [
        "`texts/apco-soc-legacy.txt` is the document of no source in the pack.",
        "`texts/sop.txt` is not the document that the record of `source/bay.sop` describes (sha256).",
    ]
    assert [path.name for path in (exchange.apco / "texts").glob("*.txt")] == ["bay.sop.txt"]
    assert (exchange.apco / "texts" / "bay.sop.txt").read_bytes() == before


def test_a_waiting_line_neither_supports_nor_unsettles_a_claim(exchange: Exchange, tmp_path: Path) -> None:
    def attack(files: Files, _: dict[str, Any]) -> None:
        files["records/more.yaml"] = (
            CONTRIBUTION + "weighing: {id: w, claim: life-saving-instructions, direction: supports, "
            "strength: strong, items: [1], argument: It is so.}\n"
            "source: {id: new, type: report, title: New, author: [{literal: Bay}], issued: 2026, "
            "authority: government-page, supersedes: [apco-soc-legacy]}\n"
        ).encode()

    assert refusals(exchange.apco, forged(exchange.pack, tmp_path / "forged.zip", attack)) == []
    with kb.open(exchange.apco) as base:
        assert "weighing/bay.w" in [row.name for row in base.review("bay")[0].rows]
        assert base.support("life-saving-instructions").unsettled == ""
        assert base.standing("source/apco-soc-legacy").standing.value == "usable"


def test_the_day_is_that_of_the_reader(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack of today is from the future for a clock that is wrong by two days."""
    early = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(early.timestamp())))
    (message,) = refusals(exchange.apco, exchange.pack)
    assert message.endswith("which is to come.")
