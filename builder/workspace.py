"""Making a new workspace: a draft, a folder for evidence, settings."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.common.dates_and_numbers import today
from kb.common.files import all_or_none, write_new
from kb.common.names import slug
from kb.errors import UsageError
from kb.texts.frozen_texts import FOLDER as TEXTS
from kb.workspace import CONFIG, DERIVED, Workspace
from kb.write_lock import write_lock

EXAMPLE = Path(__file__).parent / "example"
DRAFT = "submission.md"
"""The draft of a new workspace, by its name there and among the example."""

_CONFIG = """\
# Settings of this workspace; every path stays inside it.
id = "{id}"    # in the addresses of your files, so that those of two offices differ; keep it
draft = "submission.md"
evidence = "evidence"    # your sources, duties, claims, figures
dockets = "dockets"      # profiles of notices newer than the bundled ones
queries = "queries"      # your named queries (*.rq)
"""

_IGNORED = f"""\
# Made again from your files
{DERIVED}/
*.pdf
# Documents of sources: often not yours to publish. Records keep their sha256.
{TEXTS}/
"""

_EVIDENCE_README = """\
# Your evidence

Put your files here: YAML for sources, claims and objections, CSV for duties and figures, or Turtle, TriG
and JSON-LD. They add to the bundled base. `soc-evidence check` says line by line what is missing.

Every file needs a contributor. Write one `contribution.yaml` in this folder for all of them:

    contribution:
      contributor: your name
      organization: your office
      date: 2026-11-21
      licence: CC-BY-4.0

To replace a bundled record, give yours a new id and the line `supersedes: [the old id]`; to disagree
with one, give a piece of evidence the line `contests: [figure/the-id]`.
"""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who contributes the workspace's own evidence; empty fields are left for later."""

    name: str
    organization: str
    licence: str


def example_drafts() -> dict[str, str]:
    """Return the complete example by name of its files: submission and letter."""
    return {name: (EXAMPLE / name).read_text("utf-8") for name in (DRAFT, "letter.md")}


def make_workspace(folder: Path, contributor: Contributor, drafts: Mapping[str, str]) -> list[Path]:
    """Write a new workspace that begins with drafts, by name of their files, and return its files.

    Raises:
        UsageError: the folder holds a workspace or a file of that name already.
        UnreadableError: the folder cannot be written.
    """
    # of the organization, never of the folder: whoever gets a filing reads it in the addresses
    office = slug(contributor.organization, 40, "workspace")
    files = {
        CONFIG: _CONFIG.replace("{id}", f"{office}-{secrets.token_hex(4)}"),
        **drafts,
        "evidence/README.md": _EVIDENCE_README,
        ".gitignore": _IGNORED,
    }
    if contributor.name and contributor.organization:
        files["evidence/contribution.yaml"] = _contribution(contributor)
    taken = next((folder / name for name in files if (folder / name).exists()), None)
    if taken:
        raise UsageError(f"{taken} exists already.", "Choose a new folder; nothing was changed.")
    with all_or_none() as made:
        for name, text in files.items():
            made += [write_new(folder / name, text.encode())]
    return made


def make_draft(workspace: Workspace, name: str, text: str) -> Path:
    """Write a further draft at the root of a workspace, and return its file.

    Raises:
        UsageError: the name is no plain name of a Markdown file, or there is one of that name.
        UnreadableError: the folder cannot be written.
    """
    place = workspace.root / name
    if Path(name).name != name or name.startswith(".") or place.suffix != ".md":
        raise UsageError(f"{name!r} is no name for a draft.", "Give a plain name such as letter.md")
    if place.exists():
        raise UsageError(f"{name} exists already.", "Give another name; nothing was changed.")
    with write_lock(workspace):
        return write_new(place, text.encode())


def _contribution(contributor: Contributor) -> str:
    """Write the provenance of the whole folder; JSON strings are valid YAML and need no escaping of ours."""
    return (
        "contribution:\n"
        f"  contributor: {json.dumps(contributor.name, ensure_ascii=False)}\n"
        f"  organization: {json.dumps(contributor.organization, ensure_ascii=False)}\n"
        f"  date: {today()}\n"
        f"  licence: {json.dumps(contributor.licence, ensure_ascii=False)}\n"
    )
