"""One page for the person who signs: what is claimed, on what, what speaks against it, and what is open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from builder.building import Prepared
from builder.resolve.context import Context
from builder.resolve.values import counted
from kb.common.dates_and_numbers import read_day
from kb.common.names import natural
from kb.findings import Finding
from kb.model.records import Provenance
from kb.standing.support import SUPPORTED

_MOST = 6
"""Lines of a list; the report has the rest."""
_LONGEST = 150
_WEAK = ("second-hand", "unverified")


BOX = "comment-box.txt"
NO_BOX = "No comment-box.txt: the front matter has no `cover-text`, and no letter is for the comment box."
"""Said where a draft has no text for the comment box."""


def summary_of(prepared: Prepared, findings: Sequence[Finding], files: Iterable[tuple[str, int]]) -> str:
    """Return the summary as Markdown; `files` are the names and sizes of what goes up to the portal."""
    context, front = prepared.resolved.context, prepared.draft.front
    who = _escaped(front.submitter.organization or front.submitter.name)
    day = prepared.day.isoformat()
    files = list(files)
    no_box = [] if any(name == BOX for name, _ in files) else [NO_BOX]
    lines = [
        f"# For the signature: {_escaped(front.title)}",
        "",
        f"**Filed by** {who} **under** {_docket(context, prepared.day)}; checked as of {day}.",
        *_section("What is claimed", _claimed(context)),
        *_section("On what", _rests_on(context)),
        *_section("What speaks against it", _against(context)),
        *_section("What is open", _open(context, findings)),
        *_section("What goes up", [f"{name}, {size:,} bytes" for name, size in files], no_box),
        "",
        "Signed: ____________________  Date: ____________",
    ]
    return "\n".join(lines) + "\n"


def _docket(context: Context, day: dt.date) -> str:
    docket = context.docket
    if docket is None:
        return "no docket"
    closed = read_day(docket.closed)
    if closed is None:
        return docket.number
    return f"{docket.number}, {'closed on' if closed < day else 'open until'} {closed.isoformat()}"


def _section(title: str, *points: Iterable[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    told = [*chain(*points)] or ["Nothing."]
    yield from (f"- {point}" for point in told)


def _shortened(points: Sequence[str], what: str) -> Iterator[str]:
    yield from (_cut(point) for point in points[:_MOST])
    if len(points) > _MOST:
        yield f"and {counted(len(points) - _MOST, what)} more, in the report"


def _cut(text: str) -> str:
    return _escaped(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…")


def _escaped(text: str) -> str:
    """Return text as Markdown that shows it as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)


def _argued(context: Context) -> list[str]:
    return list(dict.fromkeys(use.id for use in context.outline.claims if use.id in context.lookup.claims))


def _claimed(context: Context) -> Iterator[str]:
    front = context.draft.front
    if front.occupation and front.proposes:
        titles = context.lookup.titles
        yield (
            f"{front.occupation} {_escaped(titles.get(front.occupation, ''))} belongs in "
            f"{front.proposes} {_escaped(titles.get(front.proposes, ''))}"
        )
    argued = _argued(context)
    if argued:
        weak = [claim for claim in argued if context.supports[claim].verdict != SUPPORTED]
        held = f"{counted(len(argued), 'claim')}, {len(argued) - len(weak)} supported by records that count"
        yield held + (f"; not so supported: {', '.join(map(_escaped, weak))}" if weak else "")
    yield from _shortened([context.lookup.claims[claim].statement for claim in argued], "claim")


def _rests_on(context: Context) -> Iterator[str]:
    lookup, used = context.lookup, context.used
    items = [lookup.evidence[i] for i in used.evidence if i in lookup.evidence]
    figures = [figure for i in used.figures if (figure := lookup.figure(i))]
    duties = [lookup.duties[i] for i in used.duties if i in lookup.duties]
    origins: list[Provenance] = [one.provenance for some in (items, figures, duties) for one in some]
    yield (
        f"{counted(len(items), 'evidence item')}, {counted(len(figures), 'figure')} and "
        f"{counted(len(duties), 'duty', 'duties')} from {counted(len(context.notes.cited), 'work')}"
    )
    works = [lookup.sources[i] for i in context.notes.cited if i in lookup.sources]
    yield _tally("Works by authority", (lookup.label("authority", work.authority) for work in works))
    yield _tally("Records by verification", (lookup.label("verification", o.verification) for o in origins))


def _tally(name: str, labels: Iterable[str]) -> str:
    counts = sorted(Counter(labels).items(), key=lambda one: (-one[1], one[0]))
    return f"{name}: {', '.join(f'{number} {_escaped(label)}' for label, number in counts) or 'none'}"


def _against(context: Context) -> Iterator[str]:
    lookup = context.lookup
    contrary = {i for claim in _argued(context) for i in context.supports[claim].contrary}
    said = [lookup.evidence[i].statement for i in sorted(contrary, key=natural) if i in lookup.evidence]
    answered = sorted({use.id for use in context.outline.answers}, key=natural)
    declined = context.draft.front.declines_to_contest
    if contrary:
        yield f"{counted(len(contrary), 'record')} against the claims, all of which the comment shows"
    yield from _shortened(said, "statement")
    yield f"Objections answered: {', '.join(map(_escaped, answered)) or 'none'}"
    yield from (f"Not contested: {_escaped(name)}, because {_cut(why)}" for name, why in declined.items())


def _place(finding: Finding) -> str:
    return f"line {finding.location.line}" if finding.location.line else "whole file"


def _open(context: Context, findings: Sequence[Finding]) -> Iterator[str]:
    yield from _shortened([f"{f.message} ({_place(f)})" for f in findings], "finding")
    evidence = context.lookup.evidence
    known = [i for i in sorted(context.used.evidence, key=natural) if i in evidence]
    weak = [i for i in known if evidence[i].provenance.verification in _WEAK]
    if weak:
        yield f"Known only second-hand or not verified: {', '.join(map(_escaped, weak))}"
