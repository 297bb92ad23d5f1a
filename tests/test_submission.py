"""The example submission, end to end, as policy staff build it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.builder.clean_draft import CLEAN
from tests.conftest import ROOT, Told
from tests.tagged import checker

Cli = Callable[..., Told]
EXAMPLE = ROOT / "builder" / "example" / "submission.md"
LETTER = EXAMPLE.with_name("letter.md")


def example_in(folder: Path) -> Path:
    """Copy the example and its letter into a folder; the submission's path."""
    shutil.copy(LETTER, folder)
    return Path(shutil.copy(EXAMPLE, folder))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build the example once, in a folder with nothing else; the PDF, and what was said."""
    output = tmp_path_factory.mktemp("submission") / "submission.pdf"
    done = build(example_in(output.parent), output, seed="1", XDG_CACHE_HOME=str(output.parent / "empty"))
    assert done.returncode == 0, done.stdout + done.stderr
    return output, done.stdout + done.stderr


@pytest.fixture(scope="module")
def pdf(built: tuple[Path, str]) -> Path:
    return built[0]


def build(draft: Path, output: Path, *, seed: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, **more}
    command = [sys.executable, "-m", "builder", "build", str(draft), "--output", str(output)]
    return subprocess.run(
        command, cwd=output.parent, env=environment, capture_output=True, text=True, check=False
    )


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_same_bytes_come_out_of_two_processes(pdf: Path) -> None:
    again = pdf.with_name("again.pdf")  # made with the base that is ready, and not from files alone
    assert build(pdf.with_suffix(".md"), again, seed="2").returncode == 0
    assert again.read_bytes() == pdf.read_bytes()


def test_it_opens_with_the_docket_and_the_phrase_of_the_notice(pdf: Path) -> None:
    start = text_of(pdf)[:400]
    assert start.lstrip().startswith("Docket ID: BLS-2024-0001")
    assert "Standard Occupation Classification (SOC)—Updates for 2028" in re.sub(r"\s+", " ", start)


def test_the_body_is_short_and_what_is_behind_it_too(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        pages = len(document.pages)
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    begins = next(n for n, text in enumerate(texts) if re.search(r"^Notes\r?$", text, re.MULTILINE) and n > 5)
    assert begins < 25
    assert pages < 40


def test_the_letter_fits_the_comment_box_and_says_what_speaks_against_us(office: Path, cli: Cli) -> None:
    example_in(office)
    told = cli("build", "letter.md", "--bundle", "letter")
    assert told.code == 0, told.out
    text = (office / "letter" / "comment-box.txt").read_text("utf-8")
    assert len(text.encode()) <= 5000
    assert text.startswith(
        "Docket ID: BLS-2024-0001\nStandard Occupation Classification (SOC)—Updates for 2028\n"
    )
    for said in ("Against us", "99.93 percent", "[1] ", "2 to 8", "33.6%", "One set of editors"):
        assert said in text, said
    assert "{" not in text


def test_what_is_unfavourable_is_in_the_summary(pdf: Path) -> None:
    text = re.sub(r"\s+", " ", text_of(pdf))
    summary = text[text.index("1 Summary") : text.index("2 The request under each principle")]
    for said in ("Against us", "two functions", "Occupations outside group 33", "nearest occupation"):
        assert said in summary, said
    assert "routine inquiries" in summary


def test_nothing_unfinished_shows(pdf: Path) -> None:
    text = text_of(pdf)
    for word in ("TODO", "TBD", "{", "}", "??", "https://w3id.org/soc-evidence/id/"):
        assert word not in text, word


def test_every_recorded_objection_is_answered_or_left_open_by_name(pdf: Path) -> None:
    text = text_of(pdf)
    for path in (ROOT / "evidence" / "objections").glob("*.yaml"):
        assert re.search(rf"\b{path.stem}\b", text), path.stem


def test_every_note_is_reached_and_leads_back(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        tree = document.Root.StructTreeRoot
        notes, references = count(tree, "/Note"), count(tree, "/Reference")
    assert notes > 50
    assert references >= notes


def count(node: pikepdf.Object, role: str) -> int:
    """Count structure elements of a role."""
    total = 0
    stack = [node]
    while stack:
        element = stack.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        total += element.get("/S") == role
        kids = element.get("/K", [])
        stack += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return total


@pytest.mark.skipif(bool(checker.lacking()), reason=checker.lacking())
def test_it_is_pdf_ua_1_and_pdf_a_3a_by_verapdf(pdf: Path) -> None:
    assert checker.check([pdf]) == {pdf: []}


def test_a_closed_window_is_a_warning_that_names_the_next_step(built: tuple[Path, str]) -> None:
    assert "closed" in built[1]
    assert "soc-evidence new docket" in built[1]


def test_a_new_notice_is_one_file(office: Path, cli: Cli) -> None:
    """The next notice is a new profile, named in the front matter; nothing else changes."""
    profile = (ROOT / "ontology" / "dockets" / "bls-2024-0001.yaml").read_text("utf-8")
    profile = profile.replace("bls-2024-0001", "bls-2099-0001").replace("BLS-2024-0001", "BLS-2099-0001")
    profile = profile.replace("2024-06-12", "2026-06-12").replace("closed: 2024-08-12", "closed: 2099-08-12")
    (office / "dockets").mkdir()
    (office / "dockets" / "contribution.yaml").write_text(
        (office / "evidence" / "contribution.yaml").read_text()
    )
    (office / "dockets" / "next.yaml").write_text(profile, "utf-8")
    for path in (EXAMPLE, LETTER):
        draft = path.read_text("utf-8").replace("bls-2024-0001", "bls-2099-0001")
        (office / path.name).write_text(draft, "utf-8")
    told = cli("build", "--output", "next.pdf")
    assert told.code == 0, told.out
    assert "window" not in told.out
    assert text_of(office / "next.pdf").lstrip().startswith("Docket ID: BLS-2099-0001")


def test_evidence_that_cannot_be_relied_on_stops_the_build(office: Path, cli: Cli) -> None:
    (office / "submission.md").write_text(CLEAN, "utf-8")
    (office / "evidence" / "own.yaml").write_text("agent: {id: omb, name: Another, kind: office}\n")
    told = cli("build", "--output", "x.pdf")
    assert told.code == 1
    assert "evidence/own.yaml:1:13: error[duplicate-id]" in told.out
    assert not (office / "x.pdf").exists()
    assert cli("build", "--draft", "--output", "x.pdf").code in (0, 1)
    assert "DRAFT" in text_of(office / "x.pdf")


def test_a_superseded_source_is_traced_to_the_draft_that_cites_it(office: Path, cli: Cli) -> None:
    draft = CLEAN.replace(
        "\n```{bibliography}", "\nIt takes training [@ooh-entry-education].\n\n```{bibliography}"
    )
    (office / "submission.md").write_text(draft, "utf-8")
    (office / "evidence" / "own.yaml").write_text(
        "source: {id: handbook-2027, supersedes: [ooh-2023-33], type: webpage, title: Handbook,\n"
        "  author: [{literal: Bureau of Labor Statistics}], issued: 2026-09,\n"
        "  authority: official-statistics,\n"
        "  text: {extent: opening, retrieved: 2026-11-21}}\n"
    )
    told = cli("build", "--output", "x.pdf")
    assert told.code == 0, told.out
    cited = draft.partition("[@ooh-entry-education")[0]
    place = f"submission.md:{cited.count(chr(10)) + 1}:"
    assert "`source/ooh-2023-33` is superseded by `source/handbook-2027`" in told.out
    assert any(place in line and "outdated-citation" in line for line in told.out.splitlines())
