"""The build as a whole: what is written, what is refused, and that the bytes repeat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from builder import document as doc
from builder.building import build
from builder.layout import render
from kb.common.dates_and_numbers import today
from kb.errors import MissingError, UnreadableError
from kb.workspace import open_workspace
from tests.builder.clean_draft import CLEAN
from tests.conftest import ROOT, Told

Cli = Callable[..., Told]


def made_by_a_build(path: Path) -> bytes:
    """Write a small PDF of ours and return its bytes."""
    title = doc.TitleBlock((), "A comment of yesterday")
    pdf = render(doc.Document(doc.Metadata("A comment", "Example Association"), title, ()))
    path.write_bytes(pdf)
    return pdf


@pytest.fixture
def draft(office: Path) -> Path:
    """A draft without errors in an office's workspace."""
    path = office / "submission.md"
    path.write_text(CLEAN, "utf-8")
    return path


def test_a_clean_draft_is_built(draft: Path, cli: Cli) -> None:
    told = cli("build")
    assert told.code == 0, told.out
    assert "error" not in told.out
    pdf = draft.with_suffix(".pdf")
    assert f"{pdf.name}, {pdf.stat().st_size:,} bytes" in told.err
    with pikepdf.open(pdf) as opened:
        assert opened.docinfo["/Title"] == "A short comment"
    assert sorted(path.name for path in draft.parent.glob(".*pdf*")) == []


def test_errors_refuse_the_build_and_leave_the_old_file(draft: Path, cli: Cli) -> None:
    yesterdays = made_by_a_build(draft.with_suffix(".pdf"))
    draft.write_text(CLEAN.replace("@soc-2018-definitions", "@soc-2018-definition"), "utf-8")
    told = cli("build")
    assert told.code == 1
    number, line = next((n, t) for n, t in enumerate(CLEAN.split("\n"), 1) if "@soc" in t)
    place = f"submission.md:{number}:{line.index('@') + 1}"
    assert f"{place}: error[unresolved-citation]" in told.out
    assert "Did you mean 'soc-2018-definitions'?" in told.out
    assert told.err.endswith("no PDF written\n")
    assert draft.with_suffix(".pdf").read_bytes() == yesterdays


def test_draft_mode_builds_all_the_same(draft: Path, cli: Cli) -> None:
    draft.write_text(CLEAN.replace("{title}", "{titel}"), "utf-8")
    told = cli("build", "--draft", "-o", "out/draft.pdf")
    assert told.code == 1
    assert (draft.parent / "out" / "draft.pdf").read_bytes().startswith(b"%PDF-")


def test_a_draft_can_always_be_set(draft: Path) -> None:
    draft.write_text(CLEAN + "\nA \U0001f4de, a\abell and \U00013000.\n\n[@no\U00013000]\n", "utf-8")
    result = build(open_workspace(), draft, draft_mode=True)
    shown = PdfDocument(result.pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in shown)
    assert "A [U+1F4DE], a[U+0007]bell and [U+13000]." in text
    places = {(f.location.line, f.location.column) for f in result.findings if f.check == "characters"}
    line = CLEAN.count("\n") + 2
    assert places == {(line, 3), (line, 7), (line, 17), (line + 2, 5)}


def test_the_same_draft_gives_the_same_bytes(draft: Path) -> None:
    digests = set()
    for seed in ("0", "1", "random"):
        program = (
            "import hashlib, pathlib; from builder.building import build;"
            "from kb.workspace import open_workspace;"
            "result = build(open_workspace(), pathlib.Path('submission.md'));"
            "print(hashlib.sha256(result.pdf).hexdigest())"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_findings_as_json_and_a_report(draft: Path, cli: Cli) -> None:
    told = cli("build", "--format", "json", "--report", "report.md")
    assert isinstance(json.loads(told.out), list | dict)
    report = (draft.parent / "report.md").read_text("utf-8")
    assert report.startswith("# Build report: A short comment\n")
    assert "- Topics: T5\n" in report


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "submission.md"], "submission.md is the draft itself"),
        (["-o", "c.pdf", "--report", "submission.md"], "submission.md is the draft itself"),
        (["-o", "evidence/sources/x.yaml"], "x.yaml is no name for this product: it ends in .pdf"),
        (["-o", "evidence/new.pdf"], "new.pdf lies among the evidence"),
        (["-o", "scan.pdf"], "scan.pdf is there already and was not made by a build"),
        (["--report", "plan.md"], "plan.md is there already and was not made by a build"),
        (["-o", "linked.pdf"], "linked.pdf is the draft itself"),
        (["-o", "folder.pdf"], "folder.pdf is a folder"),
    ],
)
def test_a_product_is_written_over_products_alone(
    draft: Path, cli: Cli, arguments: list[str], said: str
) -> None:
    office = draft.parent
    (office / "scan.pdf").write_bytes(b"%PDF-1.7 of somebody else")
    (office / "plan.md").write_text("# Plan\n", "utf-8")
    (office / "linked.pdf").symlink_to(draft)
    (office / "folder.pdf").mkdir()
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    told = cli("build", *arguments)
    assert told.code == 2
    assert said in told.err
    assert "Name another file: -" in told.err
    assert {path: path.read_bytes() for path in office.rglob("*") if path.is_file()} == before


def test_a_folder_is_no_draft(draft: Path, cli: Cli) -> None:
    told = cli("build", ".")
    assert told.code == 2
    assert "Name the file: soc-evidence build submission.md" in told.err


def test_a_pdf_is_no_draft(draft: Path, cli: Cli) -> None:
    (draft.parent / "g.pdf").write_bytes(b"%PDF-1.7")
    told = cli("build", "g.pdf")
    assert told.code == 2
    assert "g.pdf is no draft: a draft is a Markdown file." in told.err


def test_sarif_describes_the_checks(draft: Path, cli: Cli) -> None:
    told = cli("build", "--format", "sarif")
    rules = json.loads(told.out)["runs"][0]["tool"]["driver"]["rules"]
    assert {"docket-open", "submission-invited-topics"} <= {rule["id"] for rule in rules}


def test_the_checks_are_listed(empty: Path, cli: Cli) -> None:
    told = cli("build", "--list")
    assert told.code == 0
    assert "error   claim-supported\n" in told.out


def test_warnings_fail_when_asked(draft: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    assert cli("build").code == 0
    assert cli("build", "--strict").code == 1


def test_no_draft(empty: Path, cli: Cli) -> None:
    told = cli("build")
    assert told.code == 3
    assert "No draft is named here." in told.err
    with pytest.raises(MissingError, match="There is no draft"):
        build(open_workspace(), empty / "none.md")


def test_not_text(draft: Path) -> None:
    line = CLEAN.count("\n") + 1
    draft.write_bytes(CLEAN.encode() + "Señor".encode("cp1252"))
    with pytest.raises(
        UnreadableError, match=rf"submission.md:{line}:3: this is not UTF-8 text: .*“ñ”"
    ) as told:
        build(open_workspace(), draft)
    assert "iconv -f WINDOWS-1252 -t UTF-8 submission.md" in told.value.remedy
    draft.write_bytes(CLEAN.encode("utf-16"))
    with pytest.raises(UnreadableError, match="is UTF-16 text"):
        build(open_workspace(), draft)


def test_today_follows_the_source_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1719792000")
    assert today().isoformat() == "2024-07-01"
