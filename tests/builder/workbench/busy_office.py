"""Workspaces to look at: one in which everything that pages show is under way, and one just begun."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from pathlib import Path

import kb
from builder.skeleton import make_case, skeleton
from builder.workbench.kept_uploads import Said, keep
from builder.workbench.open_draft import OpenDraft, digest
from builder.workspace import Contributor, make_workspace
from kb.workspace import open_workspace
from tests.kb.contributing.workbooks import duties
from tests.kb.reviewing.offices import fill, make_office, packed

JOB = """\
Call Taker, Bay County
March 2025
Questions: (850) 248-6040

Duties:
- Ask callers where help is needed.
- Send fire department units to the scene.
"""
OWN_CLAIM = """\
claim:
  - id: no-support-yet
    title: Nothing supports this yet
    statement: Every centre in the county trains its call takers for a year.
    about: [43-5031]
"""


def make_busy_office(folder: Path, drafts: Mapping[str, str]) -> Path:
    """Make the workspace of an association in which everything is under way.

    It has drafts, of which submission.md was saved anew, a pack of an office that is partly decided on, an
    upload with mistakes that waits to be corrected, and a record with findings.
    """
    make_workspace(folder, Contributor("Jo Steward", "APCO", "CC-BY-4.0"), drafts)
    said = folder / "evidence" / "contribution.yaml"
    said.write_text(said.read_text("utf-8") + "  office: apco\n", "utf-8")
    (folder / "evidence" / "claims.yaml").write_text(OWN_CLAIM, "utf-8")
    workspace = open_workspace(folder)
    draft = OpenDraft(workspace, folder / "submission.md")
    draft.save(f"{draft.text()}\nThey deserve better pay.\n", digest(draft.text()))
    draft.close()
    with tempfile.TemporaryDirectory() as scratch:
        bay = fill(make_office(Path(scratch, "bay"), "bay", "Bay County ECC", "Dana Reyes"))
        with kb.open(folder) as base:
            base.receive(packed(bay, Path(scratch, "bay.zip")))
            base.decide("bay", "duty/bay.1", "returned", by="Jo Steward", reason="Which page?")
    book = io.BytesIO()
    duties(occupation="43-503").save(book)
    book.seek(0)
    keep(workspace, [("bay.xlsx", book), ("job.txt", io.BytesIO(JOB.encode()))]).remember(
        Said(occupation="43-5031")
    )
    return folder


def make_fresh_office(folder: Path) -> Path:
    """Make a workspace as `init` does for another occupation than the example's."""
    folder.mkdir()
    with kb.open(folder) as base:
        case = make_case(base, "29-2042", "33-0000")
        text = skeleton(case, base, "Dana Reyes", "Bay County ECC")
    make_workspace(folder, Contributor("Dana Reyes", "Bay County ECC", "CC-BY-4.0"), {"submission.md": text})
    return folder
