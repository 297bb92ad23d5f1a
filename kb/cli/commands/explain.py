"""`soc-evidence explain`."""

from __future__ import annotations

import click

from kb.errors import ExitCode


@click.command(epilog="Examples: soc-evidence explain O3b; soc-evidence explain 43-5031 --format csv")
@click.argument("name", metavar="ID")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def command(name: str, form: str) -> int:
    """Show what a record rests on and what uses it.

    A claim leads through its evidence lines to quotations, places in sources and files; an objection to
    its answers; a source, figure, duty or SOC code to the claims that use it. Give an id such as O3b,
    or kind/id where several kinds share it.
    """
    from kb.analysis.explanation_text import explanation
    from kb.api import open_base
    from kb.cli.missing_files import name_missing_files
    from kb.common.tables import terminal_width

    base = open_base()
    name_missing_files(base)
    node = base.explain(name)
    click.echo(explanation(node, form, terminal_width()), nl=False)
    return ExitCode.CLEAN
