"""From a draft to the checked PDF: read, fill, check, set, write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from builder import checks
from builder import document as doc
from builder.build_report import annex, as_markdown
from builder.citations.marked_text import curled
from builder.draft import Draft
from builder.draft_file import read_draft, refuse_overwriting
from builder.printable import lacking, marked
from builder.resolve.resolve_draft import Resolved, read, resolve
from builder.submission import SubmissionGraph, make_graph, validate
from kb.checking import check
from kb.common.dates_and_numbers import today
from kb.common.files import write_atomically
from kb.findings import Finding, Severity, has_errors, in_order
from kb.model import Records
from kb.reports import shortened
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
    resolved = resolve(draft, lookup, workspace)
    graph = make_graph(draft, resolved.outline, lookup, name)
    subject = checks.Subject(draft, resolved.context, resolved.document, today())
    findings = [
        *draft.findings,
        *resolved.findings,
        *checks.run(subject),
    ]
    if draft.front.title or draft.front.docket:
        findings += validate(draft, graph, lookup, workspace)
    return Prepared(draft, resolved, graph, tuple(in_order(findings)))
