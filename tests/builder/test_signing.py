"""A signature beside a PDF: made with a certificate of the moment, refused where something is amiss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.signing import sign
from kb.errors import MissingError, UnreadableError, UsageError
from tests.conftest import Told

pytest.importorskip("pyhanko", reason="signing was NOT tested: pip install pyhanko")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example Board")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "office.p12"
    secret = serialization.BestAvailableEncryption(b"secret")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"office", key, made, None, secret))
    return path


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    path = tmp_path / "comment.pdf"
    path.write_bytes(b"%PDF-1.7 a filed comment")
    return path


def intact(signature: Path, data: bytes) -> bool:
    import asyncio

    from asn1crypto import cms
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms
    from pyhanko_certvalidator import ValidationContext

    signed = cms.ContentInfo.load(signature.read_bytes())["content"]
    trusted = ValidationContext(trust_roots=[signed["certificates"][0].chosen])
    status = asyncio.run(async_validate_detached_cms(data, signed, signer_validation_context=trusted))
    return bool(status.intact and status.valid)


def test_the_signature_holds_for_these_bytes_alone(filed: Path, certificate: Path) -> None:
    before = filed.read_bytes()
    signature = sign(filed, certificate, "secret")
    assert signature.name == "comment.pdf.p7s"
    assert filed.read_bytes() == before
    assert intact(signature, before)
    assert not intact(signature, before + b" ")


def test_what_is_amiss_is_refused(filed: Path, certificate: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        sign(filed, certificate, "wrong")
    with pytest.raises(MissingError, match="There is no file"):
        sign(filed.with_name("none.pdf"), certificate, "secret")
    sign(filed, certificate, "secret")
    with pytest.raises(UsageError, match="is not written over"):
        sign(filed, certificate, "secret")


def test_the_command_takes_the_passphrase_from_the_environment(
    filed: Path, certificate: Path, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_EVIDENCE_PASSPHRASE", "secret")
    told = cli("sign", filed, "--certificate", certificate)
    assert told.code == 0
    assert "comment.pdf.p7s" in told.err
