"""`soc-evidence verify`: what a filing proves by itself, in an empty folder, and what a hostile file gets."""

from __future__ import annotations

import io
import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from builder import document as doc
from builder.layout import render
from builder.verifying.proving import prove
from builder.verifying.verification import verify
from kb.common.limited_worker import Bounds
from kb.errors import UnreadableError
from kb.screening.waivers import FILE_NAME
from tests.builder.verifying.conftest import FILING, filed, remembering
from tests.builder.verifying.tamperings import altered
from tests.conftest import Told

Cli = Callable[..., Told]
AGAIN = remembering()


@pytest.fixture
def pdf(empty: Path, filing: bytes) -> Path:
    path = empty / "comment.pdf"
    path.write_bytes(filing)
    return path


def saved(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        change(opened)
        opened.save(written, fix_metadata_version=False)
    return written.getvalue()


def test_a_filing_holds_in_an_empty_folder(pdf: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no Java, so no checker of conformance
    told = cli("verify", pdf)
    assert told.code == 0
    assert told.out.startswith("comment.pdf: HOLDS")
    assert "made again: the same bytes" in told.out
    assert "not checked: veraPDF did NOT run" in told.out
    assert "What the file cannot show" in told.out
    assert len(told.out.splitlines()) <= 30
    assert sorted(pdf.parent.iterdir()) == [pdf]


def test_what_differs_is_a_finding_and_a_code(pdf: Path, cli: Cli) -> None:
    pdf.write_bytes(altered(pdf.read_bytes(), "a digit", random.Random(1)))
    told = cli("verify", pdf, "--format", "json")
    assert told.code == 1
    assert [row["check"] for row in json.loads(told.out)] == ["printed-words"]
    assert told.err.startswith("comment.pdf: DOES NOT HOLD")


def test_a_file_saved_anew_holds_with_a_warning(filing: bytes) -> None:
    proof = prove(saved(filing, lambda pdf: None), "comment.pdf", AGAIN)
    assert proof.holds and not proof.same_bytes
    assert [f.check for f in proof.findings] == ["saved-anew"]


@pytest.mark.parametrize("tail", [b"% more\n", b"1 0 obj\nnull\nendobj\n%%EOF\n"])
def test_what_is_added_behind_the_end_is_told(tail: bytes, filing: bytes) -> None:
    proof = prove(filing + tail, "comment.pdf", AGAIN)
    assert [f.check for f in proof.findings] == ["added-content"]


def test_a_pdf_of_another_kind_carries_nothing(empty: Path, cli: Cli) -> None:
    title = doc.TitleBlock((), "A comment of yesterday")
    (empty / "x.pdf").write_bytes(render(doc.Document(doc.Metadata("A comment", "A"), title, ())))
    told = cli("verify", "x.pdf")
    assert told.code == 1
    assert "error[carries-nothing]" in told.out
    assert "NOT PROVEN" in told.out


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dear committee",
        b"%PDF-1.7\n" + b"\0" * 99,
        b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
    ],
)
def test_what_is_no_pdf_is_unreadable(data: bytes, empty: Path, cli: Cli) -> None:
    (empty / "x.pdf").write_bytes(data)
    told = cli("verify", "x.pdf")
    assert told.code == 4
    assert "Traceback" not in told.err


def test_a_file_cut_off_is_unreadable_or_does_not_hold(filing: bytes) -> None:
    for share in (0.2, 0.5, 0.9, 0.999):
        try:
            assert not prove(filing[: int(len(filing) * share)], "x.pdf", AGAIN).holds
        except UnreadableError:
            continue


def test_a_bomb_gets_no_memory(empty: Path, filing: bytes) -> None:
    packed = zlib.compressobj(1)
    bomb = b"".join([*(packed.compress(bytes(1 << 23)) for _ in range(80)), packed.flush()])

    def plant(pdf: pikepdf.Pdf) -> None:
        stream = pdf.attachments["evidence.trig"].get_file().obj
        stream.write(bomb, filter=pikepdf.Name.FlateDecode)

    (empty / "bomb.pdf").write_bytes(saved(filing, plant))
    with pytest.raises(UnreadableError, match=r"memory|large|cannot be read"):
        verify(empty / "bomb.pdf", Bounds(60, 1 << 30))


def test_a_file_within_cannot_leave_its_folder(filing: bytes) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        from tests.builder.verifying.tamperings import rewritten, stream_of

        stream = stream_of(pdf, "manifest.json")
        manifest = json.loads(stream.read_bytes())
        next(f for f in manifest["files"] if f["role"] == "findings")["role"] = "read"
        manifest["files"].append({**manifest["files"][0], "name": "../../escaped.md", "role": "read"})
        rewritten(stream, json.dumps(manifest).encode())
        draft = next(name for name in pdf.attachments if name.endswith(".md"))
        pdf.attachments["../../escaped.md"] = pdf.attachments[draft].get_file().read_bytes()

    proof = prove(saved(filing, plant), "x.pdf")
    assert [f.check for f in proof.findings] == ["not-rebuilt"]
    assert "would leave its folder" in proof.findings[0].message


def test_own_records_go_along_only_where_the_filing_rests_on_them(empty: Path) -> None:
    """An office's other evidence is nobody's business."""
    own = empty / "office" / "evidence" / "board.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, "utf-8")
    data = filed(empty / "office", FILING.replace("See {ref}", "We asked [@board-yes]. See {ref}"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        evidence = pdf.attachments["evidence.trig"].get_file().read_bytes().decode()
    assert "Most said yes" in evidence
    assert "Nobody else may read" not in evidence
    proof = prove(data, "x.pdf")
    assert proof.holds and proof.same_bytes
    assert proof.base and proof.base.own == 2


def test_what_only_the_office_has_is_not_missed(empty: Path) -> None:
    """Other drafts and waivers of the office do not go along; the filing holds without them."""
    office = empty / "office"
    office.mkdir()
    (office / "last-year.md").write_text(FILING.replace("A short comment", "Of last year"), "utf-8")
    waiver = {"value": "(202) 555-0143", "why": "our public line", "who": "DR", "date": "2026-11-01"}
    (office / FILE_NAME).write_text(json.dumps({"waivers": [waiver]}))
    data = filed(office, FILING.replace("See {ref}", "Call us at (202) 555-0143. See {ref}"))
    proof = prove(data, "x.pdf")
    assert proof.holds and proof.same_bytes, [f.message for f in proof.findings]


def test_a_table_that_counts_over_the_base_takes_the_base_along(empty: Path) -> None:
    """The office's own query goes along, too; the rest of its evidence does not."""
    office = empty / "office"
    (office / "evidence").mkdir(parents=True)
    (office / "queries").mkdir()
    (office / "evidence" / "board.yaml").write_text(OWN.replace("board-yes", "board-maybe"), "utf-8")
    query = "SELECT (COUNT(?item) AS ?n) { ?item a soce:Duty }"
    (office / "queries" / "duties.rq").write_text(query)
    table = "```{sparql-table} duties\n```\n\nSee {ref}"
    data = filed(office, FILING.replace("See {ref}", table))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.attachments["queries/duties.rq"].get_file().read_bytes().decode() == query
        assert b"Most said yes" not in pdf.attachments["evidence.trig"].get_file().read_bytes()
    proof = prove(data, "x.pdf")
    assert proof.holds and proof.same_bytes, [f.message for f in proof.findings]


OWN = """\
source:
  id: board-2026
  title: A survey of our members
  type: report
  authority: advocacy
  issued: 2026-05-01
  verification: verified
evidence:
  - id: board-yes
    statement: Most said yes.
    locator: {page: 3}
    verification: verified
  - id: board-secret
    statement: Nobody else may read this.
    locator: {page: 4}
    verification: verified
"""
