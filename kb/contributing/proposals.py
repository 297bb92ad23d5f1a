"""The record of a document as a source, proposed as a person would write it who has read its first page.

Nothing is taken from the properties of the file that tells of the file and not of the document: who saved it,
and when. What cannot be known is left for a person, in a comment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from kb.common.dates_and_numbers import read_date, today
from kb.common.names import slug
from kb.contributing.proposed_titles import as_title, proposed_title
from kb.contributing.row_ids import with_office
from kb.contributing.stated_dates import stated_date
from kb.texts import Extract

_OF_JOB = ("describes", "agency", "permission", "permission-date", "gathered")
"""What makes the record that of a job description, all said by a person."""
_PUBLIC_BODY = re.compile(r"https?://(?:[\w-]+\.)+(?:gov|mil)(?:[:/]|$)", re.IGNORECASE)
_ORDER = ("type", "title", "author", "issued", "publisher", "url", "language", "licence", "authority")
_TYPES = {
    "text/html": "webpage",
    "message/rfc822": "personal_communication",
    "application/vnd.ms-outlook": "personal_communication",
}
"""CSL types of documents that are no reports."""


@dataclass(frozen=True, slots=True)
class SourceProposal:
    """The fields of a source record, to be confirmed by a person."""

    identifier: str
    fields: Mapping[str, str]
    """Value by key; `author` is one name."""
    text: Mapping[str, str]
    """Fixity and extent of the frozen text."""
    comments: Mapping[str, str]
    """What a person has to know or do about a field, by key; also about fields that are not there."""

    def lines(self) -> list[tuple[str, str]]:
        """Return the lines of the record, each with the field that it holds, or an empty string."""
        lines = [("", "source:"), ("id", f"  id: {self.identifier}")]
        for key in _ORDER:
            value, comment = self.fields.get(key, ""), self.comments.get(key, "")
            written = json.dumps(value, ensure_ascii=False)
            line = f"  {key}: " + (f"[{{literal: {written}}}]" if key == "author" else written)
            if value:
                lines.append((key, f"{line}   # {comment}" if comment else line))
            elif comment:
                lines.append((key, f"  # {key}: {comment}"))
        lines += self._job()
        lines.append(("", "  text:"))
        return lines + [
            (key if key == "extent" else "", f"    {key}: {value}") for key, value in self.text.items()
        ]

    def _job(self) -> list[tuple[str, str]]:
        """Return the lines of a job description; it speaks for its office alone."""
        said = [(key, self.fields[key]) for key in _OF_JOB if key in self.fields]
        lines = [(key, f"  {key}: {json.dumps(value, ensure_ascii=False)}") for key, value in said]
        return [("", "  reach: office"), *lines] if lines else []

    def yaml(self) -> str:
        """Return the record as YAML."""
        return "".join(f"{line}\n" for _, line in self.lines())


@dataclass(frozen=True, slots=True)
class Document:
    """A document that came in, as its record tells it."""

    path: Path
    found: Extract
    sha256: str
    size: int
    """In bytes."""
    media_type: str
    office: str = ""
    """Short name of the office that it came from, where its id is to carry that."""


def propose_source(
    document: Document, corrections: Mapping[str, str], taken: Set[str] = frozenset()
) -> SourceProposal:
    """Propose the record of a document; `taken` are ids of others, which it does not get by itself."""
    details = document.found.details
    issued, dated = _issued(document)
    proposed = {
        "type": _TYPES.get(document.media_type, "report"),
        "title": proposed_title(document.path, document.found),
        "issued": issued,
        "publisher": as_title(details.get("publisher", "")),
        "url": _address(details.get("url", "")),
        "language": _language(details.get("language", "")),
        "authority": _authority(details.get("url", "")),
    }
    comments = {
        "author": 'which office or body speaks here? --set author="…", or here',
        "issued": dated,
        "authority": "a guess: say what it is with --set authority=..., or here",
    }
    fields = proposed | {key: value for key, value in corrections.items() if key in (*_ORDER, *_OF_JOB)}
    identifier = corrections.get("id") or _free_id(fields["title"], fields["issued"], document, taken)
    text = {
        "extent": corrections.get("extent", "full"),
        "retrieved": today().isoformat(),
        "bytes": str(document.size),
        "sha256": document.sha256,
        "media-type": document.media_type,
    }
    left = {key: comment for key, comment in comments.items() if key not in corrections}
    return SourceProposal(identifier, fields, text, left)


def _free_id(title: str, issued: str, document: Document, taken: Set[str]) -> str:
    """Return an id of the title's words, with the year or a number where others have that one.

    A title without Latin letters lends none; then the file's name does, or else the document's sha256.
    """
    plain = slug(title) if re.search("[a-z]{2}", slug(title)) else ""
    plain = plain or slug(document.path.stem, otherwise=f"document-{document.sha256[:8]}")
    year = issued[:4]
    dated = f"{plain}-{year}" if year and year not in plain else plain
    numbered = (f"{dated}-{number}" for number in range(2, len(taken) + 3))
    names = (
        with_office(name, document.office) if document.office else name for name in (plain, dated, *numbered)
    )
    return next(name for name in names if name not in taken)


def _issued(document: Document) -> tuple[str, str]:
    """Return the date that the document states, and where it was found or what to do without one."""
    stated = stated_date(document.found.text, today())
    declared = document.found.details.get("date", "").strip()[:10]
    if read_date(declared) and (read_date(declared) or today()) <= today():
        return declared, "the document's own date: confirm it"
    if stated:
        return stated.iso, f"found in the text, as {json.dumps(stated.words, ensure_ascii=False)}: confirm it"
    return "", "the document gives no date of issue: fill it in with --set issued=2025-03, or here"


def _language(declared: str) -> str:
    """Return a language tag of BCP 47; none for what is none."""
    import langcodes

    tag = declared.strip()
    return tag if tag and "_" not in tag and langcodes.tag_is_valid(tag) else ""


def _authority(url: str) -> str:
    """Return the kind of source of a page of a public body, and of any other document a light one."""
    return "government-page" if _PUBLIC_BODY.match(url) else "secondary-compilation"


def _address(url: str) -> str:
    return url if re.fullmatch(r"https?://[^\s\"<>{}|\\^`]+", url) else ""
