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
    from builder.bundle.bundling import Bundle, bundle
    from builder.draft_coverage import coverage
    from builder.suggestions.draft_suggestions import decide, suggest
    from builder.suggestions.suggesting import Suggestion
    from builder.verifying.proving import Proof
    from builder.verifying.verification import verify
else:
    __getattr__, __dir__ = lazy_face(
        __name__,
        {
            "BuildResult": "builder.building",
            "Bundle": "builder.bundle.bundling",
            "Prepared": "builder.building",
            "Proof": "builder.verifying.proving",
            "Suggestion": "builder.suggestions.suggesting",
            "build": "builder.building",
            "bundle": "builder.bundle.bundling",
            "coverage": "builder.draft_coverage",
            "decide": "builder.suggestions.draft_suggestions",
            "examine": "builder.building",
            "suggest": "builder.suggestions.draft_suggestions",
            "verify": "builder.verifying.verification",
        },
    )

__all__ = [
    "BuildResult",
    "Bundle",
    "Prepared",
    "Proof",
    "Suggestion",
    "build",
    "bundle",
    "coverage",
    "decide",
    "examine",
    "suggest",
    "verify",
]
