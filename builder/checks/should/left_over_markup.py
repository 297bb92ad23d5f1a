"""Markup of other dialects, or marks without their pair, that are printed as they were typed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks import left_over
from builder.checks.left_over import Mark, mark
from builder.checks.must import broken_markup
from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "Marks that this Markdown does not know are printed as they stand.",
    "Write it in words, or put a backslash before a mark that is meant as such.",
)
_MATHS = "Write it in words and signs, such as x² or H₂O; there is no setting of formulas."
_PLAIN = "Take the marks out; **bold** and *italic* are what there is."
_LINK = "Write [words](address), without a space between or within."
_CLOSE = "Close it, or put a backslash before a mark that is meant as such."

MARKS: tuple[Mark, ...] = (
    mark(r"\{(?:\+\+|[-–]+|~~|==|>>).*?(?:\}|$)", "Marks of a change", "Put them into a {redline}."),
    mark(r"(?<![\w$])\$(?=[^\s\d])[^$\n]{1,80}?(?<=\S)\$(?!\d)|\$\$", "Marks of a formula", _MATHS),
    mark(r"(?<![\w$])\$\d\S*[\\^_=+][^$\n]*\$", "Marks of a formula", _MATHS),
    mark(r"\w~[^~\s]{1,12}~", "Marks of a lowered sign", _MATHS),
    mark(r"[\w)]\^(?:[^\s^]{1,12}\^|[\w({-]+\)?)", "Marks of a raised sign", _MATHS),
    mark(r"==(?=\S)[^=\n]*==|(?<!\w)\+\+(?=\S)[^+\n]+\+\+", "Marks of a highlight", _PLAIN),
    mark(r"[{}][^{}\n]*\}?", "Braces", "Attributes stand at the end of a heading; roles have backticks."),
    mark(
        r"^:[a-z][\w-]*:.*$|(?<!\w):[a-z_]{3,}:(?!\w)",
        "An option, or the name of a sign",
        "Options stand directly below the first line of a directive; signs are typed as such.",
    ),
    mark(r"^: .*$", "A definition or a caption", "Write the term and what it means as one paragraph."),
    mark(r"\A\[[ xX]\]\s", "A box to tick", "Say in words what is done and what is open."),
    mark(r"\]\s+\((?:https?:|mailto:|#)\S*|\]\(\S*|\]\[[^\]\n]*\]", "A link that was not read", _LINK),
    mark(r"\[\[[^\]\n]+\]\]|\[TOC\]", "A link or contents", "Write [words](address), or {contents}."),
    mark(r"^\[[^\]\n]+\]:\s.*$", "The address of a link that was not read", _LINK),
    mark(r"^#{7,}.*$|^#{1,6}(?=[A-Za-z])\S*", "A heading that is none", "Write one to four # and a space."),
    mark(r"\*\*|~~|(?<!\w)__(?=[^\W_])|(?<=[^\W_])__(?!\w)", "Emphasis without its other end", _CLOSE),
    mark(r"(?<![\w*])\*(?=[\w“‘\"'])\S*|(?<!\w)_(?=[^\W_])\S*", "Emphasis without its other end", _CLOSE),
    mark(r"`+", "A backtick without its other end", _CLOSE),
    mark(r"[-–]->", "An arrow, or the end of a remark", "Write →; a remark begins with <!--."),
    mark(r"^\.\. \w+::.*$|^% .*$", "A directive or remark of another dialect", "Write <!-- … -->."),
    mark(r"\\[A-Za-z]{3,}", "A command of LaTeX", _PLAIN),
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at every run of text."""
    yield from left_over.findings(subject, CHECK, MARKS, broken_markup.MARKS)
