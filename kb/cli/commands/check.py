"""`soc-evidence check`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence check evidence/sources --format json")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@click.option("--list", "listing", is_flag=True, help="List the checks instead of running them.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def command(paths: tuple[Path, ...], form: str, listing: bool, strict: bool) -> int:
    """Check evidence files.

    Without PATHS the whole workspace is checked: the bundled base and your own files. With PATHS only
    findings in those files and folders are shown; a file from elsewhere is checked as if it were yours.
    """
    from kb import checking
    from kb.findings import Severity
    from kb.reports import render_findings, summary
    from kb.workspace import open_workspace

    workspace = open_workspace()
    if listing:
        for check in checking.list_checks(workspace):
            click.echo(f"{check.severity.label:8}{check.id}\n        {check.problem}\n        {check.fix}")
        return ExitCode.CLEAN
    findings = checking.check(workspace, paths)
    checks = checking.list_checks(workspace) if form == "sarif" else ()
    click.echo(render_findings(findings, form, checks), nl=False)
    click.echo(summary(findings), err=True)
    worst = max((finding.severity for finding in findings), default=Severity.NOTE)
    failing = Severity.WARNING if strict else Severity.ERROR
    return ExitCode.FINDINGS if worst >= failing else ExitCode.CLEAN
