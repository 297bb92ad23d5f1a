"""From a draft to the checked PDF, and to a Word file for colleagues: read, fill, check, set, write.

What was found is told as an annex of an unfinished PDF, and as a report in Markdown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder import checks
from builder import document as doc
from builder.citations.marked_text import curled
from builder.draft import Draft
from builder.draft_file import REPORT_HEAD, find_draft, read_draft, refuse_overwriting
from builder.filing import portal_files
from builder.filing.carried_files import Filled, carried
from builder.filing.isolation import Alone
from builder.printable import lacking, marked
from builder.resolve import uncompared_quotations
from builder.resolve.resolve_draft import Resolved, read, resolve
from builder.submission import SubmissionGraph, make_graph, validate
from kb.api import Base, open_base
from kb.common.dates_and_numbers import today
from kb.common.files import short_path, write_atomically
from kb.common.output import Results, results
from kb.findings import Finding, Location, Severity, has_errors, in_order
from kb.model import Records
from kb.model.graph import Graph
from kb.reports import shortened, summary
from kb.workspace import Workspace

WATERMARK = "DRAFT"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft read, filled and checked; nothing is set yet."""

    draft: Draft
    """As it was read."""
    resolved: Resolved
    """As it was filled from the graph."""
    graph: SubmissionGraph
    """What it says about its docket, its claims and its topics."""
    findings: Results[Finding]
    """In the order of the text; those on records at error level among them."""
    day: dt.date
    """The day on which records were judged."""

    @property
    def document(self) -> doc.Document:
        """The document to set."""
        return self.resolved.document


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build gave."""

    findings: Results[Finding]
    """In the order of the text; those on records at error level among them."""
    pdf: bytes
    """Empty when findings at error level refused the build."""
    prepared: Prepared
    """What was set, or would have been."""
    carried: tuple[doc.Attachment, ...] = ()
    """The files within the PDF, from which it can be proven; none within an unfinished one."""

    @property
    def refused(self) -> bool:
        """Say whether no PDF was made."""
        return not self.pdf


def build(
    base: Base | Workspace | Path | str,
    draft: Path | str | None = None,
    output: Path | str | None = None,
    report: Path | str | None = None,
    *,
    docx: Path | str | None = None,
    draft_mode: bool = False,
) -> BuildResult:
    """Build the PDF of a draft from the files as they are now; findings at error level refuse it.

    Args:
        base: the base that the draft is bound to, which is refreshed; or what `kb.open` takes.
        draft: the draft's file; without it, the one that the workspace names. Relative paths, here and below,
            are taken from the workspace's root.
        output: where the PDF is written, if anywhere; over nothing but the PDF of an earlier build.
        report: where the findings are written as Markdown, if anywhere.
        docx: where the draft is written as a Word file, if anywhere, with the findings as comments and in
            spite of errors; over nothing but one of an earlier build that nobody saved since.
        draft_mode: build in spite of errors, with a watermark, the findings in an annex, and marks such as
            `[U+1F600]` for characters that no font has.

    Raises:
        MissingError: there is no such draft.
        UnreadableError: the draft is not text, or a product cannot be written.
        UsageError: a product would be written over something that no build made.
    """
    base = open_base(base)
    workspace = base.workspace
    path = find_draft(workspace, draft)
    pdf_path, report_path, word_path = (path and Path(path) for path in (output, report, docx))
    for product, suffix in ((pdf_path, ".pdf"), (report_path, ".md"), (word_path, ".docx")):
        if product:
            refuse_overwriting(product, suffix, path, workspace)
    prepared = examine(base, path)
    refused = has_errors(list(prepared.findings)) and not draft_mode
    carried_files = () if refused or draft_mode else proof(prepared, base)
    pdf = b"" if refused else _set(prepared, carried_files, draft_mode, base.root)
    result = BuildResult(prepared.findings, pdf, prepared, carried_files)
    if pdf and not draft_mode:
        result = _that_fits(result, (pdf_path or path.with_suffix(".pdf")).name)
    if pdf_path and result.pdf:
        write_atomically(base.root / pdf_path, result.pdf)
    if report_path:
        write_atomically(base.root / report_path, as_markdown(result, base.root).encode())
    if word_path:
        write_atomically(base.root / word_path, as_word(prepared, base.root))
    return result


def _that_fits(result: BuildResult, name: str) -> BuildResult:
    """Return the result, without a PDF that the portal would not take."""
    docket, draft = result.prepared.resolved.context.docket, result.prepared.draft
    place = draft.front.place("docket")
    where = Location(draft.path, place.line, place.column)
    found = [*portal_files.held_against(name, len(result.pdf), docket, where)] if docket else []
    if not found:
        return result
    return replace(result, findings=results(in_order([*result.findings, *found])), pdf=b"")


def _set(prepared: Prepared, files: tuple[doc.Attachment, ...], draft_mode: bool, root: Path) -> bytes:
    """Return the PDF of what was prepared: with its findings in draft mode, else with its files."""
    from builder.layout import render

    if draft_mode:
        return unfinished_pdf(prepared, prepared.findings, root)
    return render(replace(prepared.document, attachments=files))


def unfinished_pdf(prepared: Prepared, findings: Results[Finding], root: Path) -> bytes:
    """Return the PDF of an unfinished draft: with a watermark, marks for lacking characters, an annex."""
    from builder.layout import render

    blocks = (*prepared.document.blocks, *annex(shortened(findings, root)))
    document = replace(prepared.document, blocks=blocks, watermark=WATERMARK)
    return render(marked(document, lacking(document)))


def proof(prepared: Prepared, base: Base) -> tuple[doc.Attachment, ...]:
    """Return the files from which a filed PDF can be proven; see `builder.filing`."""
    name, day = Path(prepared.draft.path).name, prepared.day

    def fill(alone: Alone) -> tuple[doc.Document, Results[Finding]]:
        again = fill_and_check(alone.draft, name, alone.knowledge, alone.workspace, day)
        return again.document, again.findings

    filled = Filled(name, day.isoformat(), prepared.resolved)
    return carried(filled, base.embedded.store, base.workspace, fill)


def as_word(prepared: Prepared, root: Path) -> bytes:
    """Return what was prepared as a Word file, with the findings as comments, as seen from `root`."""
    from builder import word
    from builder.word.draft_part import Sent

    unready = has_errors(list(prepared.findings))
    document = replace(prepared.document, watermark=WATERMARK if unready else "")
    sent = Sent(short_path(prepared.draft.path, root), prepared.draft.text)
    return word.render(document, sent, shortened(prepared.findings, root))


def examine(base: Base | Workspace | Path | str, draft: Path | str | None = None) -> Prepared:
    """Read, fill and check a draft, and the records that it stands on, without setting a page.

    Args:
        base: the base that the draft is bound to, which is refreshed; or what `kb.open` takes.
        draft: the draft's file, from the workspace's root; without it, the one that the workspace names.

    Raises:
        MissingError: there is no such draft.
        UnreadableError: the draft is not text.
    """
    base = open_base(base)
    path = base.root / find_draft(base.workspace, draft)
    parsed = read(read_draft(path), str(path))
    base.refresh()
    prepared = fill_and_check(parsed, path.name, base.graph, base.workspace)
    of_records = base.check()
    errors = [finding for finding in of_records if finding.severity is Severity.ERROR]
    unproven = uncompared_quotations.find(prepared.resolved.context, of_records)
    files = portal_files.find(parsed, prepared.resolved.context.docket, base.root)
    return replace(prepared, findings=results(in_order([*prepared.findings, *files, *unproven, *errors])))


def fill_and_check(
    draft: Draft,
    name: str,
    knowledge: Graph,
    workspace: Workspace,
    day: dt.date | None = None,
    records: Records | None = None,
) -> Prepared:
    """Fill and check a draft that was read, as of a day.

    `name` is its file's name; `records` are those of the graph from `records_for_drafts`, where somebody has
    them already.
    """
    lookup = records or records_for_drafts(knowledge)
    day = day or today()
    resolved = resolve(draft, lookup, workspace, day)
    graph = make_graph(draft, resolved.outline, lookup, workspace.layers[-1].graph(name))
    subject = checks.Subject(draft, resolved.context, resolved.document, day)
    findings = [
        *draft.findings,
        *resolved.findings,
        *checks.run(subject),
    ]
    if draft.front.title or draft.front.docket:
        findings += validate(draft, graph, lookup, resolved.context.standings, workspace)
    return Prepared(draft, resolved, graph, results(in_order(findings)), day)


def records_for_drafts(knowledge: Graph) -> Records:
    """Return the records of a graph as drafts are filled with them, their quotation marks curled."""
    return Records(knowledge, curled)


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
    place = str(where)
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
    for finding in shortened(result.findings, root):
        said = f"- `{finding.location}` {finding.severity.label} [{finding.check}] {finding.message}"
        lines.append(f"{said} {finding.fix}")
    if not result.findings:
        lines.append("None.")
    return "\n".join(lines) + "\n"


def _names(identifiers: set[str]) -> str:
    return ", ".join(sorted(identifiers)) or "none"
