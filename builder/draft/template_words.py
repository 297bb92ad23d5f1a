"""Paragraphs of a template that ask to be replaced by words of one's own."""

from __future__ import annotations

import re

_ASKS = re.compile(r"^\s*Replace this\b")


def is_template(text: str) -> bool:
    """Say whether a paragraph or its first sentence still says what to write in its place."""
    return _ASKS.search(text) is not None
