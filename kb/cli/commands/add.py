"""`soc-evidence add`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import ExitCode, UsageError

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
@click.option("--remarks", is_flag=True, help="Write findings into a copy of the workbook, beside it.")
@click.option("--remarks-to", type=click.Path(path_type=Path), help="Where to write that copy.")
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
    remarks: bool,
    remarks_to: Path | None,
    form: str,
) -> int:
    """Check contributed FILES (or folders of them), and take them into your evidence.

    Records come as YAML, CSV, workbooks, Turtle, TriG or JSON-LD. Documents of Word, PDF, web pages, text,
    presentations, scans and e-mails become sources: the document is kept in texts/, its record is proposed
    for you to confirm. Files in a zip file and attachments are taken as if handed in singly. With --duties
    a job description also gives a sheet of proposed duty statements to correct; that sheet is not taken in.
    Everything is checked first, for personal data too; when something is wrong, nothing is changed. A
    workbook may say who contributes on its sheet `about us`; what is wrong in it can come back as remarks
    at its cells.
    """
    from kb.api import open_base
    from kb.common.files import typed_path
    from kb.contributing.corrections import parse_corrections
    from kb.contributing.duty_proposals import known_occupation
    from kb.contributing.workbook_sheets import is_workbook
    from kb.records.collection import read_collection
    from kb.reports import render_findings, summary

    base = open_base()
    if occupation:
        known_occupation(occupation, read_collection(base.workspace))
    given = {"contributor": contributor, "organization": organization, "licence": licence}
    if not any(map(is_workbook, files)):  # a workbook may say it itself
        known = base.customary()
        given = _asked({key: value or known.get(key, "") for key, value in given.items()})
    typed = [typed_path(path, base.root) for path in files]
    with base.planned(typed, {**given, "date": day}, parse_corrections(pairs)) as addition:
        findings = list(addition.findings)
        click.echo(render_findings(findings, form), nl=False)
        if remarks or remarks_to:
            _remark(addition, remarks_to)
        if addition.refused:
            click.echo(f"{summary(findings)}; nothing was changed", err=True)
            if addition.books and not (remarks or remarks_to):
                click.echo("--remarks writes them into a copy of the workbook", err=True)
            return ExitCode.FINDINGS
        return _take_in(addition, occupation, yes=yes)


def _remark(addition: Addition, place: Path | None) -> None:
    """Write what was found into a copy of each workbook, and say where."""
    from kb.common.files import short_path
    from kb.contributing.cell_remarks import write_remarks

    if place and len(addition.books) > 1:
        raise UsageError("--remarks-to names one copy, and there are several workbooks.", "Use --remarks.")
    for book in addition.books:
        if any(finding.location.path == book.shown for finding in addition.findings):
            click.echo(f"{short_path(write_remarks(book, addition.findings, place))}: with remarks", err=True)


def _take_in(addition: Addition, occupation: str, *, yes: bool) -> int:
    from kb.common.files import all_or_none, short_path
    from kb.contributing.adding import carry_out, said
    from kb.contributing.duty_proposals import proposed_duties

    documents = [file for file in addition.files if file.document is not None and not file.described]
    for file in documents:
        click.echo(f"# {short_path(file.shown)}\n{file.records.decode()}", err=True)
    if documents and not yes and not _confirmed():
        click.echo("nothing was changed", err=True)
        return ExitCode.FINDINGS
    with all_or_none() as written:
        sheets = proposed_duties(addition, occupation) if occupation else []
        written += [path for sheet in sheets for path in sheet.written]
        places = carry_out(addition) + written
    click.echo(said(addition, places), nl=False)
    for sheet in sheets:
        click.echo(sheet.said(), err=True)
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
