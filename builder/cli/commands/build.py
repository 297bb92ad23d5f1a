"""`soc-evidence build`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode, MissingError


@click.command(epilog="Example: soc-evidence build submission.md -o comment.pdf")
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The PDF; beside the draft otherwise.")
@click.option("--draft", "draft_mode", is_flag=True, help="Build in spite of errors, with a watermark.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@click.option("--report", type=click.Path(path_type=Path), help="Write the findings as Markdown, too.")
@click.option("--list", "listing", is_flag=True, help="List the checks of drafts.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def command(
    draft: Path | None,
    output: Path | None,
    draft_mode: bool,
    form: str,
    report: Path | None,
    listing: bool,
    strict: bool,
) -> int:
    """Build the checked PDF of DRAFT (the workspace's own draft without one).

    Findings at error level refuse the build; --draft builds all the same, with a watermark and the findings
    in an annex.
    """
    from builder import checks
    from builder.build import build
    from builder.report import as_markdown
    from kb import checking
    from kb.files import write_atomically
    from kb.findings import Severity
    from kb.reports import render_findings, summary
    from kb.workspace import open_workspace

    if listing:
        for check in checks.list_checks():
            click.echo(f"{check.severity.label:8}{check.id}\n        {check.problem}\n        {check.fix}")
        return ExitCode.CLEAN
    workspace = open_workspace()
    draft = draft or workspace.draft
    if draft is None:
        raise MissingError("No draft is named here.", "Name one: soc-evidence build my-draft.md")
    output = output or draft.with_suffix(".pdf")
    result = build(workspace, draft, output, draft_mode=draft_mode)
    listed = [*checks.list_checks(), *checking.list_checks(workspace)] if form == "sarif" else ()
    click.echo(render_findings(result.findings, form, listed), nl=False)
    if report is not None:
        write_atomically(report, as_markdown(result).encode())
    written = "no PDF written" if result.refused else f"{output}, {len(result.pdf):,} bytes"
    click.echo(f"{summary(result.findings)}; {written}", err=True)
    worst = max((finding.severity for finding in result.findings), default=Severity.NOTE)
    failing = Severity.WARNING if strict else Severity.ERROR
    return ExitCode.FINDINGS if worst >= failing else ExitCode.CLEAN
