"""`soc-evidence check`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.findings_output import findings_options, show_checks, show_findings


@click.command(epilog="Example: soc-evidence check evidence/sources --format json")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@findings_options("List the checks instead of running them.")
def command(paths: tuple[Path, ...], form: str, listing: bool, strict: bool) -> int:
    """Check evidence files.

    Without PATHS the whole workspace is checked: the bundled base and your own files. With PATHS only
    findings in those files and folders are shown; a file from elsewhere is checked as if it were yours.
    """
    from kb.api import open_base
    from kb.common.files import typed_path
    from kb.reports import summary

    base = open_base()
    if listing:
        return show_checks(base.checks())
    findings = base.check(typed_path(path, base.root) for path in paths)
    code = show_findings(findings, form, strict, base.checks)
    click.echo(summary(findings), err=True)
    return code
