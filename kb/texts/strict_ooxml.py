"""Strict Office documents (ISO/IEC 29500-1) as the transitional ones that Python's libraries know.

Word and Excel can save either. They differ in the names of their namespaces and relationships, which are
written anew here; what else differs (units, some values of attributes) says nothing about text.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAME = re.compile(re.escape(_STRICT) + rb"(\w+)/([\w/-]+)")
_RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
    b"relationships/extendedProperties": b"relationships/extended-properties",
    b"relationships/customProperties": b"relationships/custom-properties",
}


def as_transitional(path: Path) -> str | io.BytesIO:
    """Return what to open of a document: its path, or in memory a strict one written anew."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if "_rels/.rels" not in names or _STRICT not in archive.read("_rels/.rels"):
            return str(path)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as written:
            for name in names:
                data = archive.read(name)
                written.writestr(
                    name, _translated(data) if name.endswith((".xml", ".rels", ".vml")) else data
                )
    out.seek(0)
    return out


def _translated(data: bytes) -> bytes:
    return _NAME.sub(_transitional_name, data)


def _transitional_name(match: re.Match[bytes]) -> bytes:
    area, name = match.groups()
    return b"http://schemas.openxmlformats.org/" + area + b"/2006/" + _RENAMED.get(name, name)
