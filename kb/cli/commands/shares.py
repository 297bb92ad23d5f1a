"""`soc-evidence shares`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence shares 33-0000 --part '33-1012 33-2011 33-3051'")
@click.argument("group", metavar="GROUP")
@click.option(
    "--part",
    multiple=True,
    metavar="CODES",
    help="Members whose share of the jobs is taken; without it the shares on record.",
)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.svg",
    help="Write a chart of the first share, too.",
)
def command(group: str, part: tuple[str, ...], form: str, chart: Path | None) -> int:
    """Say whether a share of a group's jobs rests on one of its members.

    Gives each share that is on record of the group, or the one that some members have, without each member of
    the group in turn, and names those without which a majority is none.
    """
    from kb.analysis.group_share_text import group_share_chart, group_share_csv, group_share_text
    from kb.api import open_base
    from kb.charts.svg import svg
    from kb.common.files import write_atomically
    from kb.common.output import as_json
    from kb.common.tables import terminal_width

    found = open_base().shares(group, part)
    if chart:
        drawn = group_share_chart(found[0])
        write_atomically(chart, svg((drawn,), drawn.title).encode())
        click.echo(f"Wrote {chart}.", err=True)
    if form == "json":
        text = as_json(found)
    elif form == "csv":
        text = group_share_csv(found)
    else:
        text = group_share_text(found, terminal_width())
    click.echo(text, nl=False)
    return ExitCode.CLEAN
