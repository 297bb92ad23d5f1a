"""`soc-evidence suggest`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from kb.api import Base


@click.command(
    epilog="Examples: soc-evidence suggest submission.md; "
    "soc-evidence suggest --against --claim work-is-protective; "
    'soc-evidence suggest --reject evidence/apco-legacy-ask --reason "an advocate, no data"'
)
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("--accept", "accepted", metavar="RECORD", help="Note that a suggestion was taken up.")
@click.option("--reject", "rejected", metavar="RECORD", help="Note that it was not; needs --reason.")
@click.option("--reason", default="", help="Why.")
@click.option("--against", is_flag=True, help="Only what speaks against what it argues, or against --claim.")
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Against this claim; no draft is read.")
@click.option("--lexical", is_flag=True, help="By words only; needs no model.")
@click.option("--no-unused", is_flag=True, help="Leave out evidence that no paragraph uses.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text")
def command(
    draft: Path | None,
    accepted: str | None,
    rejected: str | None,
    reason: str,
    against: bool,
    claims: tuple[str, ...],
    lexical: bool,
    no_unused: bool,
    form: str,
) -> int:
    """Find evidence for each paragraph of DRAFT (the workspace's own draft without one).

    Shown are evidence that fits and is not cited, contrary evidence that is not acknowledged, numbers
    that the graph could supply, and evidence for the draft's claims that no paragraph uses. What you
    accept or reject is written to suggestions.csv beside the draft and not suggested again. With --against
    only what an opponent would use is shown: what disputes the claims that it argues, requests of their kind
    that the committee refused, and objections that it does not answer.
    """
    from builder.draft_file import find_draft
    from builder.suggestions.decisions import ACCEPTED, REJECTED
    from builder.suggestions.draft_suggestions import decide, suggest, suggest_against
    from builder.suggestions.suggestion_output import render
    from kb.api import open_base
    from kb.cli.missing_files import name_missing_files
    from kb.cli.progress import bar
    from kb.common.files import short_path, typed_path

    def say(message: str) -> None:
        click.echo(message, err=True)

    base = open_base()
    if claims:
        return _against_claims(base, claims, form, draft=draft, against=against)
    draft = find_draft(base.workspace, draft and typed_path(draft, base.root), "suggest")
    for record, decision in ((accepted, ACCEPTED), (rejected, REJECTED)):
        if record:
            say(f"Written to {short_path(decide(base, draft, record, decision, reason))}.")
    if accepted or rejected:
        return ExitCode.CLEAN
    name_missing_files(base)
    with bar("Encoding") as progress, base:
        mode = "lexical" if lexical else "hybrid"
        if against:
            found = suggest_against(base, draft, mode, say=say, progress=progress)
        else:
            found = suggest(base, draft, mode, unused=not no_unused, say=say, progress=progress)
    click.echo(render(found, str(draft), form), nl=False)
    say(f"{len(found)} suggestions.")
    return ExitCode.CLEAN


def _against_claims(
    base: Base, claims: tuple[str, ...], form: str, *, draft: Path | None, against: bool
) -> ExitCode:
    """Show what speaks against some claims, each by its own name."""
    from builder.suggestions.draft_suggestions import suggest_against
    from builder.suggestions.suggestion_output import render
    from kb.cli.missing_files import name_missing_files

    if draft or not against:
        raise UsageError("--claim goes with --against, and with no draft.", "suggest --against --claim ID")
    name_missing_files(base)
    with base:
        asked = [claim.removeprefix("claim/") for claim in claims]
        found = suggest_against(base, claims=asked)
    click.echo(render(found, " ".join(f"claim/{claim}" for claim in asked), form), nl=False)
    click.echo(f"{len(found)} against {'it' if len(claims) == 1 else 'them'}.", err=True)
    return ExitCode.CLEAN
