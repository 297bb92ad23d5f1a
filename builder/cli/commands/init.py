"""`soc-evidence init`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


@click.command(
    epilog="Example: soc-evidence init our-comment --contributor 'Dana Reyes' --organization 'Bay County ECC'"
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--contributor", default="", help="Your name, recorded as the source of your files.")
@click.option("--organization", default="", help="Your office.")
@click.option("--licence", default="CC-BY-4.0", show_default=True, help="Licence of your evidence files.")
@click.option("--blank", is_flag=True, help="Begin with section headings only, not with the example text.")
def command(folder: Path, contributor: str, organization: str, licence: str, blank: bool) -> int:
    """Make a workspace in FOLDER: a draft, a folder for your evidence, and settings.

    The draft begins as the complete example submission, to be edited. Nothing that is there already is
    changed.
    """
    from builder.workspace import Contributor, make_workspace

    made = make_workspace(folder, Contributor(contributor, organization, licence), blank=blank)
    for path in made:
        click.echo(path.as_posix())
    click.echo(f"Next: cd {folder} && soc-evidence build", err=True)
    return ExitCode.CLEAN
