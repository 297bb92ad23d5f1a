"""`build --docx`: written in spite of errors, over nothing but a Word file as a build left it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from kb.errors import ExitCode
from tests.conftest import Told

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
