"""`build --bundle`: what is filed and what is kept, held against the portal, and never over foreign files."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from builder.bundle.bundling import bundle
from builder.verifying.proving import prove
from tests.builder.verifying.conftest import FILING
from tests.conftest import ROOT, Told

Cli = Callable[..., Told]
PROFILE = (ROOT / "ontology" / "dockets" / "bls-2024-0001.yaml").read_text("utf-8")
COVER = """\
cover-text: |
  Docket ID: BLS-2024-0001
  Standard Occupation Classification (SOC)—Updates for 2028
  Our comment is attached.
attachments: [evidence-appendix, letters/board.txt]
"""
FULL = FILING.replace("topics: [T5]\n", f"topics: [T5]\n{COVER}")


@pytest.fixture
def draft(office: Path) -> Path:
    """A draft with a text for the comment box and two attachments."""
    (office / "letters").mkdir()
    (office / "letters" / "board.txt").write_text("We agree.\n")
    path = office / "submission.md"
    path.write_text(FULL, "utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_is_filed_and_kept_lies_in_one_folder(
    draft: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    told = cli("build", "--bundle", "filing")
    assert told.code == 0, told.out
    made = files(draft.parent / "filing")
    assert sorted(made) == [
        "comment-box.txt",
        "manifest.json",
        "report.html",
        "report.json",
        "ro-crate-metadata.json",
        "summary.html",
        "summary.md",
        "upload/board.txt",
        "upload/submission-evidence.pdf",
        "upload/submission.pdf",
    ]
    assert made["comment-box.txt"].decode().startswith("Docket ID: BLS-2024-0001\nStandard Occupation")
    assert made["upload/board.txt"] == b"We agree.\n"
    assert prove(made["upload/submission.pdf"], "submission.pdf").same_bytes
    listed = json.loads(made["manifest.json"])
    for file in listed["files"]:
        assert hashlib.sha256(made[file["name"]]).hexdigest() == file["sha256"]
    inputs = {file["name"]: file["sha256"] for file in listed["inputs"]}
    assert inputs["submission.md"] == hashlib.sha256(draft.read_bytes()).hexdigest()
    assert "base/evidence/figures/oews-national.csv" in inputs
    assert {"reportlab", "pyoxigraph"} <= listed["packages"].keys()

    elsewhere = draft.parent.parent / "elsewhere"
    shutil.copytree(draft.parent, elsewhere, ignore=shutil.ignore_patterns("filing", ".soc-evidence"))
    bundle(elsewhere, "filing")
    assert files(elsewhere / "filing") == made, "the same bytes in any folder"

    crate = ROCrate(draft.parent / "filing")
    assert crate.root_dataset["name"] == "A short comment"
    parts = {part.id for part in crate.root_dataset["hasPart"]}
    assert parts == made.keys() - {"ro-crate-metadata.json"}


def test_the_summary_says_what_is_claimed_and_what_is_open(draft: Path) -> None:
    text = FULL.replace("# The work {topic=T5}", '# The work {topic=T5 claim="life-saving-instructions"}')
    draft.write_text(text.replace("```{bibliography}", "```{contrary}\n```\n\n```{bibliography}"), "utf-8")
    made = bundle(draft.parent, "filing")
    assert made.files, [f.message for f in made.result.findings]
    summary = (draft.parent / "filing" / "summary.md").read_text("utf-8")
    assert "Giving callers instructions that can save a life" in summary
    assert "1 claim, 1 supported by records that count" in summary
    assert "The docket BLS-2024-0001 closed on 2024-08-12." in summary
    assert "under** BLS-2024-0001, closed on 2024-08-12;" in summary
    assert "comment-box.txt, " in summary
    assert "Not contested: O4, because a test" in summary
    assert "upload/submission.pdf" in summary


def test_a_bundle_without_a_cover_text_says_so_and_counts_its_files(draft: Path, cli: Cli) -> None:
    draft.write_text(FILING, "utf-8")
    told = cli("build", "--bundle", "filing")
    made = files(draft.parent / "filing")
    assert f"filing, {len(made)} files" in told.err
    assert "No comment-box.txt: the front matter has no `cover-text`, and no letter" in told.err
    summary = made["summary.md"].decode()
    assert "No comment-box.txt" in summary
    assert re.search(r"\(line \d+\)", summary)


def test_a_bundle_takes_the_place_of_the_one_before(draft: Path, cli: Cli) -> None:
    assert cli("build", "--bundle", "filing").code == 0
    draft.write_text(FULL.replace(", letters/board.txt", ""), "utf-8")
    assert cli("build", "--bundle", "filing").code == 0
    assert not (draft.parent / "filing" / "upload" / "board.txt").exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (".", "which no build put there"),
        ("evidence/filing", "lies among the evidence"),
        ("letters", "holds `board.txt`"),
        ("submission.md", "is a file"),
    ],
)
def test_nothing_foreign_is_written_over(place: str, said: str, draft: Path, cli: Cli) -> None:
    before = {name: data for name, data in files(draft.parent).items() if ".soc-evidence" not in name}
    told = cli("build", "--bundle", place)
    assert told.code == 2
    assert said in told.err
    assert {n: d for n, d in files(draft.parent).items() if ".soc-evidence" not in n} == before


def test_errors_refuse_the_bundle(draft: Path, cli: Cli) -> None:
    draft.write_text(FULL.replace("@soc-2018-definitions", "@soc-2018-definition"), "utf-8")
    told = cli("build", "--bundle", "filing")
    assert told.code == 1
    assert told.err.rstrip().endswith("no bundle written")
    assert not (draft.parent / "filing").exists()


TIGHT = {
    "{name: attachments, value: 20,": "{name: attachments, value: 2,",
    "tif, tiff, txt, wpd": "tif, tiff, wpd",
    "value: 10000000": "value: 9",
    "name: name-characters, value: 25": "name: name-characters, value: 3",
    "organization-characters, value: 120": "organization-characters, value: 9",
    "comment-characters, value: 5000": "comment-characters, value: 50",
    "comment-bytes, value: 5000": "comment-bytes, value: 60",
}


def next_notice(draft: Path, changes: dict[str, str]) -> None:
    """Let the draft answer a notice with other limits."""
    profile = PROFILE.replace("bls-2024-0001", "bls-2099-0001").replace("closed: 2024", "closed: 2099")
    for there, instead in changes.items():
        assert there in profile
        profile = profile.replace(there, instead)
    dockets = draft.parent / "dockets"
    dockets.mkdir()
    (dockets / "contribution.yaml").write_text((draft.parent / "evidence" / "contribution.yaml").read_text())
    (dockets / "next.yaml").write_text(profile, "utf-8")
    draft.write_text(FULL.replace("docket: bls-2024-0001", "docket: bls-2099-0001"), "utf-8")


def test_every_limit_of_the_portal_is_kept(draft: Path, cli: Cli) -> None:
    next_notice(draft, TIGHT)
    told = cli("build", "--bundle", "filing")
    assert told.code == 1
    for said in (
        "3 files are to be filed; the portal takes 2.",
        "`letters/board.txt` is of type txt; the portal takes bmp, docx,",
        "`letters/board.txt` has 10 bytes; the portal takes 9.",
        "`submitter/name` has 4 characters in a part; the portal takes 3.",
        "`submitter/organization` has 19 characters; the portal takes 9.",
        "`cover-text` has 107 characters; the portal takes 50.",
        "`cover-text` has 109 bytes; the portal takes 60.",
    ):
        assert said in told.out, said
    assert not (draft.parent / "filing").exists()


def test_a_pdf_too_large_for_the_portal_is_not_filed(draft: Path, cli: Cli) -> None:
    next_notice(draft, {"value: 10000000": "value: 90000"})
    told = cli("build")
    assert told.code == 1
    assert "error[portal-files] `submission.pdf` has" in told.out
    assert not draft.with_suffix(".pdf").exists()


def test_an_attachment_comes_from_the_workspace(draft: Path, cli: Cli) -> None:
    (draft.parent.parent / "outside.pdf").write_bytes(b"%PDF-1.7")
    named = ["letters/none.pdf", "../outside.pdf", "/etc/hostname", "letters"]
    draft.write_text(FULL.replace("letters/board.txt", ", ".join(named)), "utf-8")
    told = cli("build", "--bundle", "filing")
    assert told.code == 1
    assert told.out.count("error[attachment-missing]") == len(named)
    line = next(n for n, text in enumerate(FULL.split("\n"), 1) if text.startswith("attachments:"))
    assert f"submission.md:{line}:34: error[attachment-missing] There is no file" in told.out


LETTER = """\
---
title: Cover letter
docket: bls-2024-0001
kind: letter
topics: [T5]
submitter: {name: Jane Doe, organization: Example Association}
date: 2026-11-21
DECLINES---

# Our comment

Our comment is attached.

```{signature}
```
"""


def test_a_cover_letter_is_filed_as_its_pdf(office: Path, cli: Cli) -> None:
    declines = FULL[FULL.index("declines-to-contest") : FULL.index("---\n\n#")]
    (office / "letter.md").write_text(LETTER.replace("DECLINES", declines), "utf-8")
    draft = FULL.replace("letters/board.txt", "letter.md")
    (office / "submission.md").write_text(draft, "utf-8")
    told = cli("build", "--bundle", "filing")
    assert told.code == 0, told.out
    uploads = files(office / "filing" / "upload")
    assert sorted(uploads) == ["letter.pdf", "submission-evidence.pdf", "submission.pdf"]
    assert prove(uploads["letter.pdf"], "letter.pdf").same_bytes
    (office / "letter.md").write_text(LETTER.replace("DECLINES", "").replace("[T5]", "[T99]"), "utf-8")
    told = cli("build", "--bundle", "another")
    assert told.code == 1
    assert "letter.md:" in told.out
    assert not (office / "another").exists()


BOX = LETTER.replace("DECLINES", "comment-box: yes\n")


def test_the_text_of_a_letter_goes_into_the_comment_box(office: Path, cli: Cli) -> None:
    (office / "comment").mkdir()
    (office / "comment" / "letter.md").write_text(
        BOX.replace(
            "Our comment is attached.", "Our *comment* [is attached](#our-comment) [@soc-2018-definitions]."
        ),
        "utf-8",
    )
    named = FULL.replace("letters/board.txt", "letter.md")
    without = named.replace(COVER[: COVER.index("attachments")], "")
    (office / "comment" / "filing.md").write_text(without, "utf-8")
    told = cli("build", "comment/filing.md", "--bundle", "filing")
    assert told.code == 0, told.out
    made = files(office / "filing")
    assert not any(name.endswith("letter.pdf") for name in made)
    assert "No comment-box.txt" not in told.err
    assert made["comment-box.txt"].decode() == (
        "Docket ID: BLS-2024-0001\nStandard Occupation Classification (SOC)—Updates for 2028\n"
        "Topics addressed: T5 Change selected detailed occupations\n\nCover letter\n\nOur comment\n\n"
        "Our comment is attached. [1]\n\nJane Doe\nExample Association\n\n"
        "[1] U.S. Bureau of Labor Statistics, “2018 SOC Definitions.”\n"
    )
    (office / "comment" / "filing.md").write_text(named, "utf-8")
    told = cli("build", "comment/filing.md", "--bundle", "another")
    assert told.code == 1
    assert "error[box-texts] filing.md has a text for the comment box already." in told.out
    alone = cli("build", "comment/letter.md", "--bundle", "alone")
    assert alone.code == 0, alone.out
    assert files(office / "alone")["comment-box.txt"] == made["comment-box.txt"]
