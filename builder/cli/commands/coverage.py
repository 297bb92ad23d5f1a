"""`soc-evidence coverage`."""

from __future__ import annotations

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence coverage submission.md --open")
@click.argument("draft", required=False)
@click.option("--docket", default="", metavar="ID", help="Without a draft: only the topics of this docket.")
@click.option("--open", "only_open", is_flag=True, help="Only what is left to do.")
@click.option("--strict", is_flag=True, help="Exit with 1 when something is left to do.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def command(draft: str | None, docket: str, only_open: bool, strict: bool, form: str) -> int:
    """Show what DRAFT answers and what it does not; without one, what the records could answer.

    Of a draft: the claims it argues with their support, and the objections, principles, required items and
    topics that it owes a reply by its occupation, side and kind, with the sections that give it. Of the base:
    every claim, objection, principle, guideline and required item with the claims on record for it.
    """
    from kb.analysis.coverage_text import coverage_text
    from kb.api import open_base
    from kb.cli.missing_files import name_missing_files
    from kb.common.tables import terminal_width

    base = open_base()
    name_missing_files(base)
    if draft:
        from builder.draft_coverage import coverage

        entries, done = coverage(base, draft), "closed"
    else:
        entries, done = base.coverage(docket), "within reach"
    left = [entry for entry in entries if entry.open]
    shown = left if only_open else entries
    click.echo(coverage_text(shown, form, terminal_width(), done), nl=False)
    click.echo(f"{len(left)} of {len(entries)} left to do", err=True)
    if not draft:
        click.echo("This is what the base holds; soc-evidence coverage DRAFT answers for a draft.", err=True)
    return ExitCode.FINDINGS if strict and left else ExitCode.CLEAN
