"""`soc-evidence coverage`."""

from __future__ import annotations

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence coverage --open --format csv")
@click.option("--docket", default="", metavar="ID", help="Only the topics of this docket.")
@click.option("--open", "only_open", is_flag=True, help="Only what is left to do.")
@click.option("--strict", is_flag=True, help="Exit with 1 when something is left to do.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def command(docket: str, only_open: bool, strict: bool, form: str) -> int:
    """Show what is answered and what is not.

    Lists every claim with its support, every objection, principle, guideline, required item and topic
    of the notice with what covers it.
    """
    from kb.analysis.coverage_text import coverage_text
    from kb.api import open_base
    from kb.common.tables import terminal_width

    entries = open_base().coverage(docket)
    left = [entry for entry in entries if entry.open]
    shown = left if only_open else entries
    click.echo(coverage_text(shown, form, terminal_width()), nl=False)
    click.echo(f"{len(left)} of {len(entries)} left to do", err=True)
    return ExitCode.FINDINGS if strict and left else ExitCode.CLEAN
