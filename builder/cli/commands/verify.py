"""`soc-evidence verify`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.findings_output import findings_options, show_checks, show_findings


@click.command(epilog="Example: soc-evidence verify comment.pdf")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@findings_options("List what verifying can find.")
def command(file: Path | None, form: str, listing: bool, strict: bool) -> int:
    """Verify a filed PDF from itself alone.

    The draft, evidence, findings and manifest are taken out of FILE and their hashes checked; the checks run
    again; the document is made again, and every page is held against what it should print. It needs no
    workspace and no network, and writes nothing. What it found goes to the output, what it means beside it.
    """
    from builder.verifying.proof_text import as_text
    from builder.verifying.proving import checks
    from builder.verifying.verification import verify
    from kb.common.files import short_path

    if listing:
        return show_checks(checks())
    if file is None:
        raise click.UsageError("Name the PDF: soc-evidence verify comment.pdf")
    proof = verify(file)
    code = show_findings(proof.findings, form, strict, checks)
    click.echo(as_text(proof, short_path(file.absolute())), nl=False, err=form != "text")
    return code
