"""`soc-evidence merge`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from builder.merging.draft_changes import Change, Proposal


@click.command(
    epilog="Examples: soc-evidence merge comment-reviewed.docx; "
    "soc-evidence merge comment-reviewed.docx --accept 1,3-5 --output submission-2.md"
)
@click.argument("returned", type=click.Path(path_type=Path))
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("--accept", "accepted", metavar="all|N,…", help="Take these changes over, without asking.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the changed draft is written.")
@click.option("--in-place", is_flag=True, help="Write over the draft; a copy of it as it was is kept.")
@click.option("--remarks", is_flag=True, help="Put comments into the draft, too, as <!-- remarks -->.")
@click.option("--format", "form", type=click.Choice(["text", "diff", "json"]), default="text")
def command(
    returned: Path,
    draft: Path | None,
    accepted: str | None,
    output: Path | None,
    in_place: bool,
    remarks: bool,
    form: str,
) -> int:
    """Show what colleagues changed in a Word file as changes of DRAFT, to accept or reject one by one.

    RETURNED.docx was written by `build --docx`. Tracked and untracked changes are found alike; text that the
    build fills in from the graph is never changed, but named. On a terminal each change is asked about;
    otherwise all are shown, and --accept takes some over. `all` leaves out changes that would remove a
    citation or role: accept those by number.
    """
    from builder.merging.merge_draft import merge
    from builder.merging.proposal_output import chosen, render
    from kb.api import open_base
    from kb.common.files import typed_path

    if in_place and output:
        raise UsageError("--in-place and --output exclude one another.", "Choose where the draft goes.")
    base = open_base()
    output = typed_path(output, base.root) if output else None
    proposal = merge(base, typed_path(returned, base.root), draft and typed_path(draft, base.root))
    asked = accepted is None and form == "text" and sys.stdin.isatty() and sys.stdout.isatty()
    click.echo(render(proposal, form, changes=not asked), nl=False)
    if accepted is not None or (remarks and not asked):
        changes = chosen(proposal, accepted or "")
    elif asked and proposal.changes:
        changes = _ask(proposal)
        in_place = in_place or (not output and bool(changes) and click.confirm(_OVER.format(proposal.path)))
    else:
        changes = []
    if changes or (remarks and proposal.remarks):
        _write(proposal, changes, base.root / output if output else None, in_place, remarks)
    worst = max((finding.severity.label for finding in proposal.findings), default="")
    return ExitCode.FINDINGS if "error" in worst else ExitCode.CLEAN


_OVER = "Write over {}? A copy of it as it is now is kept."


def _ask(proposal: Proposal) -> list[Change]:
    """Ask about each change in turn."""
    from builder.merging.proposal_output import described

    changes: list[Change] = []
    for number, change in enumerate(proposal.changes, 1):
        click.echo("\n".join(described(proposal, number, change)))
        answer = click.prompt("Accept?", type=click.Choice(["y", "n", "q"]), default="n")
        if answer == "q":
            break
        changes += [change] if answer == "y" else []
    return changes


def _write(
    proposal: Proposal, changes: Sequence[Change], output: Path | None, in_place: bool, remarks: bool
) -> None:
    from builder.merging.merge_draft import accepted_text, write_accepted, write_new
    from kb.common.files import short_path

    text = accepted_text(proposal, changes, remarks=remarks)
    said = f"{len(changes)} of {len(proposal.changes)} changes"
    if in_place:
        kept = write_accepted(Path(proposal.path), text, proposal.text)
        click.echo(f"{said} written to {short_path(proposal.path)}; as it was: {short_path(kept)}", err=True)
    elif output:
        write_new(output, text)
        click.echo(f"{said} written to {short_path(output)}", err=True)
    else:
        click.echo(f"{said} accepted, nothing written: add --output FILE or --in-place", err=True)
