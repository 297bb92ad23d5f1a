"""Locators that the record, or the pages of the work, contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.cite_syntax import SPELLINGS
from builder.draft.nodes import CitedItem
from builder.resolve.context import Context
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.records import Provenance

CHECK = declare(
    __name__,
    "A locator differs from the record's, lies outside the pages of the work, or is not read as one.",
    "Write the locator of the record, or leave it away: the note gives it.",
)
_MISWRITTEN = re.compile(
    r"\s*(?P<label>pgs?|pag|pge|sect?|sct|parag?|chp|chapt|tabl?|ro|rw|ln|at(?: p)?|P|Pp|PP)\.?\s*"
    r"(?P<value>[a-z]{0,2}\d[\w–-]*)"
)
_MEANT = {"s": "sec.", "par": "para.", "ch": "ch.", "t": "tbl.", "r": "row", "l": "line"}
_RANGE = re.compile(r"(?P<letters>[A-Za-z]{0,2})(?P<low>\d+)(?:\s*[-–]\s*[A-Za-z]{0,2}(?P<high>\d+))?")


def find(subject: Subject) -> Iterator[Finding]:
    """Compare each locator of a citation with that of its record and with the pages of its source."""
    for cited in subject.context.outline.citations:
        message, fix = _said(cited, subject.context)
        if message:
            yield CHECK.finding(message, subject.at(cited.place), fix)


def _said(cited: CitedItem, context: Context) -> tuple[str, str]:
    miswritten = _MISWRITTEN.match(cited.suffix)
    if miswritten:
        label = miswritten["label"]
        meant = next((say for start, say in _MEANT.items() if label.lower().startswith(start)), "p.")
        labels = ", ".join(spellings[0] for spellings in SPELLINGS.values())
        fix = f"Write `{meant} {miswritten['value']}`; labels are {labels}."
        return (
            f"`{label}.` is no label of a locator, so `{miswritten[0].strip()}` is printed as a remark.",
            fix,
        )
    provenance = _provenance(cited.key, context)
    if not cited.locator or provenance is None:
        return "", ""
    recorded = dict(provenance.locator)
    for label, value in cited.locator:
        own = recorded.get(label, "")
        if own and not _agree(value, own):
            return f"The draft cites {label} {value}; the record of `{cited.key}` says {label} {own}.", ""
        source = context.lookup.sources.get(provenance.source)
        pages = str(source.csl.get("page", "")) if source and label == "page" else ""
        if pages and not _within(value, pages):
            return f"Page {value} is outside the work's pages, {pages}.", ""
    return "", ""


def _provenance(key: str, context: Context) -> Provenance | None:
    """Return where a cited record's statement stands; for a source only which it is."""
    kind, _, name = key.rpartition(":")
    lookup = context.lookup
    if kind in ("", "source") and name in lookup.sources:
        return Provenance(name)
    if kind in ("", "evidence") and name in lookup.evidence:
        return lookup.evidence[name].provenance
    figure = lookup.figure(name) if kind in ("", "figure") else None
    if figure:
        return figure.provenance
    if kind in ("", "duty") and name in lookup.duties:
        return lookup.duties[name].provenance
    return None


def _agree(cited: str, recorded: str) -> bool:
    """Say whether two locators may mean one place: the same words, or numbers that overlap."""
    if _plain(cited) == _plain(recorded):
        return True
    one, other = _numbers(cited), _numbers(recorded)
    if one and other:
        return bool(one & other)
    return _plain(cited) in _plain(recorded) or _plain(recorded) in _plain(cited)


def _within(value: str, pages: str) -> bool:
    cited, work = _numbers(value), _numbers(pages)
    return not cited or not work or cited <= work


def _numbers(text: str) -> frozenset[tuple[str, int]]:
    """Return the numbers of pages or rows that a text names, each with its letters; empty for other text."""
    found: set[tuple[str, int]] = set()
    for part in re.split(r"\s*[,&]\s*|\s+and\s+", text.strip()):
        match = _RANGE.fullmatch(part.strip())
        if not match:
            return frozenset()
        low = int(match["low"])
        high = int(match["high"] or low)
        if high < low:  # `48305-6` is an abbreviated range
            high = int(match["low"][: -len(match["high"])] + match["high"])
        found |= {(match["letters"].lower(), number) for number in range(low, min(high, low + 5000) + 1)}
    return frozenset(found)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
