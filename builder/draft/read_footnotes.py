"""The footnotes of a draft: each label once, each referred to, and no blocks in them but paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.draft import nodes, places
from builder.draft.outline import contents, plain
from builder.draft.places import Place, Problems, shortened

_KINDS: dict[type, str] = {
    nodes.BlockQuote: "A block quotation",
    nodes.Directive: "A directive",
    nodes.Grid: "A table",
    nodes.Heading: "A heading",
    nodes.Listing: "A list",
    nodes.NewPage: "A page break",
}


class Footnotes:
    """The footnotes read so far."""

    def __init__(self, problems: Problems) -> None:
        self.texts: dict[str, nodes.Inlines] = {}
        """By label; paragraphs are parted by forced line ends."""
        self._places: dict[str, Place] = {}
        self._problems = problems

    def add(self, label: str, blocks: Iterable[nodes.Block], place: Place) -> None:
        """Take the text of a footnote; the first of a label stays."""
        text = tuple(self._lines(blocks))
        for mark in (inline for inline in text if isinstance(inline, nodes.FootnoteMark)):
            message = f"The footnote [^{label}] refers to another, [^{mark.label}]."
            self._wrong(mark.place, message, "Write the other's text here, or refer to it from the text.")
        if label in self.texts:
            message = f"The label [^{label}] stands for another footnote already: “{shortened(plain(text))}”."
            self._wrong(place, message, "Give it a label of its own.")
            return
        if not text:
            self._wrong(place, f"The footnote [^{label}] has no text.", "Write it behind the colon.")
        self.texts[label] = text
        self._places[label] = place

    def report_unused(self, inlines: Iterable[nodes.Inline]) -> None:
        """Report the footnotes that no mark in the text's inlines refers to."""
        used = {inline.label for inline in inlines if isinstance(inline, nodes.FootnoteMark)}
        for label, text in self.texts.items():
            if text and label not in used:
                message = f"Nothing refers to the footnote [^{label}]: “{shortened(plain(text))}”."
                self._wrong(self._places[label], message, f"Write [^{label}] where it belongs, or delete it.")

    def _lines(self, blocks: Iterable[nodes.Block]) -> Iterator[nodes.Inline]:
        """Yield what blocks hold, with a forced line end between any two."""
        for number, block in enumerate(blocks):
            if number:
                yield nodes.Break(block.place)
            yield from self._words(block)

    def _words(self, block: nodes.Block) -> Iterator[nodes.Inline]:
        if type(block) in _KINDS:
            message = f"{_KINDS[type(block)]} cannot stand in a footnote."
            self._wrong(block.place, message, "Write it as sentences, or put it into the text.")
        match block:
            case nodes.CodeBlock():
                for number, line in enumerate(block.text.split("\n")):
                    if number:
                        yield nodes.Break(block.place)
                    yield nodes.Words(line or " ", block.place, code=True)
            case nodes.BlockQuote() | nodes.Directive():
                yield from self._lines(block.blocks)
            case nodes.Listing():
                yield from self._lines(inner for item in block.items for inner in item)
            case _:
                for number, content in enumerate(contents(block)):
                    if number:
                        yield nodes.Words(" | ", block.place)
                    yield from content

    def _wrong(self, place: Place, message: str, fix: str) -> None:
        self._problems.add(places.FOOTNOTE, place, message, fix)
