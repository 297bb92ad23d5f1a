"""A signature beside a filed PDF, which shows who made it and leaves the file as it was built.

It is a CMS SignedData without the content (RFC 5652, "detached"), made by pyHanko; any program that knows CMS
verifies it. A signature within the PDF (PAdES) would be added to what was built, and `verify` would tell it.
"""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kb.common.files import write_atomically
from kb.common.program import install_extra
from kb.errors import MissingError, UnreadableError, UsageError

SUFFIX = ".p7s"
"""What the signature's file ends in, behind the whole name of the PDF."""


def sign(file: Path, certificate: Path, passphrase: str = "") -> Path:
    """Sign a PDF with a certificate and its key (PKCS #12: `.p12`, `.pfx`); return the signature's file.

    Raises:
        MissingError: pyHanko is not installed, or one of the files is not there.
        UnreadableError: the certificate cannot be opened with this passphrase.
        UsageError: the signature would be written over something that is there.
    """
    if find_spec("pyhanko") is None:
        raise MissingError("Signing needs pyHanko.", install_extra("sign"))
    for needed in (file, certificate):
        if not needed.is_file():
            raise MissingError(f"There is no file {needed}.", "Check the path.")
    output = file.with_name(file.name + SUFFIX)
    if output.exists():
        raise UsageError(f"{output} is there already; it is not written over.", "Move it away.")
    write_atomically(output, _signed(file.read_bytes(), certificate, passphrase))
    return output


def _signed(data: bytes, certificate: Path, passphrase: str) -> bytes:
    from pyhanko.sign.signers import SimpleSigner

    kind: Any = SimpleSigner
    signer = kind.load_pkcs12(str(certificate), passphrase=passphrase.encode() or None)
    if signer is None:
        raise UnreadableError(
            f"{certificate} cannot be opened as PKCS #12 with this passphrase.",
            "Export certificate and key as .p12, and type its passphrase.",
        )
    made = asyncio.run(signer.async_sign_general_data(data, "sha256", detached=True))
    signature: bytes = made.dump()
    return signature
