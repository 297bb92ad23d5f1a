"""`soc-evidence pack`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence pack -o bay-county.zip")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; OFFICE-DATE.zip otherwise.")
@click.option("--without-documents", is_flag=True, help="Leave the documents of sources here.")
@click.option(
    "--with-personal-data", is_flag=True, help="Send documents that seem to hold personal data, too."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
def command(
    places: tuple[Path, ...],
    output: Path | None,
    without_documents: bool,
    with_personal_data: bool,
    form: str,
) -> int:
    """Put contributions into one file, for whoever keeps a larger evidence base.

    PLACES are folders of contributions, such as those below evidence/contributed/; what they rest on goes
    with them. Without PLACES everything of yours goes. The file is a zip that opens anywhere: records,
    documents of their sources, what the quotations came to, who gave them, when, under which licence, and
    the sha256 of it all. Everything is checked first, for personal data too; when something is wrong,
    nothing is packed, and a document that seems to hold personal data stays here.
    """
    from kb.api import open_base
    from kb.common.files import short_path, typed_path
    from kb.reports import render_findings, summary
    from kb.reviewing.pack_readme import by_kind
    from kb.reviewing.pack_writing import write_pack

    base = open_base()
    made = base.pack(
        [typed_path(place, base.root) for place in places],
        documents=not without_documents,
        personal_data=with_personal_data,
    )
    click.echo(render_findings(made.findings, form, base.checks() if form == "sarif" else ()), nl=False)
    if made.refused:
        click.echo(f"{summary(made.findings)}; nothing was packed", err=True)
        return ExitCode.FINDINGS
    path = write_pack(output or Path(made.file_name), made.data)
    texts = f"; documents: {', '.join(made.documents)}" if made.documents else ""
    click.echo(f"{short_path(path)}: {by_kind(made.records)}{texts}")
    for source, why in sorted(made.withheld.items()):
        click.echo(f"not in it: the document of {source}: {why}", err=True)
    return ExitCode.CLEAN
