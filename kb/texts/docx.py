"""Text of a Word document through python-docx. Runs in the extraction worker only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.texts.archives import RefusedError, look_over


def read_docx(path: Path) -> tuple[str, dict[str, str]]:
    """Return paragraphs and table rows as lines, and the document's own metadata.

    Raises:
        RefusedError: hostile, damaged, or empty.
    """
    look_over(path)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        text = "\n".join(_lines(document))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, RecursionError) as error:
        raise RefusedError(f"The Word document cannot be read: {str(error)[:120]}.") from error
    if not text.strip():
        raise RefusedError("The Word document has no text.")
    core = document.core_properties
    found = {"title": core.title, "author": core.author, "language": core.language}
    if core.modified:
        found["moddate"] = core.modified.date().isoformat()
    return text, {key: value for key, value in found.items() if value}


def _lines(container: Any) -> Iterator[str]:
    """Yield the lines of a document or a table cell, tables cell by cell."""
    from docx.table import Table

    for block in container.iter_inner_content():
        if not isinstance(block, Table):
            yield block.text
            continue
        for row in block.rows:
            cells = dict.fromkeys(row.cells)  # a merged cell is listed once for each place it covers
            yield "\t".join(" ".join(_lines(cell)) for cell in cells)
