"""A thousand altered filings: how many pass for the one that was filed."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from builder.verifying.proving import prove
from kb.errors import UnreadableError
from tests.builder.verifying.conftest import filed, remembering
from tests.builder.verifying.tamperings import TAMPERINGS, altered

_COUNT = 1000


def run() -> None:
    """Alter a filing in every way there is, again and again, and verify each time."""
    again, kinds, seed = remembering(), sorted(TAMPERINGS), int(time.time())
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        data = filed(Path(folder))
    assert prove(data, "comment.pdf", again).holds
    for number in range(_COUNT):
        name = kinds[number % len(kinds)]
        try:
            proof = prove(altered(data, name, random.Random(seed + number)), "comment.pdf", again)
        except UnreadableError:
            told["unreadable"] += 1
            continue
        told[proof.findings[0].check if not proof.holds else f"PASSED: {name}, seed {seed + number}"] += 1
    passed = sum(count for check, count in told.items() if check.startswith("PASSED"))
    print(f"{_COUNT} tamperings of {len(kinds)} kinds, {passed} passed")  # noqa: T201
    for check, count in told.most_common():
        print(f"{count:6} {check}")  # noqa: T201
