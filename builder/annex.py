"""The annex of an unfinished draft: what the checks found."""

from __future__ import annotations

from collections.abc import Sequence

from builder import document as doc
from kb.findings import Finding


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
        doc.Cell((doc.Text(_printable(place)),), heading=True),
        doc.Cell((doc.Text(_printable(said)),)),
        doc.Cell((doc.Text(_printable(finding.fix)),)),
    )


def _printable(text: str) -> str:
    """Return text with what the fonts lack as U+… codes, so that the annex can always be set."""
    if text.isascii() and text.isprintable():
        return text
    from builder.pdf.fonts import missing

    lacking = missing(text)
    return "".join(f"U+{ord(c):04X}" if c in lacking or not c.isprintable() else c for c in text)
