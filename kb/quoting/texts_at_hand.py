"""The texts of a workspace's sources, each read once."""

from __future__ import annotations

from kb.quoting.source_text import SourceText
from kb.texts import FrozenText, RefusedError, find_text
from kb.workspace import Workspace


class TextsAtHand:
    """Source texts of one workspace, each read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._known: dict[str, tuple[FrozenText | None, SourceText | None, str]] = {}
        self._remarks: dict[str, tuple[str, ...]] = {}

    def remarks(self, source_id: str) -> tuple[str, ...]:
        """Return how a source's text was read where that is a guess, each as a sentence."""
        self.get(source_id)
        return self._remarks.get(source_id, ())

    def get(self, source_id: str) -> tuple[FrozenText | None, SourceText | None, str]:
        """Return a source's document, its text, and why it has none though the document is there."""
        if source_id not in self._known:
            frozen = find_text(self.workspace, source_id)
            text, refusal = None, ""
            if frozen:
                try:
                    read = frozen.read()
                    text, self._remarks[source_id] = SourceText(read.text), read.remarks
                except RefusedError as error:
                    refusal = f"{error} {error.remedy}".strip()
            self._known[source_id] = (frozen, text, refusal)
        return self._known[source_id]
