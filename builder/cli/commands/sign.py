"""`soc-evidence sign`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence sign comment.pdf --certificate office.p12")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--certificate",
    required=True,
    type=click.Path(path_type=Path),
    help="Certificate with its key, .p12 or .pfx.",
)
def command(file: Path, certificate: Path) -> int:
    """Sign FILE, as the last step before it is filed, with the office's certificate.

    The signature is written beside it, as FILE.p7s; the file stays as it was built and can still be verified.
    The passphrase is asked for, or read from SOC_EVIDENCE_PASSPHRASE. Anybody can check the signature:
    openssl cms -verify -binary -inform DER -in FILE.p7s -content FILE -CAfile AUTHORITY.pem -out copy.pdf
    """
    import os

    from builder.signing import sign
    from kb.common.files import short_path

    passphrase = os.environ.get("SOC_EVIDENCE_PASSPHRASE")
    if passphrase is None:
        passphrase = click.prompt("Passphrase", hide_input=True, default="", show_default=False, err=True)
    click.echo(f"Signed: {short_path(sign(file, certificate, passphrase))}", err=True)
    return ExitCode.CLEAN
