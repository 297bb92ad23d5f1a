"""The records of the graph as typed values, and the protocol by which the graph is asked."""

from typing import TYPE_CHECKING

from kb.common.lazy_face import lazy_face

if TYPE_CHECKING:
    from kb.model.facade import Records
    from kb.model.graph import Graph, Row
else:
    __getattr__, __dir__ = lazy_face(
        __name__, {"Graph": "kb.model.graph", "Records": "kb.model.facade", "Row": "kb.model.graph"}
    )

__all__ = ["Graph", "Records", "Row"]
