"""The texts of a workspace's sources, each read once."""

from __future__ import annotations

from kb.quoting.source_text import SourceText
from kb.texts import Extract, FrozenText, RefusedError, find_text
from kb.workspace import Workspace


class TextsAtHand:
    """Source texts of one workspace, each read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._known: dict[str, tuple[FrozenText | None, SourceText | None, str]] = {}
        self._read: dict[str, Extract] = {}

    def remarks(self, source_id: str, *, found: bool) -> tuple[str, ...]:
        """Return how a source's text was read where that is a guess, each as a sentence.

        Where the words looked for were not `found`, what was not read of the document is said, too.
        """
        self.get(source_id)
        read = self._read.get(source_id)
        if read is None:
            return ()
        return read.remarks if found or not read.unread else (*read.remarks, read.not_read)

    def get(self, source_id: str) -> tuple[FrozenText | None, SourceText | None, str]:
        """Return a source's document, its text, and why it has none though the document is there."""
        if source_id not in self._known:
            frozen = find_text(self.workspace, source_id)
            text, refusal = None, ""
            if frozen:
                try:
                    read = self._read[source_id] = frozen.read()
                    text = SourceText(read.text)
                except RefusedError as error:
                    refusal = f"{error} {error.remedy}".strip()
            self._known[source_id] = (frozen, text, refusal)
        return self._known[source_id]
