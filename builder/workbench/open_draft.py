"""A draft open in a browser: its text, its findings, its pages; saved without losing anybody's words."""

from __future__ import annotations

import difflib
import hashlib
import io
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from builder.file_stamps import state_of
from builder.workbench.draft_versions import keep_version
from kb.api import open_base
from kb.common.files import write_atomically
from kb.common.output import Results
from kb.errors import SocEvidenceError
from kb.findings import Finding
from kb.reports import shortened
from kb.workspace import Workspace
from kb.write_lock import write_lock

if TYPE_CHECKING:
    from builder.building import Prepared
    from builder.previewing import Preview

_KEPT_PAGES = 4
"""Texts whose pages are held ready."""
_SCALE = 1.6
"""Pixels for a point of the page."""

Made = TypeVar("Made")


class StaleDraftError(SocEvidenceError):
    """Somebody else changed the draft since it was opened; nothing was written.

    Attributes:
        theirs: the text as it is now.
    """

    def __init__(self, theirs: str) -> None:
        super().__init__(
            "The draft was changed elsewhere since you opened it. Nothing was saved, and nothing is lost.",
            "Look at the difference, then keep one of the two.",
        )
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a heading of the draft stands on its pages."""

    line: int
    page: int
    """From 1."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a text, set as a draft."""

    key: str
    """Digest of the text that they are of, and of the state of what they are filled from."""
    count: int
    anchors: tuple[Anchor, ...]
    pdf: bytes


class OpenDraft:
    """One draft of a workspace. Everything is done in a thread of its own: PDFium takes one at a time."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        self.workspace, self.path = workspace, path
        self._thread = ThreadPoolExecutor(1, "draft")
        self._preview: Preview | None = None
        self._pages: OrderedDict[str, Pages] = OrderedDict()
        self.returned: OrderedDict[str, bytes] = OrderedDict()
        """Word files that came back, by key, until their changes are taken over."""

    def text(self) -> str:
        """Return the draft's text, with line feeds.

        Raises:
            MissingError: it is gone.
            UnreadableError: it is not text.
        """
        from builder.draft_file import read_draft

        return with_line_feeds(read_draft(self.path))

    def save(self, text: str, seen: str) -> bool:
        """Write a text in place of the one with digest `seen`, whose words are kept; say whether it differs.

        Raises:
            StaleDraftError: the draft is another than the one that was seen.
            BusyError: another process is writing to the workspace.
            UnreadableError: the draft cannot be written.
        """
        with write_lock(self.workspace):
            former = self.path.read_bytes()
            theirs, mine = self.text(), with_line_feeds(text)
            if theirs == mine:
                return False
            if digest(theirs) != seen:
                raise StaleDraftError(theirs)
            keep_version(self.path, former)
            ending = "\r\n" if b"\r\n" in former else "\n"
            write_atomically(self.path, mine.replace("\n", ending).encode())
            return True

    def set_aside(self, text: str) -> None:
        """Keep a text that is not saved as a former one, so that nobody's words are lost.

        Raises:
            BusyError: another process is writing to the workspace.
        """
        with write_lock(self.workspace):
            keep_version(self.path, with_line_feeds(text).encode())

    def findings(self, text: str) -> Results[Finding]:
        """Return what the checks of a build find in a text, with places as seen from the workspace."""
        return self._in_thread(lambda: self._examined(text)[1])

    def pages(self, text: str) -> Pages:
        """Return the pages of a text, with a watermark and the findings in an annex."""
        return self._in_thread(lambda: self._set(with_line_feeds(text)))

    def picture(self, key: str, number: int) -> bytes | None:
        """Return a page as PNG; None where those pages are no longer held, or there is no such page."""
        return self._in_thread(lambda: self._drawn(key, number))

    def close(self) -> None:
        """Let go of the records and the pages."""
        self._thread.shutdown(wait=True)

    def _in_thread(self, make: Callable[[], Made]) -> Made:
        return self._thread.submit(make).result()

    def _examined(self, text: str) -> tuple[Prepared, Results[Finding]]:
        from builder.previewing import Preview

        if self._preview is None:
            self._preview = Preview(
                open_base(self.workspace), self.path, self.path.with_suffix(".preview.pdf")
            )
        prepared, found = self._preview.examine(with_line_feeds(text))
        return prepared, Results(shortened(found, self.workspace.root))

    def _set(self, text: str) -> Pages:
        from builder.building import unfinished_pdf

        key = digest(f"{state_of(self.workspace)}\n{text}")
        if key not in self._pages:
            prepared, found = self._examined(text)
            pdf = unfinished_pdf(prepared, found, self.workspace.root)
            self._pages[key] = _read(key, pdf, prepared)
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(key)
        return self._pages[key]

    def _drawn(self, key: str, number: int) -> bytes | None:
        from pypdfium2 import PdfDocument

        held = self._pages.get(key)
        if held is None or not 1 <= number <= held.count:
            return None
        with PdfDocument(held.pdf) as document:
            buffer = io.BytesIO()
            document[number - 1].render(scale=_SCALE).to_pil().save(buffer, "PNG")
            return buffer.getvalue()


def _read(key: str, pdf: bytes, prepared: Prepared) -> Pages:
    """Return pages with the places of the headings, which the bookmarks of the PDF tell in their order."""
    from pypdfium2 import PdfDocument

    from builder.document import Heading
    from builder.layout.text_runs import title

    headings = [block for block in prepared.document.blocks if isinstance(block, Heading)]
    anchors = []
    with PdfDocument(pdf) as document:
        for entry in document.get_toc():
            destination = entry.get_dest()
            at = next((n for n, block in enumerate(headings) if title(block) == entry.get_title()), None)
            if at is not None and destination is not None:
                anchors.append(Anchor(headings[at].place[0], destination.get_index() + 1))
                del headings[: at + 1]
        return Pages(key, len(document), tuple(anchor for anchor in anchors if anchor.line), pdf)


def digest(text: str) -> str:
    """Return what tells a text from others."""
    return hashlib.sha256(with_line_feeds(text).encode()).hexdigest()


def with_line_feeds(text: str) -> str:
    """Return a text with its lines ended as ours are; forms send carriage returns."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class DifferentLine:
    """A line of a difference."""

    sign: str
    """`-` only in the first text, `+` only in the second, a blank in both, `…` where lines are left out."""
    text: str


def difference(first: str, second: str) -> Iterator[DifferentLine]:
    """Yield how two texts differ, line by line with three lines around."""
    lines = difflib.unified_diff(first.splitlines(), second.splitlines(), lineterm="", n=3)
    for number, line in enumerate(lines):
        if number >= 2:  # the two lines that name the files say nothing here
            yield DifferentLine("…", "") if line.startswith("@@") else DifferentLine(line[0], line[1:])
