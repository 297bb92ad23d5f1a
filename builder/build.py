"""From a draft to the checked PDF: read, fill, check, set, write.

What was found is told as an annex of an unfinished PDF, and as a report in Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder import checks
from builder import document as doc
from builder.citations.marked_text import curled
from builder.draft import Draft
from builder.draft_file import REPORT_HEAD, read_draft, refuse_overwriting
from builder.printable import lacking, marked
from builder.resolve.resolve_draft import Resolved, read, resolve
from builder.submission import SubmissionGraph, make_graph, validate
from kb.checking import check
from kb.common.dates_and_numbers import today
from kb.common.files import short_path, write_atomically
from kb.findings import Finding, Severity, has_errors, in_order
from kb.model import Records
from kb.reports import shortened, summary
from kb.store import Knowledge, open_readonly
from kb.workspace import Workspace

WATERMARK = "DRAFT"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft read, filled and checked; nothing is set yet."""

    draft: Draft
    resolved: Resolved
    graph: SubmissionGraph
    findings: tuple[Finding, ...]

    @property
    def document(self) -> doc.Document:
        """The document to set."""
        return self.resolved.document


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build gave."""

    findings: tuple[Finding, ...]
    """In the order of the text."""
    pdf: bytes
    """Empty when findings at error level refused the build."""
    prepared: Prepared

    @property
    def refused(self) -> bool:
        """Say whether no PDF was made."""
        return not self.pdf


def build(
    workspace: Workspace,
    draft: Path,
    output: Path | None = None,
    *,
    report: Path | None = None,
    draft_mode: bool = False,
) -> BuildResult:
    """Build the PDF of a draft, and write it to `output`, and a `report` in Markdown, where they are given.

    Findings at error level refuse the build. In draft mode it is built all the same, with a watermark, the
    findings in an annex, and marks such as `[U+1F600]` for characters that no font has.

    Raises:
        MissingError: there is no such draft.
        UnreadableError: the draft is not text, or a product cannot be written.
        UsageError: a product would be written over something that no build made.
    """
    for product, suffix in ((output, ".pdf"), (report, ".md")):
        if product is not None:
            refuse_overwriting(product, suffix, draft, workspace)
    prepared = prepare(workspace, draft)
    refused = has_errors(list(prepared.findings)) and not draft_mode
    pdf = b"" if refused else _set(prepared, draft_mode, workspace.root)
    result = BuildResult(prepared.findings, pdf, prepared)
    if output is not None and pdf:
        write_atomically(output, pdf)
    if report is not None:
        write_atomically(report, as_markdown(result).encode())
    return result


def _set(prepared: Prepared, draft_mode: bool, root: Path) -> bytes:
    """Return the PDF of what was prepared; places in its annex are relative to `root`."""
    from builder.layout import render

    document = prepared.document
    if draft_mode:
        blocks = (*document.blocks, *annex(shortened(prepared.findings, root)))
        document = replace(document, blocks=blocks, watermark=WATERMARK)
        document = marked(document, lacking(document))
    return render(document)


def prepare(workspace: Workspace, path: Path) -> Prepared:
    """Read, fill and check a draft, and the records that it stands on."""
    draft = read(read_draft(path), str(path.absolute()))
    prepared = examine(draft, path.name, open_readonly(workspace), workspace)
    records = [finding for finding in check(workspace) if finding.severity is Severity.ERROR]
    return replace(prepared, findings=tuple(in_order([*prepared.findings, *records])))


def examine(draft: Draft, name: str, knowledge: Knowledge, workspace: Workspace) -> Prepared:
    """Fill and check a draft that was read; `name` is its file's name."""
    lookup = Records(knowledge, curled)
    day = today()
    resolved = resolve(draft, lookup, workspace, day)
    graph = make_graph(draft, resolved.outline, lookup, name)
    subject = checks.Subject(draft, resolved.context, resolved.document, day)
    findings = [
        *draft.findings,
        *resolved.findings,
        *checks.run(subject),
    ]
    if draft.front.title or draft.front.docket:
        findings += validate(draft, graph, lookup, resolved.context.standings, workspace)
    return Prepared(draft, resolved, graph, tuple(in_order(findings)))


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


def as_markdown(result: BuildResult) -> str:
    """Return the report: what the draft says, what it draws on, what was found."""
    prepared = result.prepared
    front, path = prepared.draft.front, short_path(prepared.draft.path)
    used = prepared.resolved.used
    outline = prepared.resolved.outline
    lines = [
        f"{REPORT_HEAD}{front.title or path}",
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
