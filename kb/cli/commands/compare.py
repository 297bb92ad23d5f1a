"""`soc-evidence compare`."""

from __future__ import annotations

import click

from kb.errors import ExitCode


@click.command(
    epilog="Examples: soc-evidence compare 43-5031 33-9031; soc-evidence compare 43-5031 33-9000 --format csv"
)
@click.argument("codes", nargs=-1, required=True, metavar="CODE…")
@click.option("--series", is_flag=True, help="Figures of all periods, not only the latest.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def command(codes: tuple[str, ...], series: bool, form: str) -> int:
    """Put occupations side by side.

    Shows the duties of each occupation, the functions they perform and the figures, each with source
    and period. A group such as 33-9000 stands for its detailed occupations.
    """
    from kb.analysis import rendering
    from kb.analysis.compare import compare
    from kb.querying.table import terminal_width
    from kb.store import open_readonly
    from kb.workspace import open_workspace

    found = compare(open_readonly(open_workspace()), codes)
    click.echo(rendering.comparison(found, form, terminal_width(), series=series), nl=False)
    return ExitCode.CLEAN
