"""The nearest known name to a misspelt one: what every "did you mean" of the program asks."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

ALIKE = 0.6
"""Ratio of `difflib` from which one name is taken for a misspelling of another."""


def nearest_names(wanted: str, known: Iterable[str], most: int = 3, alike: float = ALIKE) -> list[str]:
    """Return up to `most` known names like `wanted`, the nearest first; case matters only between equals."""
    candidates = sorted(set(known))
    close = difflib.get_close_matches(wanted, candidates, n=most, cutoff=alike)
    if len(close) == most:
        return close
    lowered: dict[str, str] = {}
    for name in candidates:
        lowered.setdefault(name.lower(), name)
    more = difflib.get_close_matches(wanted.lower(), sorted(lowered), n=most, cutoff=alike)
    return list(dict.fromkeys([*close, *(lowered[name] for name in more)]))[:most]


def nearest_name(wanted: str, known: Iterable[str], alike: float = ALIKE) -> str:
    """Return the known name most like `wanted`, or an empty string when none is alike."""
    return next(iter(nearest_names(wanted, known, 1, alike)), "")


def did_you_mean(wanted: str, known: Iterable[str], otherwise: str) -> str:
    """Return a fix that names the nearest known name, or `otherwise`."""
    close = nearest_name(wanted, known)
    return f"Did you mean {close!r}?" if close else otherwise
