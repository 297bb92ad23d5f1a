"""The checks made while a draft is read."""

from __future__ import annotations

from kb.findings import Check, Severity


def _check(identifier: str, problem: str, fix: str) -> Check:
    return Check(identifier, Severity.ERROR, problem, fix)


ATTRIBUTE = _check(
    "draft-attribute", "A heading has an unknown attribute.", "Use claim, topic, item, answers, id."
)
CITATION = _check("draft-citation", "A part of a citation has no key.", "Write [@key, p. 3; @other].")
FOOTNOTE = _check("draft-footnote", "A footnote has no text.", "Write its text as `[^1]: …`.")
FRONT_MATTER = _check("front-matter", "The front matter is wrong.", "See docs/draft-format.md.")
HTML = _check("draft-html", "Raw HTML stands in the draft.", "Write Markdown.")
IMAGE = _check("draft-image", "A picture stands in the draft.", "Use {chart}, or words.")
LINK = _check("draft-link", "A link leads nowhere allowed.", "Give an https address or an #anchor.")
SYNTAX = _check("draft-syntax", "Markdown that a filing has no place for.", "Write plain text.")
