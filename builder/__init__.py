"""From a Markdown draft bound to the evidence graph to a checked, tagged PDF.

    import builder
    result = builder.build("our-comment", output="comment.pdf")

docs/python.md shows it at work; the first argument is a base of `kb.open`, a workspace, or its folder.
"""

from typing import TYPE_CHECKING

from kb.common.lazy_face import lazy_face

__distribution__ = "soc-evidence"

if TYPE_CHECKING:
    from builder.building import BuildResult, Prepared, build, examine
    from builder.draft_coverage import coverage
    from builder.suggestions.draft_suggestions import decide, suggest
    from builder.suggestions.suggesting import Suggestion
else:
    __getattr__, __dir__ = lazy_face(
        __name__,
        {
            "BuildResult": "builder.building",
            "Prepared": "builder.building",
            "Suggestion": "builder.suggestions.suggesting",
            "build": "builder.building",
            "coverage": "builder.draft_coverage",
            "decide": "builder.suggestions.draft_suggestions",
            "examine": "builder.building",
            "suggest": "builder.suggestions.draft_suggestions",
        },
    )

__all__ = ["BuildResult", "Prepared", "Suggestion", "build", "coverage", "decide", "examine", "suggest"]
