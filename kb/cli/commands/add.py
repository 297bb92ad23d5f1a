"""`soc-evidence add`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import ExitCode

if TYPE_CHECKING:
    from kb.contributing import Addition


@click.command(
    epilog='Example: soc-evidence add duties.xlsx job.docx --contributor "Dana Reyes" '
    '--organization "Bay County ECC" --licence CC-BY-4.0'
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--contributor", default="", help="Who contributes the files.")
@click.option("--organization", default="", help="For which office.")
@click.option("--licence", default="", help="Licence or permission, such as CC-BY-4.0.")
@click.option("--date", "day", default="", help="Day of the contribution, YYYY-MM-DD; today by default.")
@click.option(
    "--set", "pairs", multiple=True, metavar="[FILE:]FIELD=VALUE", help="Correct a proposed record."
)
@click.option("--duties", "occupation", default="", metavar="CODE", help="Propose duties of this occupation.")
@click.option("--yes", is_flag=True, help="Take proposed records of documents as they are.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
def command(
    files: tuple[Path, ...],
    contributor: str,
    organization: str,
    licence: str,
    day: str,
    pairs: tuple[str, ...],
    occupation: str,
    yes: bool,
    form: str,
) -> int:
    """Check contributed FILES (or folders of them), and take them into your evidence.

    Records come as YAML, CSV, workbooks, Turtle, TriG or JSON-LD. Documents of Word, PDF, web pages, text,
    presentations, scans and e-mails become sources: the document is kept in texts/, its record is proposed
    for you to confirm. Files in a zip file and attachments are taken as if handed in singly. With --duties a job description
    also gives a sheet of proposed duty statements to correct; that sheet is not taken in. Everything is
    checked first, for personal data too; when something is wrong, nothing is changed.
    """
    from kb.common.dates_and_numbers import today
    from kb.contributing import Contribution, planned
    from kb.contributing.contribution import customary
    from kb.contributing.corrections import parse_corrections
    from kb.reports import render_findings, summary
    from kb.workspace import open_workspace

    workspace = open_workspace()
    known = customary(workspace)
    given = {"contributor": contributor, "organization": organization, "licence": licence}
    asked = _asked({key: value or known.get(key, "") for key, value in given.items()})
    contribution = Contribution(**asked, date=day or today().isoformat())
    with planned(workspace, files, contribution, parse_corrections(pairs)) as addition:
        findings = list(addition.findings)
        click.echo(render_findings(findings, form), nl=False)
        if addition.refused:
            click.echo(f"{summary(findings)}; nothing was changed", err=True)
            return ExitCode.FINDINGS
        return _take_in(addition, occupation, yes=yes)


def _take_in(addition: Addition, occupation: str, *, yes: bool) -> int:
    from kb.common.files import all_or_none, short_path
    from kb.contributing.adding import carry_out, said
    from kb.contributing.duty_proposals import proposed_duties

    documents = [file for file in addition.files if file.document is not None]
    for file in documents:
        click.echo(f"# {short_path(file.shown)}\n{file.records.decode()}", err=True)
    if documents and not yes and not _confirmed():
        click.echo("nothing was changed", err=True)
        return ExitCode.FINDINGS
    with all_or_none() as sheets:
        sheets += proposed_duties(addition, occupation) if occupation else []
        written = carry_out(addition) + sheets
    click.echo(said(addition, written), nl=False)
    return ExitCode.CLEAN


def _asked(given: dict[str, str]) -> dict[str, str]:
    """Ask a person at a terminal for what the options do not say."""
    if not sys.stdin.isatty():
        return given
    return {key: value or click.prompt(key.capitalize(), err=True) for key, value in given.items()}


def _confirmed() -> bool:
    if sys.stdin.isatty():
        return click.confirm("Take these records in?", err=True)
    click.echo("Confirm with --yes, or correct with --set FIELD=VALUE, --set FILE:FIELD=VALUE.", err=True)
    return False
