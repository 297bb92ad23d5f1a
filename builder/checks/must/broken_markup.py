"""Markup of ours that was not read: attributes, roles, citations, tables; and marks of unfinished work."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks import left_over
from builder.checks.left_over import CITED, CODE, Mark, mark
from builder.checks.subject import Subject
from builder.draft.markdown import ATTRIBUTES
from builder.resolve.roles import ROLES
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "Markup that was not read would be printed as it stands.",
    "Write it as docs/draft-format.md shows; a mark that is meant as such stands behind a backslash.",
)
_NAMES = "|".join(ATTRIBUTES)
_ROLES = "|".join(ROLES)

MARKS: tuple[Mark, ...] = (
    mark(
        r"<!-[-–]?.*",
        "A remark is not closed here",
        "Close it with --> in the same paragraph; one over several paragraphs begins a line of its own.",
    ),
    mark(
        rf"\{{\s*[A-Za-z][\w:-]*\s*\}}\s?{CODE}?`*|\((?:{_ROLES})\){CODE}|\b(?:{_ROLES}){CODE}",
        "A role or directive is not read",
        "A role is {figure}`…`, without a space; a directive begins with ```{matrix} and ends with ```.",
    ),
    mark(
        rf"[{{(\[]?\b(?:{_NAMES})=\S+|\{{#[\w-]*\}}?",
        "Attributes are not read",
        "Write them at the end of a heading, in braces: {topic=T5 item=R1}.",
    ),
    mark(
        r"[{}].*",
        "Braces are left over",
        "Close what they open, or take them out.",
        in_headings=True,
    ),
    mark(
        rf"\[[^\[\]\n]*{CITED}(?=[^\[\]]*(?:\[|\Z))|\[\s*-?@[^\]\n]*\]?",
        "A citation is not read",
        "Write [@key, p. 3], with both brackets and no space behind the @.",
    ),
    mark(
        r"\^\[[^\]\n]*\]?|\[\^[^\]\s]*(?![^\]\s]*\])",
        "A footnote is not read",
        "Write [^1] here, and [^1]: with its text on a line of its own.",
    ),
    mark(
        r"(?:^[ \t]*\|.*\|[ \t]*$\n?)+|^[ |:–—-]*[–—-]{2,}[ :]*\|[ |:–—-]*$|^\+[-–—=+]{2,}.*(?:\n[+|].*)*",
        "A table is not read",
        "Give its head, the line of dashes below it and its rows as many cells, with | between them.",
    ),
    mark(
        r"\b(?:TODO|FIXME)\b.*|(?<!Title )(?<!Part )(?<!Chapter )(?<!Article )\bXXX\b",
        "Work is unfinished here",
        "Finish it, or make it a remark: <!-- … -->.",
    ),
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at every run of text."""
    yield from left_over.findings(subject, CHECK, MARKS)
