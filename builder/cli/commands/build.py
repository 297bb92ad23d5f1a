"""`soc-evidence build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.findings_output import findings_options, show_checks, show_findings

if TYPE_CHECKING:
    from kb.api import Base


@click.command(epilog="Example: soc-evidence build submission.md -o comment.pdf")
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The PDF; beside the draft otherwise.")
@click.option("--draft", "draft_mode", is_flag=True, help="Build in spite of errors, with a watermark.")
@click.option("--bundle", type=click.Path(path_type=Path), help="Write all that is filed into this folder.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the findings as Markdown, too.")
@click.option(
    "--docx", type=click.Path(path_type=Path), help="Write a Word file for colleagues, too; see `merge`."
)
@findings_options("List the checks of drafts.")
def command(
    draft: Path | None,
    output: Path | None,
    draft_mode: bool,
    docx: Path | None,
    form: str,
    report: Path | None,
    bundle: Path | None,
    listing: bool,
    strict: bool,
) -> int:
    """Build the checked PDF of DRAFT (the workspace's own draft without one).

    Findings at error level refuse the build; --draft builds all the same, with a watermark and the findings
    in an annex. A Word file is written in any case, with the findings as comments. A product is written over
    what an earlier build made, and over nothing else. --bundle writes the PDF, the text for the comment box,
    further attachments, a summary for the person who signs, the report and a manifest into one folder.
    """
    from builder import checks
    from builder.building import build
    from builder.draft_file import find_draft
    from kb.api import open_base
    from kb.common.files import typed_path
    from kb.reports import summary

    if listing:
        return show_checks(checks.list_checks())
    base = open_base()
    if bundle and (output or report or draft_mode):
        raise click.UsageError(
            "--bundle stands by itself: it names its files, and takes no unfinished draft."
        )
    draft = find_draft(base.workspace, draft and typed_path(draft, base.root), "build")
    if bundle:
        return _bundle(base, draft, typed_path(bundle, base.root), form, strict)
    output = typed_path(output, base.root) if output else draft.with_suffix(".pdf")
    report = report and typed_path(report, base.root)
    docx = docx and typed_path(docx, base.root)
    result = build(base, draft, output, report, docx=docx, draft_mode=draft_mode)
    code = show_findings(result.findings, form, strict, lambda: [*checks.list_checks(), *base.checks()])
    written = "no PDF written" if result.refused else f"{output}, {len(result.pdf):,} bytes"
    also = f"; {docx}" if docx else ""
    click.echo(f"{summary(result.findings)}; {written}{also}", err=True)
    return code


def _bundle(base: Base, draft: Path, folder: Path, form: str, strict: bool) -> int:
    from builder import checks
    from builder.bundle.bundling import bundle
    from builder.bundle.signer_summary import BOX, NO_BOX
    from kb.reports import summary

    made = bundle(base, folder, draft)
    findings = made.result.findings
    code = show_findings(findings, form, strict, lambda: [*checks.list_checks(), *base.checks()])
    written = f"{folder}, {len(made.files)} files" if made.files else "no bundle written"
    click.echo(f"{summary(findings)}; {written}", err=True)
    for file in made.files:
        click.echo(f"  {file.name}, {file.bytes:,} bytes", err=True)
    if made.files and BOX not in {file.name for file in made.files}:
        click.echo(f"  {NO_BOX}", err=True)
    return code
