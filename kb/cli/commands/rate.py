"""`soc-evidence rate`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


class _InOrder(click.Group):
    """Lists its commands in the order of a study."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are declared."""
        return list(self.commands)


@click.group(cls=_InOrder, epilog="Example: soc-evidence rate sheet pilot-2026 --raters 3")
def command() -> None:
    """Have duties rated by others: sheets out, filled sheets in, agreement."""


@command.command(
    short_help="Write masked sheets for raters, and a key for yourself.",
    epilog="Example: soc-evidence rate sheet pilot-2026 43-5031 33-9032 --raters 4 --seed 2026",
)
@click.argument("study")
@click.argument("codes", nargs=-1, metavar="[CODE…]")
@click.option("--for", "occupation", default="", metavar="CODE", help="The occupation in question.")
@click.option("--control", "controls", multiple=True, metavar="CODE", help="Other controls than the usual.")
@click.option("--without", multiple=True, metavar="CODE", help="Do without this occupation.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only duties from this source.")
@click.option("--hide", multiple=True, metavar="WORDS", help="Hide these words, too.")
@click.option("--raters", type=click.IntRange(1, 50), default=3, show_default=True, help="Sheets to write.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Draws the order.")
def sheet(
    study: str,
    codes: tuple[str, ...],
    occupation: str,
    controls: tuple[str, ...],
    without: tuple[str, ...],
    sources: tuple[str, ...],
    hide: tuple[str, ...],
    raters: int,
    seed: int,
) -> int:
    """Write masked sheets for the raters of a new STUDY, and a key that says which row is which.

    The duties are those of the CODES, or of all occupations with recorded duties, and of controls from other
    major groups. Codes, titles and words that give the occupation away are hidden, and a few dummy duties
    are mixed in. The sheets are in ratings/STUDY/sheets; the key, ratings/STUDY/key.json, stays with you.
    """
    from kb.api import open_base
    from kb.common.files import short_path
    from kb.rating.study_design import StudyPlan

    plan = StudyPlan(study, codes, occupation, controls or None, without, sources, hide, raters, seed)
    written = open_base().write_rating_study(plan)
    rated = [row for row in written.key.rows if row.statement]
    occupations = {row.statement.occupation for row in rated if row.statement}
    click.echo(short_path(written.sheets[0].parent))
    dummies = len(written.key.rows) - len(rated)
    click.echo(
        f"{raters} sheets: {len(rated)} duties of {len(occupations)} occupations, {dummies} dummy duties; "
        f"code book {written.key.code_book.sha256[:12]}…",
        err=True,
    )
    bare = [row.id for row in rated if row.bare]
    if bare:
        click.echo(f"little is left to judge in {', '.join(bare)}: see the key", err=True)
    click.echo(f"{short_path(written.key_file)} says which row is which: no rater may see it", err=True)
    return ExitCode.CLEAN


@command.command(
    short_help="Take filled sheets in, all of them or none.",
    epilog="Example: soc-evidence rate add sheet-1.xlsx sheet-2.xlsx sheet-3.csv",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--contributor", default="", help="Who takes them in, if contribution.yaml does not say.")
@click.option("--organization", default="", help="For which office or association.")
@click.option("--licence", default="", help="Licence of the records, such as CC-BY-4.0.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
def add(files: tuple[Path, ...], contributor: str, organization: str, licence: str, form: str) -> int:
    """Take filled sheets in, all of them or none.

    What is wrong is told at its cell: a row that was changed or left out, a mark that is none, a rater who
    is on record already, a code book that changed. A sheet whose rater failed a dummy duty is taken in, kept
    apart and not counted, until `rate count` records a decision.
    """
    from kb.api import open_base
    from kb.common.files import short_path
    from kb.reports import render_findings, summary

    taking = open_base().take_ratings(
        [path.absolute() for path in files],
        contributor=contributor,
        organization=organization,
        licence=licence,
    )
    click.echo(render_findings(taking.findings, form), nl=False)
    if taking.refused:
        click.echo(f"{summary(taking.findings)}; nothing was changed", err=True)
        return ExitCode.FINDINGS
    for one in taking.sheets:
        apart = f"; kept apart, failed {', '.join(one.failed)}" if one.failed else ""
        click.echo(f"{one.rater}: {len(one.filled.rows)} rows{apart}", err=True)
    for path in taking.written:
        click.echo(short_path(path), err=True)
    return ExitCode.CLEAN


@command.command(
    short_help="Record why a sheet counts although a dummy duty was failed.",
    epilog="Example: soc-evidence rate count pilot-2026 ann --by 'Dana Reyes' --because '…'",
)
@click.argument("study")
@click.argument("rater")
@click.option("--by", required=True, help="Who decides.")
@click.option("--because", "reason", required=True, help="Why it counts all the same.")
def count(study: str, rater: str, by: str, reason: str) -> int:
    """Record that the sheet of a RATER counts although a dummy duty was failed."""
    from kb.api import open_base
    from kb.common.files import short_path

    path = open_base().count_rating_sheet(study, rater, by=by, reason=reason)
    click.echo(short_path(path))
    return ExitCode.CLEAN


@command.command(
    short_help="Say how far raters agree, and what a count can tell.",
    epilog="Example: soc-evidence rate agreement pilot-2026 --group 33-0000",
)
@click.argument("study", default="")
@click.option("--group", default="", metavar="CODE", help="The group whose membership is tested.")
@click.option(
    "--ratings",
    default="majority",
    show_default=True,
    metavar="WHOSE",
    help="majority, unanimous, or a rater: what counts of functions go by.",
)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def agreement(study: str, group: str, ratings: str, form: str) -> int:
    """Say how far the raters of a STUDY agree, and what a count of functions can tell.

    Krippendorff's alpha and Fleiss' kappa for each function and over all, with bootstrap intervals; the
    functions below .6; and for each k the sensitivity and specificity of "at least k functions" as a test of
    membership in the group.
    """
    from kb.api import open_base
    from kb.common.output import as_json
    from kb.common.tables import terminal_width
    from kb.rating.agreement_text import report_csv, report_text

    found = open_base().rating_agreement(study, group=group, ratings=ratings)
    if form == "json":
        text = as_json(found)
    elif form == "csv":
        text = report_csv(found)
    else:
        text = report_text(found, terminal_width())
    click.echo(text, nl=False)
    return ExitCode.CLEAN
