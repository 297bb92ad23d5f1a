"""`soc-evidence impact`."""

from __future__ import annotations

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence impact 43-5031 --to 33-0000")
@click.argument("code", metavar="CODE")
@click.option("--to", "target", required=True, metavar="GROUP", help="The group that it would go to.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def command(code: str, target: str, form: str) -> int:
    """Say what moving an occupation to another group changes.

    For each broad occupation, minor and major group touched: jobs and mean wage before and after, how many
    occupations are left, the series that break with a bridge over them, supervisors, codes elsewhere, and
    each way of placing the occupation with the principles that it meets or strains. What the base does not
    know is named, never taken for zero.
    """
    from kb.analysis.impact_text import impact_csv, impact_text
    from kb.api import open_base
    from kb.common.output import as_json
    from kb.common.tables import terminal_width

    found = open_base().impact(code, target)
    if form == "json":
        text = as_json(found)
    elif form == "csv":
        text = impact_csv(found)
    else:
        text = impact_text(found, terminal_width())
    click.echo(text, nl=False)
    return ExitCode.CLEAN
