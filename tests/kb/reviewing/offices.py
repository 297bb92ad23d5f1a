"""An office with a procedure, a quotation and two duties, as small as can be; packs, made and forged."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import kb

PROCEDURE = "4.2 Instructions\n\nTelecommunicators shall provide pre-arrival instructions to callers.\n"
SOURCE = f"""\
source:
  id: sop
  type: report
  title: Standard operating procedures
  author: [{{literal: Bay County}}]
  issued: 2025-03
  authority: government-page
  text: {{extent: full, retrieved: 2026-11-21, sha256: {sha256(PROCEDURE.encode()).hexdigest()}}}
evidence:
  - id: 1
    statement: Every call-taker of the center gives medical instructions by protocol until help arrives.
    quote: "shall provide pre-arrival instructions"
    locator: {{section: 4.2}}
    about: [43-5031]
    supports: [life-saving-instructions]
    verification: verified
"""
HEADER = (
    "duty,occupation,kind,statement,functions,assessed-by,rationale,source,locator.section,verification\n"
)
DUTIES = """\
1,43-5031,required,Ask where help is needed on the line,protect-life,ecc,It helps,sop,4.1,verified
2,43-5031,required,Send the nearest ambulance,direct-response,ecc,It helps,sop,4.3,verified
"""
AGENT = "agent: {id: ecc, name: Emergency communications, kind: organization}\n"


def make_office(folder: Path, office: str, organization: str, contributor: str) -> Path:
    """Make a workspace without records."""
    (folder / "evidence").mkdir(parents=True)
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    said = f"contribution:\n  contributor: {contributor}\n  organization: {organization}\n"
    said += f"  office: {office}\n  date: 2026-11-21\n  licence: CC-BY-4.0\n"
    (folder / "evidence" / "contribution.yaml").write_text(said)
    return folder


def fill(folder: Path) -> Path:
    """Give an office its records and the document of its source."""
    (folder / "evidence" / "sop.yaml").write_text(SOURCE)
    (folder / "evidence" / "duties.csv").write_text(HEADER + DUTIES)
    (folder / "evidence" / "agents.yaml").write_text(AGENT)
    (folder / "texts").mkdir()
    (folder / "texts" / "sop.txt").write_text(PROCEDURE)
    return folder


def packed(folder: Path, place: Path) -> Path:
    """Pack everything of an office into a file."""
    with kb.open(folder) as base:
        made = base.pack()
    assert not made.refused, made.findings
    place.write_bytes(made.data)
    return place


def parts(pack: Path) -> dict[str, bytes]:
    """Return the files of a pack by name."""
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes]) -> bytes:
    """Zip files as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def forged(pack: Path, place: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]) -> Path:
    """Make a pack whose manifest fits whatever `change` does to its files and its manifest."""
    files = parts(pack)
    manifest = json.loads(files.pop("manifest.json"))
    readme = files.pop("README.txt")
    manifest.pop("sha256")
    change(files, manifest)
    manifest["files"] = {name: sha256(data).hexdigest() for name, data in sorted(files.items())}
    manifest["sha256"] = sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    everything = {"README.txt": readme, "manifest.json": json.dumps(manifest).encode(), **files}
    place.write_bytes(zipped(everything))
    return place
