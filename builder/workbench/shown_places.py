"""Places of findings in a browser: uploaded files by their names, others as seen from the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kb.common.files import short_path
from kb.findings import Finding


def placed(findings: Iterable[Finding], root: Path, uploaded: Path | None = None) -> list[Finding]:
    """Return findings with the paths that a reader knows.

    Args:
        findings: with absolute paths.
        root: of the workspace.
        uploaded: the folder of the files that a browser handed in.
    """

    def shown(path: str) -> str:
        inside = uploaded is not None and path.startswith(f"{uploaded}/")
        return short_path(path, uploaded if inside else root)

    return [
        _placed(finding, shown(finding.location.path), [(p.path, shown(p.path)) for p in finding.elsewhere])
        for finding in findings
    ]


def _placed(finding: Finding, path: str, elsewhere: Iterable[tuple[str, str]]) -> Finding:
    message, fix = finding.message, finding.fix
    for whole, short in ((finding.location.path, path), *elsewhere):
        if Path(whole).is_absolute():
            message, fix = message.replace(whole, short), fix.replace(whole, short)
    return replace(finding, message=message, fix=fix, location=replace(finding.location, path=path))
