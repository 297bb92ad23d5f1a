"""`soc-evidence review`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from kb.reviewing.review_listing import Review, ReviewedRow

_SHOWN = 200
"""Characters of a value that are shown."""


@click.command(epilog="Example: soc-evidence review bay --accept 1,3-5 --return 2 --remark 'Which page?'")
@click.argument("office", default="")
@click.option("--accept", "accepted", metavar="ROWS", default="", help="Accept rows: 1,3-5, names, or all.")
@click.option("--return", "returned", metavar="ROWS", default="", help="Send rows back, with --remark.")
@click.option("--reject", "rejected", metavar="ROWS", default="", help="Reject rows, with --reason.")
@click.option("--remark", default="", help="What the office should mend.")
@click.option("--reason", default="", help="Why rows are rejected, or accepted.")
@click.option("--by", default="", help="Who decides, if not the contributor of your own evidence.")
@click.option(
    "--answer", type=click.Path(path_type=Path), help="Write the decisions into a file for the office."
)
@click.option("--all", "whole", is_flag=True, help="List the rows that are decided on, too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(
    office: str,
    accepted: str,
    returned: str,
    rejected: str,
    remark: str,
    reason: str,
    by: str,
    answer: Path | None,
    whole: bool,
    form: str,
) -> int:
    """Show what came from an OFFICE and waits, row by row; decide on it.

    Without OFFICE the offices are listed. A row is shown with what it says, what changed since it was last
    here, what its quotation comes to against the document at hand, and what is wrong with it; personal data
    are starred out. Each decision is a dated record beside the rows. Until a row is accepted it supports
    nothing, and nothing that rests on it does.
    """
    from kb.api import open_base
    from kb.common.files import short_path
    from kb.common.output import as_json
    from kb.reviewing.deciding import Choice, decide, one_review
    from kb.reviewing.pack_writing import write_pack
    from kb.reviewing.review_decisions import Outcome

    base = open_base()
    wanted = (
        Choice(Outcome.ACCEPTED, accepted, "" if rejected else reason),
        Choice(Outcome.RETURNED, returned, remark),
        Choice(Outcome.REJECTED, rejected, reason),
    )
    choices = [choice for choice in wanted if choice.rows]
    if not office and (choices or answer):
        raise UsageError("Decisions are on the rows of one office.", "Name it: soc-evidence review OFFICE …")
    if choices:
        made = decide(base.workspace, office, choices, by=by)
        for decision in made.decisions:
            click.echo(f"{decision.record}: {decision.outcome.value}")
        if made.still_waiting:
            click.echo(f"what is accepted refers to what waits: {', '.join(made.still_waiting)}", err=True)
    if answer:
        click.echo(short_path(write_pack(answer, base.answer(office))))
    if choices or answer:
        return ExitCode.CLEAN
    listed = [one_review(base.workspace, office)] if office else list(base.review())
    if form == "json":
        click.echo(as_json(listed), nl=False)
    else:
        click.echo(_table(listed) if not office else _rows(listed[0], whole=whole), nl=False)
    return ExitCode.CLEAN


def _table(reviews: list[Review]) -> str:
    from kb.reviewing.review_decisions import Outcome

    lines = []
    for found in reviews:
        counts = [
            f"{found.counted(outcome)} {outcome.value}" for outcome in Outcome if found.counted(outcome)
        ]
        counts += [f"{len(found.refused)} not taken in"] if found.refused else []
        who = f"{found.organization}, packed on {found.date}: " if found.date else ""
        lines.append(f"{found.office}: {who}{', '.join(counts)}\n")
    return "".join(lines) or "nothing was received\n"


def _rows(found: Review, *, whole: bool) -> str:
    from kb.reviewing.review_decisions import Outcome

    lines = [_table([found])]
    shown = [row for row in found.rows if whole or row.outcome is not Outcome.ACCEPTED]
    for row in shown:
        lines += [f"\n[{row.number}] {row.name}: {row.outcome.value}, {row.state}\n", *_told(row)]
    hidden = len(found.rows) - len(shown)
    lines += [f"\n{hidden} accepted rows are not shown; --all shows them\n"] if hidden else []
    lines += ["\nnot taken in, for an error; the answer tells the office:\n"] if found.refused else []
    lines += [f"    {row.name} ({row.date}): {_short(row.reason)}\n" for row in found.refused]
    return "".join(lines)


def _told(row: ReviewedRow) -> list[str]:
    lines = [f"    {key}: {_short(text)}\n" for key, text in row.says]
    if row.decision:
        said = row.decision
        lines.append(
            f"    > {said.outcome.value} on {said.date} by {said.by}: {_short(said.reason) or '-'}\n"
        )
    if row.verdict:
        note = f" ({_short(row.verdict_note)})" if row.verdict_note else ""
        lines.append(f"    > quotation: {row.verdict}{note}\n")
    lines += [f"    > refers to what waits: {', '.join(row.waits_on)}\n"] if row.waits_on else []
    lines += [f"    > {f.severity.label}[{f.check}] {_short(f.message)}\n" for f in row.findings]
    return lines


def _short(text: str) -> str:
    from kb.reports import visible

    even = visible(" ".join(text.split()))
    return even if len(even) <= _SHOWN else f"{even[: _SHOWN - 1]}…"
