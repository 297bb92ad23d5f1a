"""Reading a tagged PDF back with pikepdf: what each mark shows, what nobody marked, the tree as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_PAINTING = frozenset({"Tj", "TJ", "f", "F", "f*", "S", "s", "B", "b", "sh", "Do"})
_BLOCKS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFCHAR = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]+)>")


@dataclass
class Marks:
    """What one page shows: text by marked-content id, text of artifacts, unmarked operators."""

    texts: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)


def opened(data: bytes) -> pikepdf.Pdf:
    """Open a PDF held in memory."""
    return pikepdf.open(io.BytesIO(data))


def _decoder(font: Any) -> dict[int, str]:
    cmap = b"".join(_BLOCKS.findall(font.ToUnicode.read_bytes()))
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _BFCHAR.findall(cmap)
    }


class _PageReader:
    def __init__(self, page: pikepdf.Page) -> None:
        self.marks = Marks()
        self._page = page
        self._fonts = {name: _decoder(font) for name, font in page.Resources.Font.items()}
        self._font: dict[int, str] = {}
        self._open: list[int | None] = []

    def read(self) -> Marks:
        for operands, operator in pikepdf.parse_content_stream(self._page):
            self._step(list(operands), str(operator))
        assert not self._open, "marked content left open at the page's end"
        return self.marks

    def _step(self, operands: list[Any], operator: str) -> None:
        if operator == "BDC":
            assert not self._open, "marked content inside marked content"
            artifact = str(operands[0]) == "/Artifact"
            self._open.append(None if artifact else int(operands[1].MCID))
            if not artifact:
                self.marks.texts.setdefault(int(operands[1].MCID), "")
        elif operator == "EMC":
            self._open.pop()
        elif operator == "Tf":
            self._font = self._fonts[str(operands[0])]
        elif operator == "Tj":
            self._show("".join(self._font[code] for code in bytes(operands[0])))
        if operator in _PAINTING and not self._open:
            self.marks.unmarked.append(operator)

    def _show(self, text: str) -> None:
        if self._open and self._open[-1] is not None:
            self.marks.texts[self._open[-1]] += text
        else:
            self.marks.artifacts.append(text)


def pages(pdf: pikepdf.Pdf) -> list[Marks]:
    """Return what every page shows."""
    return [_PageReader(page).read() for page in pdf.pages]


class Tree:
    """The structure tree of a PDF, with the text of every element."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot.K
        self._marks = pages(pdf)
        self.numbers = {page.objgen: n for n, page in enumerate(pdf.pages)}
        self.used: set[tuple[int, int]] = set()

    def unused(self) -> set[tuple[int, int]]:
        """Return (page, id) of marked content that no element read so far contains."""
        every = {(n, mcid) for n, marks in enumerate(self._marks) for mcid in marks.texts}
        return every - self.used

    def kids(self, element: Any) -> Iterator[Any]:
        """Yield child elements, and strings for what is marked."""
        kids = element.get("/K", pikepdf.Array())
        home = element.get("/Pg")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield self._text(home, int(kid))
            elif kid.get("/Type") == "/MCR":
                yield self._text(kid.Pg, int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                yield kid.Obj
            else:
                yield kid

    def _text(self, page: Any, mcid: int) -> str:
        number = self.numbers[page.objgen]
        self.used.add((number, mcid))
        return self._marks[number].texts[mcid]

    def text(self, element: Any) -> str:
        """Return the text of an element and of all below it."""
        return "".join(
            kid if isinstance(kid, str) else self.text(kid) if "/S" in kid else ""
            for kid in self.kids(element)
        )

    def find(self, tag: str, start: Any = None) -> Iterator[Any]:
        """Yield the elements with a tag, in reading order."""
        start = self.root if start is None else start
        if str(start.S) == f"/{tag}":
            yield start
        for kid in self.kids(start):
            if not isinstance(kid, str) and "/S" in kid and "/Subtype" not in kid:
                yield from self.find(tag, kid)

    def dump(self) -> str:
        """Return the tree as indented lines: tag, attributes, text."""
        return "\n".join(self._lines(self.root, 0)) + "\n"

    def _lines(self, element: Any, depth: int) -> Iterator[str]:
        pad = "  " * depth
        yield f"{pad}{str(element.S)[1:]}{_described(element)}"
        pending = ""
        for kid in self.kids(element):
            if isinstance(kid, str):
                pending += kid
                continue
            if pending:
                yield f"{pad}  {pending!r}"
                pending = ""
            if "/Subtype" in kid:
                yield f"{pad}  @ {kid.Contents}{_target(kid)}"
            else:
                yield from self._lines(kid, depth + 1)
        if pending:
            yield f"{pad}  {pending!r}"


def _target(annotation: Any) -> str:
    return f" -> {annotation.A.URI}" if "/A" in annotation else ""


def _described(element: Any) -> str:
    shown = [f"{key[1:]}={element[key]}" for key in ("/Alt", "/ActualText", "/ID") if key in element]
    attributes = element.get("/A", {})
    keys = ("/Scope", "/ColSpan", "/ListNumbering", "/TextDecorationType")
    shown += [f"{k[1:]}={str(attributes[k]).lstrip('/')}" for k in keys if k in attributes]
    return f" [{', '.join(shown)}]" if shown else ""
