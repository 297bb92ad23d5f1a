"""`soc-evidence job-descriptions`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


@click.group()
def command() -> None:
    """Review an agency's job description; count what those of all agencies require."""


@command.command(
    epilog="Example: soc-evidence job-descriptions review job.docx --occupation 43-5031 --state MA "
    '--agency "Bay County ECC"'
)
@click.argument("document")
@click.option("--occupation", metavar="CODE", default="", help="SOC code of the work.")
@click.option("--agency", default="", help="Whose it is: name, or id of an agent.")
@click.option("--state", default="", help="Name or postal code, for its laws and neighbours.")
@click.option("--place", default="", help="County or city, for other services of it.")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=Path(), help="Folder to write into.")
@click.option("--format", "form", type=click.Choice(["docx", "md", "json"]), default="docx")
def review(
    document: str, occupation: str, agency: str, state: str, place: str, folder: Path, form: str
) -> int:
    """Review DOCUMENT, a file or the id of a source, for its agency.

    Written are the review and a skeleton of the revised description, as Word files or Markdown: which
    federally recorded duties and technology it leaves out, by likeness of words with the nearest line, words
    of office support where the duty is none, what the state requires, how neighbours and other services of
    the place say comparable duties, and when it was last revised. JSON goes to standard output.
    """
    from kb.api import open_base
    from kb.cli.findings_output import show_findings
    from kb.cli.missing_files import name_missing_files
    from kb.common.files import all_or_none, short_path, typed_path, write_new
    from kb.common.output import as_json
    from kb.job_descriptions.pages import as_markdown, as_word
    from kb.reports import render_findings

    base = open_base()
    name_missing_files(base)
    given = typed_path(Path(document), base.root)
    found = base.review_description(
        given if given.is_file() else document, occupation, agency=agency, state=state, place=place
    )
    if found.review is None:
        return show_findings(found.findings, "text", False, lambda: ())
    if found.findings:
        click.echo(render_findings(found.findings, "text"), err=True, nl=False)
    if form == "json":
        click.echo(as_json(found.review), nl=False)
        return ExitCode.CLEAN
    stem = Path(found.review.description.document).stem
    with all_or_none() as written:
        for name, page in zip(("review", "revised"), base.description_pages(found), strict=True):
            data = as_word(page) if form == "docx" else as_markdown(page).encode()
            written.append(write_new(typed_path(folder, Path.cwd()) / f"{stem}-{name}.{form}", data))
    for line in found.review.in_short():
        click.echo(f"- {line}")
    click.echo(f"Wrote {' and '.join(short_path(path) for path in written)}.", err=True)
    return ExitCode.CLEAN


@command.command(epilog="Example: soc-evidence job-descriptions shares 43-5031 --by state")
@click.argument("code")
@click.option("--by", type=click.Choice(["state", "size"]), help="Agencies of each state, or size, besides.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def shares(code: str, by: str | None, form: str) -> int:
    """Say how many agencies' job descriptions require each federally recorded duty of CODE.

    Each share has its n and Wilson's interval, and the whole says how the descriptions were gathered and
    when they were revised. Counted are duties that people confirmed, out of descriptions whose agency's
    permission is on record; nothing that waits for review. Without any there is no share, which is not zero.
    """
    from kb.api import open_base
    from kb.cli.missing_files import name_missing_files
    from kb.common.output import as_json
    from kb.common.tables import terminal_width
    from kb.job_descriptions.shares_text import shares_csv, shares_text

    base = open_base()
    name_missing_files(base)
    found = base.duty_shares(code, by or "")
    if form == "json":
        text = as_json(found)
    else:
        text = shares_csv(found) if form == "csv" else shares_text(found, terminal_width())
    click.echo(text, nl=False)
    return ExitCode.CLEAN
