"""`soc-evidence new`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.contributing.scaffolding import kinds
from kb.contributing.workbook_columns import COLUMNS
from kb.errors import ExitCode


@click.command(
    epilog="Examples: soc-evidence new source --id bay-county-sop-2025; soc-evidence new duties --format xlsx"
)
@click.argument(
    "kind",
    type=click.Choice([*kinds(), *COLUMNS, "workbook"]),
)
@click.option("--id", "identifier", default="", help="Id of the record; also the name of its file.")
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx"]), help="For a sheet; csv unless you say otherwise."
)
@click.option("--output", type=click.Path(path_type=Path), help="Where to write a sheet.")
def command(kind: str, identifier: str, form: str | None, output: Path | None) -> int:
    """Scaffold one record, an empty sheet of records, or one workbook with every sheet.

    A record is written as commented YAML into its folder of your evidence; `soc-evidence check` names
    the lines to fill in. A sheet is written into the working folder; hand it to `soc-evidence add` when it
    is filled in. `workbook` is for people who have a spreadsheet program and nothing else. A file that exists
    is never changed.
    """
    from kb.common.files import short_path, write_new
    from kb.contributing import scaffolding, workbook_form
    from kb.records.collection import read_collection
    from kb.workspace import open_workspace

    collection = read_collection(open_workspace())
    if kind == workbook_form.WORKBOOK:
        path = write_new(output or Path("workbook.xlsx"), workbook_form.xlsx_workbook(collection))
    elif kind in COLUMNS:
        xlsx = form == "xlsx"
        data = workbook_form.xlsx_sheet(kind, collection) if xlsx else workbook_form.csv_sheet(kind)
        path = write_new(output or Path(f"{kind}.{form or 'csv'}"), data)
    else:
        path = scaffolding.write_scaffold(collection, kind, identifier or f"new-{kind}")
    click.echo(short_path(path.absolute()))
    return ExitCode.CLEAN
