"""Everything the builder asks the graph, as typed values; the only room of the builder with SPARQL.

A record that another one supersedes is never served: asked for by its id, the superseding one comes back,
and listings leave it out.
"""

from __future__ import annotations

from builder.resolve.lookup.knowledge_view import Lookup

__all__ = ["Lookup"]
