"""The kinds of document that text is taken from."""

from __future__ import annotations

from pathlib import Path

MEDIA_TYPES: dict[str, str] = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Media type by suffix, plainest first: the order in which a frozen text is looked for."""
PLAIN = frozenset({".txt", ".md"})
"""Documents that are their own text."""
_MAGIC = {b"%PDF-": ".pdf", b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0": ".doc"}


def belied_by_content(path: Path, start: bytes) -> str:
    """Return what a file really is when its first bytes contradict its suffix, or an empty string."""
    suffix = path.suffix.lower()
    kind = next((name for magic, name in _MAGIC.items() if magic in start[:1024].lstrip()[:8]), "")
    if suffix == ".pdf":
        return "" if b"%PDF-" in start[:1024] else kind or "no PDF"
    if suffix == ".docx":
        return "" if kind == ".docx" else kind or "no Word document"
    return kind
