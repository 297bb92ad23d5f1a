"""Marks in the text of a draft that stayed marks: where they are looked for, and what each may be.

A text is what its reader would see. Code, characters typed as escapes, citations and roles are one sign each
in it, and every line of the source is a line of it, so that a pattern can say where on a line a mark stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.checks.subject import Subject
from builder.draft import nodes
from builder.draft.outline import contents, walk
from builder.draft.places import Place, shortened
from builder.resolve.directives import DIRECTIVES
from kb.findings import Check, Finding

CITED, CODE, ESCAPED, FILLED = "\ue100", "\ue101", "\ue102", "\ue103"
"""Stand for a citation or footnote mark, code, an escaped character, and what a role fills."""
_LABELLED = frozenset(name for name, known in DIRECTIVES.items() if known.argument in ("LABEL", "TITLE"))
"""Directives whose argument is printed as it stands."""


@dataclass(frozen=True, slots=True)
class Visible:
    """A run of text as its reader would see it."""

    text: str
    places: tuple[tuple[int, Place], ...]
    """Offsets in the text with the place where each piece was written."""
    heading: bool = False

    def place(self, offset: int) -> Place:
        """Return where a character was written."""
        start, place = max((p for p in self.places if p[0] <= offset), default=(0, Place(1, 1)))
        return Place(place.line, place.column + offset - start)


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Something that a reader should not see, and what to type instead."""

    pattern: re.Pattern[str]
    what: str
    fix: str
    in_headings: bool = False
    """Whether it is wrong in headings only."""


def mark(pattern: str, what: str, fix: str, *, in_headings: bool = False) -> Mark:
    """Return a mark; in its pattern `^` and `$` are the ends of a line."""
    return Mark(re.compile(pattern, re.MULTILINE), what, fix, in_headings)


def findings(
    subject: Subject, check: Check, marks: Iterable[Mark], told: Iterable[Mark] = ()
) -> Iterator[Finding]:
    """Yield a finding for each mark, the first of those that overlap; another check tells of some."""
    own, others = tuple(marks), tuple(told)
    for run in _visible(subject):
        taken = bytearray(len(run.text))
        for one in (*others, *own):
            for span in _spans(one, run.text) if run.heading or not one.in_headings else ():
                if any(taken[span.start : span.stop]):
                    continue
                taken[span.start : span.stop] = b"\1" * len(span)
                if one in own:
                    said = shortened(_shown(run.text[span.start : span.stop]))
                    yield check.finding(f"{one.what}: “{said}”.", subject.at(run.place(span.start)), one.fix)


@lru_cache(maxsize=50_000)
def _spans(one: Mark, text: str) -> tuple[range, ...]:
    """Return where a mark stands in a text."""
    return tuple(range(match.start(), match.end()) for match in one.pattern.finditer(text))


def _shown(text: str) -> str:
    for sign, shown in ((CITED, "@…"), (CODE, "`…`"), (ESCAPED, "…"), (FILLED, "…")):
        text = text.replace(sign, shown)
    return text


def _visible(subject: Subject) -> Iterator[Visible]:
    """Yield every run of text of the draft: the title, the text, labels of boxes, footnotes."""
    front = subject.draft.front
    for key, value in (("title", front.title), ("subtitle", front.subtitle)):
        yield Visible(value, ((0, front.place(key)),), heading=True)
    for block in walk(subject.draft.blocks):
        for content in contents(block):
            yield _run(content, heading=isinstance(block, nodes.Heading))
        if isinstance(block, nodes.Directive) and block.name in _LABELLED:
            yield Visible(block.argument, ((0, block.place),), heading=True)
    for content in subject.draft.footnotes.values():
        yield _run(content)


def _run(content: nodes.Inlines, *, heading: bool = False) -> Visible:
    text = ""
    places: list[tuple[int, Place]] = []
    line = content[0].place.line if content else 0
    for inline in content:
        if inline.place.line > line and text:
            text = text.removesuffix(" ") + "\n"
            line = inline.place.line
        places.append((len(text), inline.place))
        text += _sign(inline)
    return Visible(text, tuple(places), heading)


def _sign(inline: nodes.Inline) -> str:
    match inline:
        case nodes.Words():
            return CODE if inline.code else ESCAPED * len(inline.text) if inline.escaped else inline.text
        case nodes.Hyperlink():
            return FILLED
        case nodes.Role():
            return FILLED
        case nodes.Break():
            return " "
        case _:
            return CITED
