"""`soc-evidence diff`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence diff release-1 release-2")
@click.argument("before", metavar="BEFORE", type=click.Path(path_type=Path))
@click.argument("after", metavar="[AFTER]", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(before: Path, after: Path | None, form: str) -> int:
    """Say what changed from one base to another: records, their keys, and the support of claims.

    BEFORE and AFTER are exports as RDF, releases, or folders of workspaces; without AFTER it is the workspace
    here.
    """
    from kb.api import open_base
    from kb.common.output import as_json
    from kb.exporting.difference_text import difference_text

    found = open_base().differences(before.absolute(), after.absolute() if after else None)
    click.echo(as_json(found) if form == "json" else difference_text(found), nl=False)
    return ExitCode.CLEAN
