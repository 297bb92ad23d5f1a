"""What is taken from a document: its text, the parts of it, what it says of itself, and what was not read.

`TextWriter` is how a reader of a document puts text and parts together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kb.texts.blocks import Block, BlockKind

_NO_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff]"
)
"""Characters that show nothing, and that a record could not hold or would hide something with."""


HIDDEN = "passage(s) that is|are hidden"
STRUCK = "passage(s) that is|are struck out"
PICTURE = "picture(s)"
COMMENT = "comment(s)"
RECORDING = "recording(s)"
"""What readers of several formats name, in the form that `unread_parts` takes."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What was taken from a document."""

    text: str
    """Pages are separated by form feeds where the document has pages."""
    details: Mapping[str, str]
    """What the document says of itself: title, author, date, language, url, publisher."""
    blocks: tuple[Block, ...] = ()
    """The parts of the text in its order, as far as the document tells them."""
    unread: tuple[str, ...] = ()
    """What is in the document and not in the text, part by part, each as a clause: `2 pictures`."""
    remarks: tuple[str, ...] = ()
    """How it was read where that is a guess, each as a sentence."""

    @property
    def not_read(self) -> str:
        """Say in one sentence what is in the document and not in the text; empty where nothing is."""
        return f"Not read: {', '.join(self.unread)}." if self.unread else ""

    def answer(self) -> dict[str, Any]:
        """Return it as what JSON can hold."""
        blocks = [[b.kind.value, b.start, b.end, b.level, b.marker] for b in self.blocks]
        return {**asdict(self), "blocks": blocks}

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Extract:
        """Return what an answer told; its details without characters that show nothing."""
        return cls(
            answer["text"],
            {key: shown(value) for key, value in answer["details"].items() if shown(value)},
            tuple(Block(BlockKind(kind), *rest) for kind, *rest in answer.get("blocks", ())),
            tuple(answer.get("unread", ())),
            tuple(answer.get("remarks", ())),
        )


def shown(text: str) -> str:
    """Return a text as one line, without characters that show nothing."""
    return " ".join(_NO_TEXT.sub("", text).split())


def unread_parts(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Tell how much was not read: `picture(s)` twice is `2 pictures`; of what is not there, nothing."""
    return tuple(f"{number} {_counted(name, number)}" for name, number in counts.items() if number)


def _counted(name: str, number: int) -> str:
    """Choose between the forms of a noun and its verb: `passage(s) that is|are hidden`."""
    name = name.replace("(s)", "" if number == 1 else "s")
    return re.sub(r"(\w+)\|(\w+)", r"\1" if number == 1 else r"\2", name)


class TextWriter:
    """Puts a text together part by part, each on lines of its own."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._at = 0
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "\n".join(self._lines)

    def add(self, kind: BlockKind, text: str, level: int = 0, marker: str = "") -> None:
        """Add one part; an empty one is an empty line, and no block."""
        if text.strip():
            start = self._at + len(text) - len(text.lstrip())
            self.blocks.append(Block(kind, start, self._at + len(text.rstrip()), level, marker))
        self._lines.append(text)
        self._at += len(text) + 1

    def add_text(self, text: str, blocks: Sequence[Block]) -> None:
        """Add a text whose own blocks are known."""
        self.blocks += moved(blocks, self._at)
        self._lines.append(text)
        self._at += len(text) + 1


def moved(blocks: Iterable[Block], by: int) -> list[Block]:
    """Return blocks as they stand in a text that begins so many characters earlier."""
    return [Block(b.kind, b.start + by, b.end + by, b.level, b.marker) for b in blocks]
