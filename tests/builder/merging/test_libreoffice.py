"""Word files through LibreOffice: it opens them, shows every word, and saves them so that they merge."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from builder import word
from builder.word.draft_part import Sent
from tests.builder.merging.conftest import DRAFT, Exchange
from tests.tagged.sample import sample

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file with LibreOffice; without it the tests are skipped loudly."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip(
            "soffice is not there: install libreoffice-writer; Word files were NOT opened by another program"
        )
    home = tmp_path_factory.mktemp("libreoffice")

    def run(path: Path, form: str) -> Path:
        target = home / f"{path.stem}-{form[:4].strip(':')}"
        arguments = [f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"]
        subprocess.run(
            [program, *arguments, "--convert-to", form, "--outdir", str(target), str(path)],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return next(target.iterdir())

    return run


def test_it_shows_the_words_and_notes_of_the_sample(convert: Convert, tmp_path: Path) -> None:
    path = tmp_path / "sample.docx"
    path.write_bytes(word.render(sample(), Sent("draft.md", "")))
    pdf = PdfDocument(convert(path, "pdf"))
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    shown = " ".join(" ".join(pages).split())
    assert "Public Safety Telecommunicators belong in Protective Service" in " ".join(pages[0].split())
    assert "Written for this sample." in shown
    assert "Duties and the functions they perform" in shown
    assert "A heading of the fourth level" in shown
    assert any(page.get_width() > page.get_height() for page in pdf)


def test_saved_by_it_untouched_nothing_changes(convert: Convert, exchange: Exchange) -> None:
    exchange.docx = convert(exchange.docx, "docx:MS Word 2007 XML")
    proposal = exchange.merge()
    assert (proposal.changes, proposal.findings) == ((), ())


def test_changes_and_comments_come_through_it(convert: Convert, exchange: Exchange) -> None:
    colleague = exchange.colleague
    colleague.track("plain matter", "simple matter")
    colleague.replace("to take the call", "to answer the call")
    colleague.comment("They send help.", "Who sends it?")
    colleague.save()
    exchange.docx = convert(exchange.docx, "docx:MS Word 2007 XML")
    proposal = exchange.merge()
    assert [(c.line, c.authors) for c in proposal.changes] == [(12, ("Dana Reyes",)), (14, ())]
    assert [(f.location.line, f.check) for f in proposal.findings] == [(26, "merge-comment")]
    changed = DRAFT.replace("plain matter", "simple matter").replace("to take the call", "to answer the call")
    assert exchange.merged() == changed
