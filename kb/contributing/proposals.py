"""The record of a document as a source, proposed from what the document says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.common.dates_and_numbers import today
from kb.common.names import slug
from kb.errors import UsageError
from kb.texts import Extract

FIELDS = (
    "id",
    "type",
    "title",
    "author",
    "issued",
    "publisher",
    "url",
    "language",
    "licence",
    "authority",
    "extent",
)
"""What a person may correct with `--set FIELD=VALUE`."""
_ISO = re.compile(r"(?:D:)?((?:19|20)\d{2})-?(0[1-9]|1[0-2])?-?(0[1-9]|[12]\d|3[01])?")
_NO_TITLE = re.compile(r"(?:microsoft word - |untitled|document\d*$|.*\.(?:docx?|pdf|indd)$)", re.IGNORECASE)
_PUBLIC_BODY = re.compile(r"https?://(?:[\w-]+\.)+(?:gov|mil)(?:[:/]|$)", re.IGNORECASE)
_GUESS = "a guess: say what it is with --set authority=..., or here"

Corrections = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceProposal:
    """The fields of a source record, to be confirmed by a person."""

    identifier: str
    fields: tuple[tuple[str, str], ...]
    """Key and value in the order of the record; `author` is one name."""
    text: tuple[tuple[str, str], ...]
    """Fixity and extent of the frozen text."""
    guessed: frozenset[str] = frozenset()
    """Keys whose value the document does not tell, and a person has to confirm."""

    def yaml(self) -> str:
        """Return the record as YAML."""
        lines = ["source:", f"  id: {self.identifier}"]
        for key, value in self.fields:
            written = json.dumps(value, ensure_ascii=False)
            line = f"  author: [{{literal: {written}}}]" if key == "author" else f"  {key}: {written}"
            lines.append(f"{line}   # {_GUESS}" if key in self.guessed else line)
        lines.append("  text:")
        lines += [f"    {key}: {value}" for key, value in self.text]
        return "\n".join(lines) + "\n"


def parse_corrections(pairs: tuple[str, ...]) -> dict[str, str]:
    """Read `FIELD=VALUE` pairs.

    Raises:
        UsageError: a field is none, or has no value.
    """
    corrections = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if key not in FIELDS or not equals or not value.strip():
            raise UsageError(
                f"`{pair}` corrects nothing.", f"Write FIELD=VALUE; fields: {', '.join(FIELDS)}."
            )
        corrections[key] = value.strip()
    return corrections


def propose_source(
    path: Path, found: Extract, sha256: str, size: int, media_type: str, corrections: Corrections
) -> SourceProposal:
    """Propose the record of a document."""
    details = found.details
    title = details.get("title", "").strip()
    if not title or _NO_TITLE.match(title):
        title = _first_line(found.text) or path.stem
    proposed = {
        "type": "webpage" if media_type == "text/html" else "report",
        "title": title[:300],
        "author": details.get("author", "").strip()[:200],
        "issued": _date(details),
        "publisher": details.get("publisher", "").strip()[:200],
        "url": _address(details.get("url", "")),
        "language": details.get("language", "").strip()[:35],
        "authority": _authority(details.get("url", "")),
    } | {key: value for key, value in corrections.items() if key not in ("id", "extent")}
    order = ("type", "title", "author", "issued", "publisher", "url", "language", "licence", "authority")
    fields = tuple((key, proposed[key]) for key in order if proposed.get(key))
    identifier = corrections.get("id") or slug(title, otherwise="record")
    text = (
        ("extent", corrections.get("extent", "full")),
        ("retrieved", today().isoformat()),
        ("bytes", str(size)),
        ("sha256", sha256),
        ("media-type", media_type),
    )
    guessed = frozenset({"authority"} - set(corrections))
    return SourceProposal(identifier, fields, text, guessed)


def _authority(url: str) -> str:
    """Return the kind of source of a page of a public body, and of any other document a light one."""
    return "government-page" if _PUBLIC_BODY.match(url) else "secondary-compilation"


def _first_line(text: str) -> str:
    lines = (" ".join(line.split()) for line in re.split(r"[\n\f]", text[:5000]))
    return next((line for line in lines if len(re.findall(r"[^\W\d_]", line)) >= 5), "")[:160]


def _date(details: Mapping[str, str]) -> str:
    """Return the date of the document as `2025-03-14`, as far as it is known."""
    for key in ("date", "creationdate", "moddate"):
        match = _ISO.match(details.get(key, ""))
        if match:
            return "-".join(part for part in match.groups() if part)
    return ""


def _address(url: str) -> str:
    return url if re.fullmatch(r"https?://[^\s\"<>{}|\\^`]+", url) else ""
