"""Findings for people: `path:line:col: level[check] message`, in a workbook `path:cell:`; then what to do."""

from __future__ import annotations

from collections.abc import Sequence

from kb.findings import Finding, Severity


def render_text(findings: Sequence[Finding]) -> str:
    """Return the findings as text, one or two lines each, ending with a line break unless empty."""
    lines: list[str] = []
    for finding in findings:
        place = _visible(str(finding.location))
        level = finding.severity.label
        lines.append(f"{place}: {level}[{finding.check}] {_visible(finding.message)}")
        if finding.fix:
            lines.append(f"    help: {_visible(finding.fix)}")
    return "".join(f"{line}\n" for line in lines)


def summary(findings: Sequence[Finding]) -> str:
    """Return a one-line count such as `2 errors, 1 warning`, or `no findings`."""
    parts = []
    for severity in sorted(Severity, reverse=True):
        count = sum(finding.severity is severity for finding in findings)
        if count:
            parts.append(f"{count} {severity.label}{'s' if count > 1 else ''}")
    return ", ".join(parts) or "no findings"


def _visible(text: str) -> str:
    """Show line breaks and other controls as escapes, so that a file cannot steer the terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
