"""The records of the graph as typed values, and the protocol by which the graph is asked."""

from __future__ import annotations

from kb.model.facade import Records
from kb.model.graph import Graph, Row

__all__ = ["Graph", "Records", "Row"]
