"""A job description read line by line: what it says is done, when it was revised, where each word stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.common.dates_and_numbers import today
from kb.common.files import short_path
from kb.contributing.duty_statements import read_duties
from kb.contributing.handed_files import REFUSED
from kb.contributing.incoming import digest_of
from kb.contributing.proposed_titles import proposed_title
from kb.contributing.stated_dates import stated_date
from kb.findings import Check, Finding, Location, Severity
from kb.screening import screen
from kb.texts import MEDIA_TYPES, Extract, RefusedError, extract
from kb.texts.document_kinds import instead_of

NO_DUTIES = Check(
    "description-without-duties",
    Severity.ERROR,
    "A document that was handed in as a job description says nowhere what somebody does.",
    "Hand in the job description itself, with its duties in a list or under a heading that says so.",
)


@dataclass(frozen=True, slots=True)
class DescriptionLine:
    """What a description says in one place."""

    text: str
    number: int
    """Line of the text as it is read, from 1; of a Word document each paragraph and each row is a line."""


@dataclass(frozen=True, slots=True)
class ReadDescription:
    """A job description as it was read."""

    document: str
    """Its path, as findings show it."""
    title: str
    duties: tuple[DescriptionLine, ...]
    lines: tuple[DescriptionLine, ...]
    """All lines that are not empty and hold no personal data."""
    revised: str = ""
    """The date that it gives itself: `2021`, `2021-08` or `2021-08-15`; empty where it gives none."""
    revised_line: DescriptionLine | None = None
    findings: tuple[Finding, ...] = ()
    """What is wrong with it; with an error there are no duties."""


def read_description(path: Path, cache: Path | None = None) -> ReadDescription:
    """Read a document of a kind that sources may be; what cannot be read is a finding."""
    shown = str(path.absolute())
    try:
        if path.suffix.lower() not in MEDIA_TYPES:
            suffix = path.suffix.lower()
            raise RefusedError(f"`{suffix or path.name}` files are no documents.", instead_of(suffix))
        found = extract(path, cache, digest_of(path))
    except RefusedError as refusal:
        finding = REFUSED.finding(str(refusal), Location(shown), refusal.remedy)
        return ReadDescription(shown, path.name, (), (), findings=(finding,))
    return described(found, path, shown)


def described(found: Extract, path: Path, shown: str) -> ReadDescription:
    """Return what the text of a document says of a job."""
    reading = read_duties(found.text, found.blocks)
    lines = _lines(found.text)
    stated = stated_date(found.text, today())
    where = next((line for line in lines if stated and stated.words in line.text), None)
    findings: tuple[Finding, ...] = ()
    if not reading.duties:
        message = f"{short_path(shown)} states no duties: {reading.reason}."
        findings = (NO_DUTIES.finding(message, Location(shown)),)
    return ReadDescription(
        document=shown,
        title=proposed_title(path, found),
        duties=tuple(DescriptionLine(duty.text, _number(found.text, duty.start)) for duty in reading.duties),
        lines=lines,
        revised=stated.iso if stated else "",
        revised_line=where,
        findings=findings,
    )


def _lines(text: str) -> tuple[DescriptionLine, ...]:
    whole = [DescriptionLine(" ".join(line.split()), number) for number, line in enumerate(_split(text), 1)]
    return tuple(line for line in whole if line.text and not screen(line.text))


def _split(text: str) -> Sequence[str]:
    return text.replace("\f", "\n").split("\n")


def _number(text: str, offset: int) -> int:
    return len(_split(text[:offset]))
