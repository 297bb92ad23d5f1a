"""The files of a build: which draft is read, and what its products may be written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kb.errors import MissingError, UnreadableError, UsageError
from kb.workspace import Workspace

PRODUCER = "soc-evidence"
"""How the name begins that every PDF of ours gives as its producer."""
REPORT_HEAD = "# Build report: "
"""How every report in Markdown begins, and nothing else that one may write over."""
_NO_DRAFTS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".html")
_MOST_BYTES = 4_000_000


def find_draft(workspace: Workspace, named: Path | str | None, command: str = "build") -> Path:
    """Return the draft that a command was given, or the workspace's own; from its root where it is relative.

    Raises:
        UsageError: a folder was named, or a document of another kind.
        MissingError: none is named, or there is no such file.
    """
    path = Path(named) if named else workspace.draft
    if path is None:
        raise MissingError("No draft is named here.", f"Name one: soc-evidence {command} my-draft.md")
    place = workspace.root / path
    if path.suffix.lower() in _NO_DRAFTS:
        raise UsageError(
            f"{path} is no draft: a draft is a Markdown file.",
            f"Name the text that it was made from: soc-evidence {command} submission.md",
        )
    if place.is_dir():
        raise UsageError(
            f"{path} is a folder, not a draft.", f"Name the file: soc-evidence {command} submission.md"
        )
    if not place.is_file():
        raise MissingError(f"There is no draft {path}.", f"Name one: soc-evidence {command} my-draft.md")
    return path


def read_draft(path: Path) -> str:
    """Return a draft's text.

    Raises:
        MissingError: there is no such file.
        UnreadableError: it is too large, or not UTF-8.
    """
    if not path.is_file():
        raise MissingError(f"There is no draft {path}.", "Name one: soc-evidence build my-draft.md")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableError(f"{path} is larger than 4 MB.", "A draft is text; cut it into parts.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(*_not_utf8(path, error)) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise UnreadableError(message, "Check its permissions.") from error


def _not_utf8(path: Path, error: UnicodeDecodeError) -> tuple[str, str]:
    """Return what is wrong with bytes that are not UTF-8, with its line, and what to do."""
    data = error.object
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return f"{path} is UTF-16 text, not UTF-8.", "Save it as UTF-8 (in Notepad: Encoding, UTF-8)."
    line = data.count(b"\n", 0, error.start) + 1
    start = data.rfind(b"\n", 0, error.start) + 1
    column = len(data[start : error.start].decode("utf-8", "replace")) + 1
    byte = data[error.start]
    seen = bytes([byte]).decode("cp1252", "replace")
    return (
        f"{path}:{line}:{column}: this is not UTF-8 text: the byte 0x{byte:02x}, in Windows-1252 “{seen}”.",
        f"Save it as UTF-8 (in Notepad: Encoding, UTF-8), or: iconv -f WINDOWS-1252 -t UTF-8 {path.name}",
    )


def refuse_overwriting(path: Path, suffix: str, draft: Path, workspace: Workspace) -> None:
    """Let a product be written where nothing is, or over what an earlier build made; refuse the rest.

    `suffix` is what the product's name must end with: `.pdf`, `.docx`, or `.md` for a report. Relative paths
    are taken from the workspace's root. A Word file that somebody saved since is no longer one of a build.

    Raises:
        UsageError: the place is the draft, a folder, among the evidence, or a file that no build made.
    """
    place = (workspace.root / path).resolve()
    another = f"Name another file: {_PRODUCTS[suffix][0]}"
    if place == (workspace.root / draft).resolve():
        raise UsageError(f"{path} is the draft itself; it is not written over.", another)
    if place.suffix.lower() != suffix:
        raise UsageError(f"{path} is no name for this product: it ends in {suffix}.", another)
    if any(place.is_relative_to(folder.resolve()) for folder in folders_of_records(workspace)):
        raise UsageError(f"{path} lies among the evidence; nothing is built there.", another)
    if place.is_dir():
        raise UsageError(f"{path} is a folder.", another)
    if place.exists() and not _PRODUCTS[suffix][1](place):
        raise UsageError(
            f"{path} is there already and was not made by a build; it is not written over.",
            f"{another}, or move it away.",
        )


def folders_of_records(workspace: Workspace) -> list[Path]:
    """Return the folders of users' and bundled files that a build reads and never writes."""
    return [*(folder for layer in workspace.layers for folder in layer.folders), *workspace.queries]


def _is_our_pdf(path: Path) -> bool:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(path) as document:
            return str(document.get_metadata_value("Producer")).startswith(PRODUCER)
    except (PdfiumError, OSError):
        return False


def _is_our_report(path: Path) -> bool:
    try:
        return path.read_text("utf-8").startswith(REPORT_HEAD)
    except (OSError, UnicodeDecodeError):
        return False


def _is_our_word_file(path: Path) -> bool:
    from builder.word.word_file import is_as_built

    try:
        return is_as_built(path.read_bytes())
    except OSError:
        return False


_PRODUCTS: dict[str, tuple[str, Callable[[Path], bool]]] = {
    ".pdf": ("-o comment.pdf", _is_our_pdf),
    ".docx": ("--docx comment.docx", _is_our_word_file),
    ".md": ("--report report.md", _is_our_report),
}
"""Suffix of a product -> how to name another one, and whether a file is what a build made."""
