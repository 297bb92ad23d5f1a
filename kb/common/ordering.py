"""Ids and codes sorted as people count: P2 before P10, 33-9031 before 33-9091."""

from __future__ import annotations

import re

NaturalKey = tuple[tuple[int, int | str], ...]


def natural(text: str) -> NaturalKey:
    """Return a sort key that compares runs of ASCII digits as numbers and everything else as text."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part)) if part[0] in "0123456789" else (1, part) for part in parts)
