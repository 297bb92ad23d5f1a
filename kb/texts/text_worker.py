"""The process in which one document is read, run by `kb.common.limited_worker`.

Reads `{"path": …}` from standard input; answers one JSON object on standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kb.texts import document_limits
from kb.texts.document_limits import RefusedError
from kb.texts.pdf_text import read_pdf
from kb.texts.web_text import read_html
from kb.texts.word_text import read_docx
from kb.texts.workbook_cells import read_workbook

_READERS: dict[str, Callable[[Path], tuple[str, Mapping[str, Any]]]] = {
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".xlsx": read_workbook,
}


def main() -> None:
    """Read the document named in the request, and answer with its text and details, or why it is refused."""
    path = Path(json.load(sys.stdin)["path"])
    try:
        text, details = _READERS[path.suffix.lower()](path)
        answer = {"text": text[: document_limits.MAX_TEXT_CHARACTERS], "details": details}
        if len(text) > document_limits.MAX_TEXT_CHARACTERS:
            answer = {
                "refused": f"It has more than {document_limits.MAX_TEXT_CHARACTERS} characters of text."
            }
    except RefusedError as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        raise
    except Exception as error:  # a parser's own failure on a damaged file: said, never traced
        answer = {"refused": f"It cannot be read ({type(error).__name__}: {str(error)[:120]})."}
    sys.stdout.buffer.write(json.dumps(answer).encode())
