"""Read a draft: Markdown text in, blocks with their places and findings out.

`parse` is the only entry point; `nodes` says what comes back. Nothing here knows the graph: whether a
citation key or a directive name exists is decided later, in `builder.resolve`.
"""

from __future__ import annotations

from builder.draft.nodes import Draft
from builder.draft.read_draft import parse

__all__ = ["Draft", "parse"]
