"""`soc-evidence receive`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import ExitCode

if TYPE_CHECKING:
    from kb.reviewing.contribution_answers import Answer
    from kb.reviewing.receipts import Receipt


@click.command(epilog="Example: soc-evidence receive bay-2026-11-28.zip")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--office", default="", help="Short name to file it under, if not what it says itself.")
@click.option(
    "--answer", type=click.Path(path_type=Path), help="Write an answer for the office, with the rows refused."
)
@click.option(
    "--workbook",
    type=click.Path(path_type=Path),
    help="Write an answer's remarks into a copy of this workbook.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
def command(path: Path, office: str, answer: Path | None, workbook: Path | None, form: str) -> int:
    """Take in the pack at PATH, or a shared folder of records, to wait for a decision.

    It is proven to be what was packed, and its rows are checked one by one; a row with an error is refused,
    the others are not. Ids get the office before them. Nothing that waits supports or counts for anything.
    The same rows again change nothing; rows that say something else wait again.

    At the office, PATH is the answer that came back: each remark is told at the row that it is about, and
    with --workbook at its cell in a copy.
    """
    from kb.api import open_base
    from kb.common.files import short_path, typed_path
    from kb.reports import render_findings
    from kb.reviewing.answer_remarks import remark_in_workbook
    from kb.reviewing.contribution_answers import Answer
    from kb.reviewing.pack_writing import write_pack

    base = open_base()
    found = base.receive(typed_path(path, base.root), office=office)
    checks = base.checks() if form == "sarif" else ()
    click.echo(render_findings(found.findings, form, checks), nl=False)
    if isinstance(found, Answer):
        if workbook and found.findings and found.remarks:
            click.echo(short_path(remark_in_workbook(base.workspace, found, workbook.absolute())))
        return _answered(found)
    refused = {f.subject for f in found.findings if f.check == "row-refused" and f.subject}
    if answer and found.office and (refused or not found.refused):
        write_pack(answer, base.answer(found.office))
    return _received(found, len(refused))


def _received(receipt: Receipt, refused: int) -> int:
    from kb.contributing.row_comparison import RowState

    if receipt.refused:
        click.echo("nothing was taken in", err=True)
        return ExitCode.FINDINGS
    counts = [f"{receipt.counted(state)} {state.value}" for state in RowState if receipt.counted(state)]
    counts += [f"{refused} refused"] if refused else []
    said = f"{receipt.office}, {receipt.organization}, packed on {receipt.date}: {', '.join(counts)}"
    said += f"; documents: {', '.join(receipt.documents)}" if receipt.documents else ""
    click.echo(said)
    for row in receipt.rows:
        if row.state is RowState.CHANGED:
            click.echo(f"  {row.name}: {'; '.join(difference.said() for difference in row.differences)}")
        elif row.state is RowState.GONE:
            click.echo(f"  {row.name}: no longer sent; it waits again")
    if receipt.renamed and receipt.counted(RowState.NEW):
        ids = "1 id" if receipt.renamed == 1 else f"{receipt.renamed} ids"
        click.echo(f"`{receipt.office}.` now stands before {ids}", err=True)
    click.echo(f"decide with: soc-evidence review {receipt.office}", err=True)
    return ExitCode.FINDINGS if refused else ExitCode.CLEAN


def _answered(answer: Answer) -> int:
    if answer.findings and not answer.remarks:
        return ExitCode.FINDINGS
    outcomes = ("accepted", "returned", "rejected", "refused")
    counts = [f"{answer.counted(outcome)} {outcome}" for outcome in outcomes if answer.counted(outcome)]
    click.echo(f"{answer.organization} answered on {answer.date}: {', '.join(counts) or 'nothing'}")
    return ExitCode.CLEAN
