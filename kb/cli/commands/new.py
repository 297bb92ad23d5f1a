"""`soc-evidence new`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.contributing.scaffolding import COLUMNS, kinds
from kb.errors import ExitCode


@click.command(
    epilog="Examples: soc-evidence new source --id bay-county-sop-2025; soc-evidence new duties --format xlsx"
)
@click.argument(
    "kind",
    type=click.Choice([*kinds(), *COLUMNS]),
)
@click.option("--id", "identifier", default="", help="Id of the record; also the name of its file.")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", help="For a sheet.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to write a sheet.")
def command(kind: str, identifier: str, form: str, output: Path | None) -> int:
    """Scaffold one record, or an empty sheet of duties or figures.

    A record is written as commented YAML into its folder of your evidence; `soc-evidence check` names
    the lines to fill in. A sheet is written into the working folder; hand it to `soc-evidence add` when it
    is filled in. A file that exists is never changed.
    """
    from kb.common.files import short_path, write_new
    from kb.contributing import scaffolding
    from kb.records.collection import read_collection
    from kb.workspace import open_workspace

    collection = read_collection(open_workspace())
    if kind in scaffolding.COLUMNS:
        data = scaffolding.csv_sheet(kind) if form == "csv" else scaffolding.xlsx_sheet(kind, collection)
        path = write_new(output or Path(f"{kind}.{form}"), data)
    else:
        path = scaffolding.write_scaffold(collection, kind, identifier or f"new-{kind}")
    click.echo(short_path(path.absolute()))
    return ExitCode.CLEAN
