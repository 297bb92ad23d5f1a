"""The title of a document as a person would give it: its heading, not what merely stands on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb.screening import screen
from kb.texts import BlockKind, Extract
from kb.texts.extracts import shown

_LONGEST = 200
_SEARCHED = 5_000
"""Characters at the beginning of a text that may hold its title."""
_LEAST_LETTERS = 4
_NO_WORDS = re.compile(
    r"\b(?:page|of|rev(?:ised|ision)?|ver(?:sion)?|draft|final|copy|date|effective|updated|issued|approved|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|form|no|number|contents|table|confidential|official|use|only|subject|from|to|"
    r"cc|sent|the|and|for|by|new|microsoft|word|powerpoint|title|template|"
    r"(?:untitled|document|presentation|slide|scan|image|img|file)\d*)\b|\d+",
    re.IGNORECASE,
)
"""Words that a title may have and that alone make none: furniture of pages, and names that programs give."""
_FILE_NAME = re.compile(r"\S+\.(?:docx?|pdf|indd|xlsx?|pptx?|rtf|odt|html?|wpd|tmp|pub|qxd)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\w", re.IGNORECASE)
_LOG_ON = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_BY_PROGRAM = re.compile(r"^microsoft (?:word|powerpoint|excel) - ", re.IGNORECASE)
_REPLY = re.compile(r"^(?:(?:subject|re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_SECTION = re.compile(
    r".*:|(?:[\d.]+\s+)?(?:(?:essential |job |main |major |key )?(?:duties|functions|responsibilities|"
    r"summary|purpose|requirements|qualifications)(?: and (?:duties|responsibilities))?|introduction|"
    r"overview|scope|background|abstract|benefits|definitions?|references|home|menu|navigation|"
    r"about us|contact us)",
    re.IGNORECASE,
)
"""Headings of sections, which any document may have."""
_LOGGED = re.compile(r"\W?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s+)?\d{1,2}:\d{2}\b")
"""What an entry of a log begins with."""
_EDGES = " \t#*=_-–—•▪●|~+@:;,/\\"


def proposed_title(path: Path, found: Extract) -> str:
    """Return what can be a title: a heading, the property, a line at the beginning, or the file's name."""
    for candidate in _candidates(found):
        title = _REPLY.sub("", as_title(candidate))
        if _is_title(title):
            return title
    return as_title(re.sub(r"[_\s-]+", " ", path.stem)) or "Untitled document"


def _candidates(found: Extract) -> Iterator[str]:
    headings = (block for block in found.blocks if block.kind is BlockKind.HEADING)
    said = (found.text[block.start : block.end] for block in headings if block.start < _SEARCHED)
    yield from (heading for heading in said if not _SECTION.fullmatch(heading.strip()))
    yield found.details.get("title", "")
    margins = [(b.start, b.end) for b in found.blocks if b.kind is BlockKind.MARGIN]
    at = 0
    for line in re.split(r"(?<=[\n\f])", found.text[:_SEARCHED]):
        if not any(start <= at < end for start, end in margins):
            yield line
        at += len(line)


def as_title(text: str) -> str:
    """Return a text as one line without decoration at its ends or characters that show nothing."""
    line = _BY_PROGRAM.sub("", shown(text)).strip(_EDGES)
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rpartition(" ")[0] or line[:_LONGEST]
    return line


def _is_title(line: str) -> bool:
    """Say whether a line can be a title: it is no furniture, file name, address, log-on or private."""
    words = _NO_WORDS.sub(" ", line)
    return (
        sum(character.isalpha() for character in words) >= _LEAST_LETTERS
        and not _FILE_NAME.fullmatch(line)
        and not _ADDRESS.search(line)
        and not (_LOG_ON.fullmatch(line) and (len(line) < 12 or "_" in line))
        and not _LOGGED.match(line)
        and not screen(line)
    )
