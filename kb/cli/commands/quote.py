"""`soc-evidence quote`."""

from __future__ import annotations

import click

from kb.errors import ExitCode, UsageError


@click.command(
    epilog='Examples: soc-evidence quote apco-soc-legacy "majority of Protective Service"; '
    "soc-evidence quote --all; soc-evidence quote --record"
)
@click.argument("source", required=False)
@click.argument("words", required=False)
@click.option("--all", "listing", is_flag=True, help="List every quotation with its verdict.")
@click.option("--record", "recording", is_flag=True, help="Compare all, and write the verdicts down.")
@click.option("--base", is_flag=True, help="With --record: the bundled evidence too (for its editors).")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text")
def command(
    source: str | None, words: str | None, listing: bool, recording: bool, base: bool, form: str
) -> int:
    """Find WORDS in the frozen text of SOURCE, and print a record that quotes the passage.

    SOURCE is the id of a source whose document lies in `texts/` of the workspace. With --all every
    quotation of the workspace is listed with its verdict; with --record the verdicts are also written to
    quotations.json beside the evidence, with the day, for those who do not have the documents.
    """
    from kb.quoting import quotation_report
    from kb.workspace import open_workspace

    workspace = open_workspace()
    if listing or recording:
        if source:
            raise UsageError("--all and --record take no source.", "Leave the source away.")
        report = quotation_report.all_verdicts(workspace, record=recording, base=base)
    elif source and words:
        report = quotation_report.passages(workspace, source, words)
    else:
        raise UsageError("Which words of which source?", 'Type: soc-evidence quote SOURCE "the words"')
    click.echo(report.render(form), nl=False)
    if report.summary:
        click.echo(report.summary, err=True)
    return ExitCode.CLEAN if report.good else ExitCode.FINDINGS
