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
    from builder.merging.draft_changes import Change, Proposal
    from builder.merging.merge_draft import accepted_text, merge
    from builder.previewing import Look, Preview, preview
    from builder.suggestions.draft_suggestions import decide, suggest, suggest_against
    from builder.suggestions.suggesting import Suggestion
    from builder.verifying.proving import Proof
    from builder.verifying.verification import verify
else:
    __getattr__, __dir__ = lazy_face(
        __name__,
        {
            "BuildResult": "builder.building",
            "Bundle": "builder.bundle.bundling",
            "Change": "builder.merging.draft_changes",
            "Look": "builder.previewing",
            "Prepared": "builder.building",
            "Preview": "builder.previewing",
            "Proof": "builder.verifying.proving",
            "Proposal": "builder.merging.draft_changes",
            "Suggestion": "builder.suggestions.suggesting",
            "accepted_text": "builder.merging.merge_draft",
            "build": "builder.building",
            "bundle": "builder.bundle.bundling",
            "coverage": "builder.draft_coverage",
            "decide": "builder.suggestions.draft_suggestions",
            "examine": "builder.building",
            "merge": "builder.merging.merge_draft",
            "preview": "builder.previewing",
            "suggest": "builder.suggestions.draft_suggestions",
            "suggest_against": "builder.suggestions.draft_suggestions",
            "verify": "builder.verifying.verification",
        },
    )

__all__ = [
    "BuildResult",
    "Bundle",
    "Change",
    "Look",
    "Prepared",
    "Preview",
    "Proof",
    "Proposal",
    "Suggestion",
    "accepted_text",
    "build",
    "bundle",
    "coverage",
    "decide",
    "examine",
    "merge",
    "preview",
    "suggest",
    "suggest_against",
    "verify",
]
