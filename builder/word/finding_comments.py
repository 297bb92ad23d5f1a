"""Findings as Word comments, each at the paragraph that its line of the draft became."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from builder.word.manuscript import Manuscript, Target
from builder.word.ooxml import Element, put, run, runs_of, writable
from kb.findings import Finding

AUTHOR = "soc-evidence"


def write_comments(manuscript: Manuscript, findings: Iterable[Finding], path: str) -> None:
    """Put findings beside the text; `path` is the draft as findings name it."""
    targets = sorted(manuscript.targets, key=lambda target: target.place)
    created = dt.datetime.fromisoformat(manuscript.document.metadata.created.replace("Z", "+00:00"))
    for finding in findings:
        where = finding.location
        own = where.path == path
        target = _nearest(targets, (where.line, where.column) if own else (0, 0))
        if target is None:
            continue
        place = f"line {where.line}: " if own and where.line else "" if own else f"{where}: "
        said = f"{finding.severity.label} [{finding.check}] {place}{finding.message}\n{finding.fix}"
        _write_comment(manuscript.word, target.paragraph, writable(said), created)


def _nearest(targets: Sequence[Target], place: tuple[int, int]) -> Target | None:
    """Return the first paragraph from the last place at or before one; the title for the front matter."""
    before = [target.place for target in targets if target.place <= place]
    wanted = max(before, default=None)
    if wanted is None:
        return targets[0] if targets else None
    return next(target for target in targets if target.place == wanted)


def _write_comment(word: Any, paragraph: Element, said: str, created: dt.datetime) -> None:
    runs = list(runs_of(paragraph))
    if not runs:
        runs = [put(paragraph, run(" "))]
    first, last = _outer(runs[0]), _outer(runs[-1])
    holder = Paragraph(paragraph, word._body)
    comment = word.add_comment([Run(runs[0], holder)], said.strip(), AUTHOR, "SE")
    comment._comment_elm.date = created
    _widen(paragraph, comment.comment_id, first, last)


def _widen(paragraph: Element, number: int, first: Element, last: Element) -> None:
    """Let a comment on the first run take in the paragraph, from outside of links."""
    marks = {
        name: next(e for e in paragraph.iter(qn(f"w:{name}")) if e.get(qn("w:id")) == str(number))
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    }
    first.addprevious(marks["commentRangeStart"])
    last.addnext(marks["commentReference"].getparent())
    last.addnext(marks["commentRangeEnd"])


def _outer(found: Element) -> Element:
    """Return a run, or the link that it stands in."""
    parent = found.getparent()
    return parent if parent.tag == qn("w:hyperlink") else found
