"""From a draft to the checked PDF: read, fill, check, set, write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from builder import checks
from builder import document as doc
from builder.annex import annex
from builder.draft import Draft, parse
from builder.resolve.document import Resolved, resolve
from builder.resolve.lookup import Lookup
from builder.submission import SubmissionGraph, make_graph, validate
from kb.checking import check
from kb.common.dates import today
from kb.errors import MissingError, UnreadableError
from kb.files import write_atomically
from kb.findings import Finding, Severity, has_errors, in_order
from kb.records.evidence_files import short_path
from kb.store import Knowledge, open_readonly
from kb.workspace import Workspace

WATERMARK = "DRAFT"
_MOST_BYTES = 4_000_000


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
    workspace: Workspace, draft: Path, output: Path | None = None, *, draft_mode: bool = False
) -> BuildResult:
    """Build the PDF of a draft, and write it to `output` where one is given.

    Findings at error level refuse the build. In draft mode it is built all the same, with a watermark and
    the findings in an annex.

    Raises:
        MissingError: there is no such draft.
        UnreadableError: the draft is not text, or the output cannot be written.
    """
    prepared = prepare(workspace, draft)
    refused = has_errors(list(prepared.findings))
    if refused and not draft_mode:
        return BuildResult(prepared.findings, b"", prepared)
    document = prepared.document
    if draft_mode:
        blocks = (*document.blocks, *annex(prepared.findings))
        document = replace(document, blocks=blocks, watermark=WATERMARK)
    from builder.layout import render

    pdf = render(document)
    if output is not None:
        write_atomically(output, pdf)
    return BuildResult(prepared.findings, pdf, prepared)


def prepare(workspace: Workspace, path: Path) -> Prepared:
    """Read, fill and check a draft, and the records that it stands on."""
    draft = parse(read_draft(path), short_path(path))
    prepared = examine(draft, path.name, open_readonly(workspace), workspace)
    records = [finding for finding in check(workspace) if finding.severity is Severity.ERROR]
    return replace(prepared, findings=tuple(in_order([*prepared.findings, *records])))


def examine(draft: Draft, name: str, knowledge: Knowledge, workspace: Workspace) -> Prepared:
    """Fill and check a draft that was read; `name` is its file's name."""
    lookup = Lookup(knowledge)
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


def read_draft(path: Path) -> str:
    """Return a draft's text.

    Raises:
        MissingError: there is no such file.
        UnreadableError: it is too large, or not UTF-8.
    """
    if not path.is_file():
        raise MissingError(f"There is no draft {path}.", "Name one: soc-evidence build my-draft.md")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableError(f"{path} is larger than 4 MB.", "A draft is text; cut it into parts.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{path} is not UTF-8 text: byte {error.start + 1} is {error.object[error.start]:#04x}.",
            "Save it as UTF-8.",
        ) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise UnreadableError(message, "Check its permissions.") from error
