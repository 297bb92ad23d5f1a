"""The evidence knowledge base, from Python.

    import kb
    base = kb.open("our-comment")

`kb.open` gives a `Base`, which answers everything that the commands do, as typed values; docs/python.md
shows it at work. Errors are those of `SocEvidenceError`, with `message` and `remedy`.
"""

from typing import TYPE_CHECKING

from kb.common.lazy_face import lazy_face

__distribution__ = "soc-evidence"

if TYPE_CHECKING:
    from kb.api import Base
    from kb.api import open_base as open  # noqa: A004 - read as `kb.open`, never imported by name
    from kb.common.output import Results, as_dict
    from kb.errors import MissingError, SocEvidenceError, UnreadableError, UsageError
    from kb.findings import Finding, Severity
    from kb.querying.answers import Answer, Iri, Triples
    from kb.querying.evaluation import Limits
    from kb.standing import Standing, Use
else:
    __getattr__, __dir__ = lazy_face(
        __name__,
        {
            "Answer": "kb.querying.answers",
            "Base": "kb.api",
            "Finding": "kb.findings",
            "Iri": "kb.querying.answers",
            "Limits": "kb.querying.evaluation",
            "MissingError": "kb.errors",
            "Results": "kb.common.output",
            "Severity": "kb.findings",
            "SocEvidenceError": "kb.errors",
            "Standing": "kb.standing",
            "Triples": "kb.querying.answers",
            "UnreadableError": "kb.errors",
            "UsageError": "kb.errors",
            "Use": "kb.standing",
            "as_dict": "kb.common.output",
            "open": "kb.api:open_base",
        },
    )

__all__ = [
    "Answer",
    "Base",
    "Finding",
    "Iri",
    "Limits",
    "MissingError",
    "Results",
    "Severity",
    "SocEvidenceError",
    "Standing",
    "Triples",
    "UnreadableError",
    "UsageError",
    "Use",
    "as_dict",
    "open",
]
