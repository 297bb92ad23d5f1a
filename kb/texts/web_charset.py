"""The encoding that a web page declares for itself, looked for as browsers do (HTML, 13.2.3.2)."""

from __future__ import annotations

import re

_REACH = 1024
"""Bytes from the start in which a page has to say it."""
_TOKEN = re.compile(
    rb"""<!--(?:.*?-->|>|->|.*)            # a comment, to its end
      | <(?P<meta>meta)(?=[\s/])           # the tag that is looked for
      | <(?P<raw>script|style|title|textarea|noscript)\b.*?</(?P=raw)
      | </?[a-z](?:[^>"']|"[^"]*"|'[^']*')*
      | <[!?/][^>]*""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    rb"""[\s/]*(?P<name>[^\s/>=]+)\s*(?:=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s>]*)))?""",
    re.DOTALL,
)
_IN_CONTENT = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")


def declared_encoding(data: bytes) -> str:
    """Return the label that a page gives in a `meta` element or XML declaration; empty without one.

    A `charset` of a script or link, within a comment or in the text is none.
    """
    start = data[:_REACH]
    at = 0
    while match := _TOKEN.search(start, at):
        at = match.end()
        if match.group("meta"):
            label, at = _of_meta(start, at)
            if label:
                return label
    xml = _XML.match(start)
    return xml.group(1).decode("ascii") if xml else ""


def _of_meta(data: bytes, at: int) -> tuple[str, int]:
    """Return what a `meta` element declares, and where it ends."""
    found: dict[bytes, bytes] = {}
    while data[at : at + 1] not in (b">", b""):
        match = _ATTRIBUTE.match(data, at)
        if match is None or match.end() == at:
            at += 1
            continue
        value = next((group for group in match.group("a", "b", "c") if group is not None), b"")
        found.setdefault(match.group("name").lower(), value)
        at = match.end()
    label = found.get(b"charset", b"")
    if not label and found.get(b"http-equiv", b"").lower() == b"content-type":
        content = _IN_CONTENT.search(found.get(b"content", b""))
        label = content.group(1) if content else b""
    return label.decode("ascii", "ignore").strip(), at
