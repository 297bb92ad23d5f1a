"""The report of a build as Markdown: what it says, what it draws on, what was found."""

from __future__ import annotations

from builder.build import BuildResult
from kb.common.paths import short_path
from kb.reports import shortened, summary


def as_markdown(result: BuildResult) -> str:
    """Return the report."""
    prepared = result.prepared
    front, path = prepared.draft.front, short_path(prepared.draft.path)
    used = prepared.resolved.used
    outline = prepared.resolved.outline
    lines = [
        f"# Build report: {front.title or path}",
        "",
        f"- Draft: {path}",
        f"- Docket: {front.docket or 'none'}",
        f"- Result: {'refused' if result.refused else 'built'}, {summary(result.findings)}",
        f"- Claims argued: {_names({use.id for use in outline.claims})}",
        f"- Topics: {_names({use.id for use in outline.topics})}",
        f"- Required items: {_names({use.id for use in outline.items})}",
        f"- Objections answered: {_names({use.id for use in outline.answers})}",
        f"- Evidence items drawn on: {len(used.evidence)}",
        f"- Figures drawn on: {len(used.figures)}",
        f"- Duties drawn on: {len(used.duties)}",
        "",
        "## Findings",
        "",
    ]
    for finding in shortened(result.findings):
        said = f"- `{finding.location}` {finding.severity.label} [{finding.check}] {finding.message}"
        lines.append(f"{said} {finding.fix}")
    if not result.findings:
        lines.append("None.")
    return "\n".join(lines) + "\n"


def _names(identifiers: set[str]) -> str:
    return ", ".join(sorted(identifiers)) or "none"
