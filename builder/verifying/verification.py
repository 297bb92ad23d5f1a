"""Verify a PDF that anybody may have made: in a process of its own, with limits, without a workspace."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.filing.manifest import manifest_from
from builder.verifying.base_records import Compared
from builder.verifying.conformance import conformance
from builder.verifying.proving import Proof
from builder.verifying.standing_counts import Counts
from kb.common.limited_worker import Bounds, Death, WorkerDiedError, run_limited
from kb.errors import MissingError, UnreadableError
from kb.findings import Finding, Location, Severity

_BOUNDS = Bounds(seconds=300, memory=4 << 30)
"""A filing of fifty pages takes ten seconds; an opened store alone maps 600 MiB."""
_MOST_BYTES = 200_000_000
_HOSTILE = "A filing of fifty pages takes seconds. The file is damaged, or was made to do harm."


def verify(file: Path | str, bounds: Bounds = _BOUNDS) -> Proof:
    """Verify a PDF from itself alone; nothing is written, and nothing is asked of another computer.

    Args:
        file: the PDF, from the working folder where it is relative.
        bounds: what the worker may use.

    Raises:
        MissingError: there is no such file.
        UnreadableError: it is no PDF, is too large, or ran into a limit.
    """
    path = Path(file).absolute()
    if not path.is_file():
        raise MissingError(f"There is no file {file}.", "Name the PDF: soc-evidence verify comment.pdf")
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableError(f"{file} is larger than 200 MB.", "A filing takes a few megabytes.")
    request = json.dumps({"path": str(path), "shown": str(path)}).encode()
    try:
        answer = json.loads(run_limited("builder.verifying.verification_worker", request, bounds))
    except WorkerDiedError as error:
        kind = {Death.TIME: f"took longer than {bounds.seconds:g} s", Death.MEMORY: "took too much memory"}
        said = kind.get(error.death, f"ended the verifier ({error.complaint})")
        raise UnreadableError(f"{file} {said}.", _HOSTILE) from error
    if "refused" in answer:
        raise UnreadableError(f"{file}: {answer['refused']}", answer["remedy"])
    proof = _proof(answer)
    return replace(proof, conformance=conformance(path)) if proof.holds else proof


def _proof(answer: Mapping[str, Any]) -> Proof:
    """Return what a worker found; it sends plain values only."""
    base, counts = answer["base"], answer["counts"]
    return Proof(
        findings=tuple(_finding(row) for row in answer["findings"]),
        manifest=manifest_from(answer["manifest"]) if answer["manifest"] else None,
        counts=_counts(counts) if counts else None,
        pages=answer["pages"],
        words=answer["words"],
        same_bytes=answer["same_bytes"],
        same_program=answer["same_program"],
        base=Compared(**{**base, "changed": tuple(base["changed"])}) if base else None,
    )


def _finding(row: Mapping[str, Any]) -> Finding:
    data = tuple((name, value) for name, value in row["data"])
    given = {"severity": Severity(row["severity"]), "location": Location(**row["location"]), "data": data}
    return Finding(**{**row, **given, "elsewhere": ()})


def _counts(row: Mapping[str, Any]) -> Counts:
    marks = tuple((mark, number) for mark, number in row["verification"])
    return Counts(**{**row, "claims": tuple(row["claims"]), "verification": marks})
