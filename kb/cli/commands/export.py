"""`soc-evidence export`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode

FORMATS = ("trig", "nquads", "turtle", "jsonld", "csv", "parquet", "ro-crate")


@click.command(
    epilog="Examples: soc-evidence export base.trig; soc-evidence export claims --format csv claim own; "
    "soc-evidence export release-1 --format ro-crate --release 1.0"
)
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.argument("selected", nargs=-1, metavar="[WHAT]…")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Else the name of OUT tells.")
@click.option("--replace", is_flag=True, help="Take the place of an earlier export.")
@click.option("--release", "version", default="", metavar="VERSION", help="Of a ro-crate: make it a release.")
@click.option("--doi", default="", metavar="DOI", help="Of a release.")
@click.option("--title", default="", metavar="TITLE", help="Of a ro-crate.")
@click.option(
    "--since",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="An earlier release, for the changelog.",
)
def command(
    out: Path,
    selected: tuple[str, ...],
    form: str | None,
    replace: bool,
    version: str,
    doi: str,
    title: str,
    since: Path | None,
) -> int:
    """Write the base, or a part of it, for other programs.

    OUT is a file for trig, nquads (.nq), turtle (.ttl) and jsonld, and a folder for csv, parquet and ro-
    crate. The same base gives the same bytes. WHAT keeps a part: layers (base, own, imports, derived), files,
    kinds of record (claim) and records (claim/x). Without it all is written that files say; what follows from
    them, such as standings, is `derived`.
    """
    from kb.api import open_base
    from kb.cli.missing_files import name_missing_files
    from kb.common.files import short_path, typed_path

    base = open_base()
    name_missing_files(base)
    place = typed_path(out, base.root)
    earlier = typed_path(since, base.root) if since else None
    made = base.export(
        place, selected, form or "", replace=replace, version=version, doi=doi, title=title, since=earlier
    )
    size = sum(file.bytes for file in made.files)
    click.echo(f"{short_path(made.place)}: {_said(made.statements, made.graphs, len(made.files), size)}")
    if len(made.files) == 1:
        click.echo(f"SHA-256 {made.files[0].sha256}")
    return ExitCode.CLEAN


def _said(statements: int, graphs: int, files: int, size: int) -> str:
    written = f"{files} files, " if files > 1 else ""
    return f"{statements:,} statements of {graphs:,} graphs, {written}{size:,} bytes"
