"""Rendering findings as text, JSON or SARIF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.findings import Check, Finding
from kb.reports.json import render_json
from kb.reports.sarif import render_sarif
from kb.reports.text import render_text, summary

FORMATS = ("text", "json", "sarif")
"""The formats that every command with findings offers."""

__all__ = ["FORMATS", "render_findings", "summary"]


def render_findings(findings: Sequence[Finding], form: str, checks: Iterable[Check] = ()) -> str:
    """Render findings in one of FORMATS."""
    if form == "json":
        return render_json(findings)
    if form == "sarif":
        return render_sarif(findings, checks)
    return render_text(findings)
