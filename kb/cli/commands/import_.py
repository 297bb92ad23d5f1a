"""`soc-evidence import`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


@click.command(
    epilog="Examples: soc-evidence import soc ~/Downloads/soc_2018_definitions.xlsx; "
    "soc-evidence import onet ~/Downloads/db_29_3_excel; soc-evidence import oews national_M2025_dl.xlsx"
)
@click.argument("dataset", type=click.Choice(["soc", "onet", "oews"]))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER…")
@click.option("--edition", default="", metavar="NAME", help="If the file does not say: 2018, 29.3, 2025-05.")
@click.option(
    "--retrieved",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of the download; without it, the day the file was written.",
)
@click.option("--new-edition", is_flag=True, help="Take --edition even if no such edition is known yet.")
@click.option("--again", is_flag=True, help="Import once more what is imported already.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def command(
    dataset: str,
    paths: tuple[Path, ...],
    edition: str,
    retrieved: object,
    new_edition: bool,
    again: bool,
    form: str,
) -> int:
    """Import official files as their publishers issue them.

    SOC: the 2018 structure, definitions, direct-match titles and the crosswalk from 2010. O*NET: the Excel or
    the tab-delimited database. OEWS: the national, state, metropolitan, nonmetropolitan and industry
    workbooks from May 2019 on. Give files, or a folder of them. Every row becomes linked data in your
    workspace; a file that is not what it should be is refused before anything is changed.
    """
    from kb.cli.progress import bar_of_files
    from kb.importing import import_files, importer
    from kb.workspace import open_workspace

    day = f"{retrieved:%Y-%m-%d}" if retrieved else ""
    with bar_of_files(paths) as progress:
        report = import_files(
            open_workspace(),
            dataset,
            paths,
            edition,
            day,
            again=again,
            new_edition=new_edition,
            progress=progress,
        )
    click.echo(importer.report(report, form), nl=False)
    for note in importer.notes(report):
        click.echo(note, err=True)
    return ExitCode.CLEAN
