"""The process in which one document is read, run by `kb.common.limited_worker`.

Reads `{"path": …, "workplace": …, "recognise": …}` from standard input, where the workplace is a folder that
its parent deletes; answers one JSON object on standard output.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kb.texts import document_limits
from kb.texts.document_conversion import NOTHING_RECOGNISED, RECOGNISED, readable, recognised
from kb.texts.document_limits import NoWordsError, RefusedError
from kb.texts.document_marks import IN_PARTS
from kb.texts.extracts import Extract
from kb.texts.mail_text import read_letter
from kb.texts.pdf_text import read_pdf
from kb.texts.slide_text import read_slides
from kb.texts.tab_table import read_tabs
from kb.texts.web_text import read_html
from kb.texts.word_text import read_docx
from kb.texts.workbook_cells import read_workbook

_READERS: dict[str, Callable[[Path], Extract | tuple[str, Mapping[str, Any]]]] = {
    ".docx": read_docx,
    ".eml": read_letter,
    ".html": read_html,
    ".htm": read_html,
    ".msg": read_letter,
    ".pdf": read_pdf,
    ".pptx": read_slides,
    ".tsv": read_tabs,
    ".xlsm": read_workbook,
    ".xlsx": read_workbook,
}
_OF_THE_PROGRAM = frozenset({"author", "language", "creator", "creationdate", "moddate"})
"""Details that may be those of the program which made a document into another kind."""


def main() -> None:
    """Read the document named in the request, and answer with what is in it, or why it is refused."""
    request = json.load(sys.stdin)
    recognise, tempfile.tempdir = bool(request["recognise"]), request["workplace"]
    answer: dict[str, Any]
    try:
        answer = _read(Path(request["path"]), Path(request["workplace"]), recognise=recognise)
    except NoWordsError as refusal:
        said = NOTHING_RECOGNISED if recognise else str(refusal)
        answer = {"refused": said, "remedy": refusal.remedy, "wordless": True}
    except RefusedError as refusal:
        answer = {"refused": str(refusal), "remedy": refusal.remedy}
    except MemoryError:
        raise
    except Exception as error:  # a parser's own failure on a damaged file: said, never traced
        answer = {"refused": f"It cannot be read ({type(error).__name__}: {str(error)[:120]}).", "remedy": ""}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _read(path: Path, workplace: Path, *, recognise: bool) -> dict[str, Any]:
    read = recognised(path, workplace) if recognise else readable(path, workplace)
    given = _READERS[read.suffix.lower()](read)
    answer: dict[str, Any] = (
        given.answer() if isinstance(given, Extract) else {"text": given[0], "details": given[1]}
    )
    if len(answer["text"]) > document_limits.MAX_TEXT_CHARACTERS:
        most = document_limits.MAX_TEXT_CHARACTERS
        raise RefusedError(f"It has more than {most} characters of text.", IN_PARTS)
    if read != path:
        details = answer["details"].items()
        answer["details"] = {key: value for key, value in details if key not in _OF_THE_PROGRAM}
    if recognise:
        answer["remarks"] = [RECOGNISED]
    return answer
