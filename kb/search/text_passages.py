"""Passages from the frozen texts of sources, with the place of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.common.english import sentences
from kb.namespaces import record
from kb.search.passages import Passage
from kb.texts import FrozenText, RefusedError, find_text, texts_folder
from kb.workspace import Workspace

TARGET = 320
"""Characters of a passage: sentences of a paragraph are joined up to this length, never cut."""
_LONGEST = 1200
"""A sentence longer than this, such as a list without full stops, is cut at a blank."""

_HEADING = re.compile(r"^(?:#{1,6}\s+\S.*|[^\s•*\-].{0,80}[^\s.,;:!?])$")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    section: str
    page: int
    line: int
    text: str


def frozen_texts(workspace: Workspace) -> list[FrozenText]:
    """Return the frozen texts at hand, by source id."""
    folder = texts_folder(workspace)
    names = sorted({path.stem for path in folder.iterdir()}) if folder.is_dir() else []
    return [text for name in names if (text := find_text(workspace, name))]


def digest(texts: Iterable[FrozenText]) -> str:
    """Return a digest of the names and contents of frozen texts."""
    told = "".join(f"{text.path.name} {text.sha256}\n" for text in texts)
    return hashlib.sha256(told.encode()).hexdigest()


def read_texts(texts: Iterable[FrozenText]) -> tuple[list[Passage], list[str]]:
    """Return the passages of frozen texts, and what kept any of them from being read."""
    found: list[Passage] = []
    refused: list[str] = []
    for text in texts:
        try:
            found += split(text.read().text, text.path.stem)
        except RefusedError as error:
            refused.append(f"{text.path.name}: {error}")
    return found, refused


def split(text: str, source: str) -> Iterator[Passage]:
    """Yield the passages of one source's text; none reaches over the end of a paragraph or section."""
    for paragraph in _paragraphs(text):
        for passage in _packed(sentences(paragraph.text)):
            where = [f'section "{_plain(paragraph.section)}"'] if paragraph.section else []
            where += [f"page {paragraph.page}"] if "\f" in text else []
            yield Passage(
                record("source", source),
                "text",
                passage,
                locator=", ".join([*where, f"line {paragraph.line}"]),
            )


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    section, page, first = "", 1, 0
    held: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        bare = line.replace("\f", "").strip()
        bullet = bare.startswith(("•", "- ", "* "))
        if held and (not bare or bullet or "\f" in line):
            if len(held) == 1 and not held[0].startswith("•") and _HEADING.match(held[0]):
                section = held[0].lstrip("# ")
            else:
                yield _Paragraph(section, page, first, " ".join(held))
            held = []
        page += line.count("\f")
        if bare:
            first = first if held else number
            held.append(bare)


def _packed(parts: list[str]) -> Iterator[str]:
    """Join sentences up to the target length."""
    held = ""
    for part in (piece for whole in parts for piece in _pieces(whole)):
        if held and len(held) + len(part) > TARGET:
            yield held
            held = ""
        held = f"{held} {part}".strip()
    if len(held) > 2:
        yield held


def _plain(heading: str) -> str:
    """Return a heading without the marks that would end a locator or a citation."""
    return re.sub(r'["“”\[\];]', "", heading)


def _pieces(sentence: str) -> Iterator[str]:
    while len(sentence) > _LONGEST:
        at = sentence.rfind(" ", 0, _LONGEST)
        at = at if at > 0 else _LONGEST
        yield sentence[:at]
        sentence = sentence[at:].strip()
    yield sentence
