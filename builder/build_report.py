"""What a build found, told twice: as an annex of an unfinished PDF, and as a report in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder import document as doc
from kb.common.paths import short_path
from kb.findings import Finding
from kb.reports import shortened, summary

if TYPE_CHECKING:
    from builder.building import BuildResult

HEAD = "# Build report: "
"""How every report begins, and nothing else that one may write over."""


def annex(findings: Sequence[Finding]) -> tuple[doc.Block, ...]:
    """Return the findings as a table behind a page break; nothing when there are none."""
    if not findings:
        return ()
    rows = tuple(_row(finding) for finding in findings)
    head = tuple(doc.Cell((doc.Text(name),)) for name in ("Place", "Finding", "What to do"))
    caption = (doc.Text("To be settled before filing; this annex is not part of a filed document"),)
    return (
        doc.PageBreak(),
        doc.Heading(1, (doc.Text("Findings of the checks"),), "findings-of-the-checks"),
        doc.Table(caption, head, rows, widths=(1.2, 3.4, 3.0), dense=True),
    )


def _row(finding: Finding) -> tuple[doc.Cell, ...]:
    where = finding.location
    place = f"{where.line}:{where.column}" if where.line else "file"
    said = f"{finding.severity.label} [{finding.check}] {finding.message}"
    return (
        doc.Cell((doc.Text(place),), heading=True),
        doc.Cell((doc.Text(said),)),
        doc.Cell((doc.Text(finding.fix),)),
    )


def as_markdown(result: BuildResult, root: Path) -> str:
    """Return the report: what the draft says, what it draws on, what was found, as seen from `root`."""
    prepared = result.prepared
    front, path = prepared.draft.front, short_path(prepared.draft.path, root)
    used = prepared.resolved.used
    outline = prepared.resolved.outline
    lines = [
        f"{HEAD}{front.title or path}",
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
    for finding in shortened(result.findings, root):
        said = f"- `{finding.location}` {finding.severity.label} [{finding.check}] {finding.message}"
        lines.append(f"{said} {finding.fix}")
    if not result.findings:
        lines.append("None.")
    return "\n".join(lines) + "\n"


def _names(identifiers: set[str]) -> str:
    return ", ".join(sorted(identifiers)) or "none"
