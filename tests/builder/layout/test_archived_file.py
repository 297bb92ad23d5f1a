"""The file as an archive finds it: properties, attachments, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from builder import document as d
from builder.layout import render
from kb.errors import UsageError
from tests.tagged.cases import case
from tests.tagged.reading import Tree, opened
from tests.tagged.sample import sample

ROOT = Path(__file__).parents[3]


def test_catalog_and_properties(tree: Tree) -> None:
    root, info = tree.pdf.Root, tree.pdf.docinfo
    assert str(root.Lang) == "en-US"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert str(info.Title) == sample().metadata.title
    assert str(info.CreationDate) == "D:20240812120000+00'00'"
    with tree.pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["dc:title"] == sample().metadata.title
        assert xmp["xmp:CreateDate"] == "2024-08-12T12:00:00Z"


def test_attachments_come_back_unchanged(tree: Tree) -> None:
    for attachment in sample().attachments:
        file = tree.pdf.attachments[attachment.name]
        assert file.get_file().read_bytes() == attachment.data
        assert file.description == attachment.description
        assert file.relationship == f"/{attachment.relationship}"
        assert file.get_file().mime_type == attachment.media_type
        assert file.get_file().mod_date == dt.datetime(2024, 8, 12, 12, tzinfo=dt.UTC)
    assert len(tree.pdf.Root.AF) == 2


def test_same_bytes_twice_and_in_other_processes() -> None:
    program = (
        "import hashlib, sys; from builder.layout import render; from tests.tagged.sample import sample;"
        "print(hashlib.sha256(render(sample())).hexdigest())"
    )
    digests = set()
    for seed, epoch in (("1", "0"), ("2", "1700000000")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch}
        environment["PYTHONPATH"] = str(ROOT)
        run = [sys.executable, "-c", program]
        done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1
    assert render(sample()) == render(sample())


def test_identifier_follows_the_content() -> None:
    def identifier(document: d.Document) -> bytes:
        return bytes(opened(render(document)).trailer.ID[0])

    plain_one = sample()
    attached = replace(plain_one, attachments=(replace(plain_one.attachments[0], data=b"# other\n"),))
    found = {identifier(plain_one), identifier(sample(rows=59)), identifier(attached)}
    assert len(found) == 3


def test_a_wrong_date_is_named() -> None:
    document = case()
    with pytest.raises(UsageError, match="last May"):
        render(replace(document, metadata=replace(document.metadata, created="last May")))
