"""No altered file passes; `make bench BENCH=tampering` tries a thousand."""

from __future__ import annotations

import random

import pytest

from builder.verifying.proving import Proof, prove
from kb.errors import UnreadableError
from tests.builder.verifying.conftest import remembering
from tests.builder.verifying.tamperings import TAMPERINGS, altered

AGAIN = remembering()
KINDS = [(name, 1) for name in TAMPERINGS]
MORE = [(name, number) for name in ("a digit", "a letter", "text moved") for number in range(2, 10)]


@pytest.mark.parametrize(("name", "number"), [*KINDS, *MORE])
def test_a_tampering_is_told(name: str, number: int, filing: bytes) -> None:
    proof = tampered(filing, name, number)
    assert proof is None or not proof.holds
    assert proof is None or [f for f in proof.findings if f.severity.label == "error"]


def tampered(filing: bytes, name: str, number: int) -> Proof | None:
    """Return what is found in a file after a tampering; None where it cannot be read any more."""
    try:
        return prove(altered(filing, name, random.Random(f"{name} {number}")), "comment.pdf", AGAIN)
    except UnreadableError:
        return None


@pytest.mark.parametrize("number", range(5))
def test_a_digit_is_named_with_its_page_and_what_should_stand_there(number: int, filing: bytes) -> None:
    proof = tampered(filing, "a digit", number)
    assert proof
    named = [f for f in proof.findings if f.check == "printed-words"]
    assert len(named) == 1
    assert f"Page {named[0].value('page')}, " in named[0].message
    assert "stands where the draft and its records give" in named[0].message


def test_what_was_altered_everywhere_is_held_against_the_base(filing: bytes) -> None:
    proof = tampered(filing, "a figure of the evidence and the manifest", 1)
    assert proof
    told = next(f.message for f in proof.findings if f.check == "base-record")
    assert told.startswith("`figure/") and "does not stand so in base/evidence/figures/" in told
