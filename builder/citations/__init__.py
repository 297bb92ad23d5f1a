"""Notes and bibliography: citation records in, runs of text out.

The citation style renders to marked text (`marked_text`), never to HTML, so nothing that a source's title
holds can be taken for markup.
"""

from __future__ import annotations

from builder.citations.note_register import Citation, NoteRegister
from builder.citations.renderer import Renderer, Work

__all__ = ["Citation", "NoteRegister", "Renderer", "Work"]
