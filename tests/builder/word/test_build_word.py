"""`build --docx`: written in spite of errors, over nothing but a Word file as a build left it."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from kb.errors import ExitCode
from tests.conftest import ROOT, Told

Cli = Callable[..., Told]

DRAFT = """\
---
title: A short comment
docket: bls-2024-0001
date: 2026-11-21
---

# The work {claim=no-such-claim}

There were {figure}`43-5031 employment 2025-05` {title}`43-5031`.

```{chart} 43-5031 33-9031
:measure: employment
```
"""


@pytest.fixture
def draft(office: Path) -> Path:
    path = office / "submission.md"
    path.write_text(DRAFT, "utf-8")
    return path


def test_errors_refuse_the_pdf_and_stand_in_the_word_file(draft: Path, cli: Cli) -> None:
    told = cli("build", "--docx", "comment.docx")
    assert told.code == ExitCode.FINDINGS
    assert told.err.endswith("no PDF written; comment.docx\n")
    data = Path("comment.docx").read_bytes()
    opened = docx.Document(io.BytesIO(data))
    said = [comment.text for comment in opened.comments]
    assert any("no-such-claim" in text and text.startswith("error [") for text in said)
    assert opened.sections[0].header.paragraphs[0].text.startswith("DRAFT")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept = b"".join(archive.read(name) for name in archive.namelist())
    assert str(draft.parent).encode() not in kept
    assert cli("build", "--docx", "comment.docx").code == ExitCode.FINDINGS
    assert Path("comment.docx").read_bytes() == data


def test_a_file_that_a_colleague_saved_is_not_written_over(draft: Path, cli: Cli) -> None:
    cli("build", "--docx", "comment.docx")
    docx.Document("comment.docx").save("comment.docx")
    saved = Path("comment.docx").read_bytes()
    told = cli("build", "--docx", "comment.docx")
    assert (told.code, Path("comment.docx").read_bytes()) == (ExitCode.USAGE, saved)
    assert "is not written over" in told.err
    assert "--docx comment.docx" in told.err
    assert cli("build", "--docx", "comment.doc").code == ExitCode.USAGE


def test_an_untouched_file_of_a_draft_with_charts_merges_to_nothing(draft: Path, cli: Cli) -> None:
    cli("build", "--docx", "comment.docx")
    told = cli("merge", "comment.docx")
    assert (told.code, told.out) == (ExitCode.CLEAN, "No change to carry over.\n")


PICTURES = DRAFT.replace(
    "date: 2026-11-21\n",
    "date: 2026-11-21\nline-numbers: true\nletterhead: pictures/square.svg\nletterhead-alt: The Office\n",
) + (
    '\n![A square](pictures/square.png "Squares"){width=4cm}\n\n![Shapes](pictures/square.svg)\n\n'
    "```{signature}\n:name: Jane Doe\n:title: Director\n```\n"
)


def test_pictures_stand_in_the_word_file_and_merge_to_nothing(draft: Path, cli: Cli) -> None:
    shutil.copytree(ROOT / "tests" / "builder" / "base" / "pictures", draft.parent / "pictures")
    draft.write_text(PICTURES, "utf-8")
    cli("build", "--docx", "comment.docx")
    opened = docx.Document("comment.docx")
    drawn = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert (drawn[0], drawn[2:]) == ("The Office", ["A square", "Shapes"])
    assert round(opened.inline_shapes[2].width.cm, 1) == 4.0
    texts = [paragraph.text for paragraph in opened.paragraphs]
    assert "Figure\xa02. Squares" in texts
    assert texts[-3].startswith("____")
    assert texts[-2:] == ["Jane Doe", "Director"]
    assert opened.sections[0]._sectPr.find(qn("w:lnNumType")) is not None
    told = cli("merge", "comment.docx")
    assert (told.code, told.out) == (ExitCode.CLEAN, "No change to carry over.\n")
