"""`soc-evidence build`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.findings_output import findings_options, show_checks, show_findings


@click.command(epilog="Example: soc-evidence build submission.md -o comment.pdf")
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The PDF; beside the draft otherwise.")
@click.option("--draft", "draft_mode", is_flag=True, help="Build in spite of errors, with a watermark.")
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
    listing: bool,
    strict: bool,
) -> int:
    """Build the checked PDF of DRAFT (the workspace's own draft without one).

    Findings at error level refuse the build; --draft builds all the same, with a watermark and the findings
    in an annex. A Word file is written in any case, with the findings as comments. A product is written over
    what an earlier build made, and over nothing else.
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
    draft = find_draft(base.workspace, draft and typed_path(draft, base.root), "build")
    output = typed_path(output, base.root) if output else draft.with_suffix(".pdf")
    report = report and typed_path(report, base.root)
    docx = docx and typed_path(docx, base.root)
    result = build(base, draft, output, report, docx=docx, draft_mode=draft_mode)
    code = show_findings(result.findings, form, strict, lambda: [*checks.list_checks(), *base.checks()])
    written = "no PDF written" if result.refused else f"{output}, {len(result.pdf):,} bytes"
    also = f"; {docx}" if docx else ""
    click.echo(f"{summary(result.findings)}; {written}{also}", err=True)
    return code
