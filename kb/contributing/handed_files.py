"""What was handed in, file by file: folders walked, zip files unpacked, attachments taken out of e-mails.

What belongs to other programs, or to a workspace, is passed over and named.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kb.errors import UsageError
from kb.findings import Check, Finding, Location, Severity
from kb.texts import RefusedError
from kb.texts.document_kinds import KINDS, Use
from kb.texts.unpacking import unpack
from kb.workspace import CONFIG, Workspace

REFUSED = Check(
    "file-refused",
    Severity.ERROR,
    "A contributed file is hostile, damaged, too large, or of a kind that is not taken.",
    "Open it in the program that made it, save it as a Word document (.docx) or PDF, and hand in that.",
)
PASSED_OVER = Check(
    "file-passed-over",
    Severity.NOTE,
    "A file in a folder or zip file that was handed in belongs to a program or to a workspace.",
    "Nothing is to be done. If it is a source all the same, hand it in by its own name.",
)
_LITTER = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"})
"""What Windows and macOS leave in folders, in lower case."""
_OURS = frozenset({"readme.md", "readme.txt", "quotations.json", "waivers.yaml", CONFIG})
"""What lies in a workspace and is no evidence, in lower case."""
_OPEN_IT = "Let yourself read it (on Linux and macOS: chmod u+rx), or copy it to where you can."
_DEEPEST = 3
"""Files within files: an attachment in an e-mail in a zip file."""


@dataclass(frozen=True, slots=True)
class HandedFile:
    """One file to be taken in."""

    path: Path
    """Where it lies; for a file out of another, a temporary place with the same name."""
    shown: str
    """Absolute path as findings show it; for a file out of another `…/2025.zip!job.docx`."""


@dataclass(slots=True)
class HandedFiles:
    """All files of one call, and what is said about those that are none."""

    files: list[HandedFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def pass_over(self, shown: str, reason: str) -> None:
        """Name what is not taken, and why."""
        self.findings.append(PASSED_OVER.finding(f"Passed over: {reason}.", Location(shown)))


@contextmanager
def handed_files(paths: Iterable[Path], workspace: Workspace) -> Iterator[HandedFiles]:
    """Find the files in what was handed in; those out of other files are there until the end of the block.

    Raises:
        UsageError: a path does not exist.
    """
    found = HandedFiles()
    with tempfile.TemporaryDirectory(prefix="soc-evidence-", ignore_cleanup_errors=True) as folder:
        room = _Room(Path(folder))
        for path in paths:
            if not path.exists():
                raise UsageError(f"There is no file {path}.", "Check the path.")
            walked = _walked(path, workspace, found) if path.is_dir() else [path]
            for file in walked:
                _add(HandedFile(file, str(file.absolute())), found, room, ())
        yield found


@dataclass(slots=True)
class _Room:
    """A temporary place with a new folder for each file that is taken apart."""

    folder: Path
    used: int = 0

    def next(self) -> Path:
        self.used += 1
        place = self.folder / str(self.used)
        place.mkdir()
        return place


def _walked(folder: Path, workspace: Workspace, found: HandedFiles) -> Iterator[Path]:
    """Yield the files of a folder, sorted within it, without what is passed over."""
    try:
        inside = sorted(folder.iterdir(), key=lambda path: (path.is_dir(), path.name))
    except OSError as error:
        message = f"The folder cannot be read: {error.strerror or error}."
        found.findings.append(REFUSED.finding(message, Location(str(folder.absolute())), _OPEN_IT))
        return
    for path in inside:
        reason = _litter(path.name) or _link(path) or _of_workspace(path, workspace)
        if reason:
            found.pass_over(str(path.absolute()), reason)
        elif path.is_dir():
            yield from _walked(path, workspace, found)
        else:
            yield path


def _litter(name: str) -> str:
    """Return why a file in a folder is no contribution; an empty string for one that may be."""
    lower = name.lower()
    if lower in _LITTER:
        return "Windows or macOS left it there"
    if lower.startswith(("~$", ".~lock")):
        return "a program left it there while it had a document open"
    if lower in _OURS:
        return "it says something about the folder"
    return "it is hidden" if lower.startswith((".", "~")) else ""


def _link(path: Path) -> str:
    """Return why a link in a folder is not followed, or an empty string."""
    if not path.is_symlink() or path.is_file():
        return ""
    return "it is a link to a folder" if path.is_dir() else "it is a link to what is not there"


def _of_workspace(path: Path, workspace: Workspace) -> str:
    """Return why something in a folder is the workspace's own, or an empty string."""
    whole = path.resolve()
    own = next((layer for layer in workspace.layers if layer.name == "own"), None)
    if own is None or not whole.is_relative_to(own.root):
        return ""
    folders = (own.root / "texts", own.root / "imports", *own.folders, *workspace.queries, workspace.derived)
    if whole == own.root / "proposals":
        return "its sheets are handed in by name"
    if any(whole.is_relative_to(folder) for folder in folders):
        return "it is in this workspace already"
    draft = workspace.draft
    made_of_draft = draft is not None and whole.parent == draft.parent and whole.stem == draft.stem
    return "it is the draft, or was made of it" if made_of_draft else ""


def _add(file: HandedFile, found: HandedFiles, room: _Room, within: tuple[str, ...]) -> None:
    """Add a file; of one that holds others, those. `within` has the suffixes of what it came out of."""
    suffix = file.path.suffix.lower()
    use = KINDS[suffix].use if suffix in KINDS else None
    try:
        if use is Use.FOLDER and suffix in within:
            raise RefusedError("It is a zip file within a zip file.", "Unpack it, and hand in its files.")
        if len(within) >= _DEEPEST:
            raise RefusedError("It is packed too deep within other files.", "Take it out, and hand in that.")
        if use is not Use.FOLDER or not file.path.is_file():
            found.files.append(file)
        if use in (Use.FOLDER, Use.LETTER) and file.path.is_file():
            _open(file, found, room, (*within, suffix))
    except RefusedError as refusal:
        found.files = [other for other in found.files if other is not file]
        found.findings.append(REFUSED.finding(str(refusal), Location(file.shown), refusal.remedy))


def _open(file: HandedFile, found: HandedFiles, room: _Room, within: tuple[str, ...]) -> None:
    for member in unpack(file.path, room.next()):
        shown = f"{file.shown}!{member.name}"
        reasons = (_litter(part) for part in PurePosixPath(member.name).parts)
        reason = next(filter(None, reasons), "")
        if reason:
            found.pass_over(shown, reason)
        else:
            _add(HandedFile(member.path, shown), found, room, within)
