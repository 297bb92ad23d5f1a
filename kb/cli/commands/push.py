"""`push`: bring the server that the configuration names up to date with the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kb.cli.progress import bar
from kb.errors import ExitCode

if TYPE_CHECKING:
    from kb.remote.pushing import Pushed


@click.command()
@click.option("--status", is_flag=True, help="Say what would be pushed, and change nothing.")
@click.option(
    "--check", is_flag=True, help="Compare the server with the files statement by statement, after."
)
@click.option("--allow", is_flag=True, help="Allow what the configuration names on this computer, once.")
def command(status: bool, check: bool, allow: bool) -> int:
    """Bring the server that soc-evidence.toml names up to date with the files.

    Only graphs that differ are sent, each whole or not at all. The files stay the truth: what is on the
    server can be made again at any time. docs/larger-bases.md says how servers are named.
    """
    from kb.api import open_base

    base = open_base()
    if allow:
        click.echo(f"Allowed on this computer: {' and '.join(base.allow_server())}.")
        if base.workspace.server is None:  # a server of passages alone, to which nothing is pushed
            return ExitCode.CLEAN
    with bar("Pushing") as progress:
        pushed = base.push_state() if status else base.push(progress)
    click.echo(_told(pushed, status))
    if status:
        return ExitCode.FINDINGS if pushed.difference or pushed.under_way else ExitCode.CLEAN
    differing = base.pushed_differences() if check else ()
    for each in differing:
        click.echo(f"{each.graph}: {each.missing:,} statements missing, {each.foreign:,} too many")
    if check and not differing:
        click.echo("Every statement is there, and no other in its graphs.")
    return ExitCode.FINDINGS if differing else ExitCode.CLEAN


def _told(pushed: Pushed, status: bool) -> str:
    """Say in a line or two what was done, or what is to be done."""
    found, where = pushed.difference, pushed.where
    if status:
        counts = f"{len(found.fresh):,} graphs to push, {len(found.gone):,} to remove"
        told = f"{where}: {counts}, {found.same:,} as the files say."
        return (
            f"{told}\nA push is under way there, or came to its end too early." if pushed.under_way else told
        )
    if not found:
        return f"{where} has all {found.same:,} graphs as the files say; nothing to push."
    return (
        f"Pushed {len(found.fresh):,} graphs with {pushed.statements:,} statements to {where}, "
        f"removed {len(found.gone):,}; {found.same:,} were there already."
    )
