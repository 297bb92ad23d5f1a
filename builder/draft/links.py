"""Which link targets a filing may hold."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ANCHOR = re.compile(r"#[A-Za-z0-9][\w-]*")


def refused(target: str) -> str:
    """Return why a target is refused, or an empty string when it is fine."""
    if target.startswith("#"):
        return "" if _ANCHOR.fullmatch(target) else "this is not an anchor of the document"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "this is not an address"
    if parts.scheme == "mailto" and "@" in parts.path:
        return ""
    if parts.scheme in ("http", "https"):
        return "" if parts.hostname else "the address names no host"
    return "links lead to http, https or mailto addresses, or to #anchors"
