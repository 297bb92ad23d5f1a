"""Notes and bibliography: citation records in, runs of text out.

The citation style renders to marked text (`markup`), never to HTML, so nothing a source's title holds can
be taken for markup.
"""

from __future__ import annotations

from builder.citations.notes import Citation, NoteRegister
from builder.citations.render import Renderer

__all__ = ["Citation", "NoteRegister", "Renderer"]
