"""The galley: blocks in order, with the indents and frames they stand in, on their sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from builder.document import Inline, Note
from builder.layout.styles import LANDSCAPE, OPENING, PORTRAIT, TEXT_MEASURE, TextStyle
from builder.layout.text_runs import set_words
from builder.pdf.flow.lines import Line, balanced, broken
from builder.pdf.flow.pages import Section, Sheet
from builder.pdf.flow.pieces import Block, Footnote, Frame
from builder.pdf.flow.styled_runs import Word
from builder.pdf.flow.text_blocks import Label, Paragraph
from builder.pdf.structure import Element


@dataclass(slots=True)
class Headline:
    """A heading as the contents and the outline list it."""

    level: int
    text: str
    anchor: str


class NoteBook:
    """The notes of a document by number, and how often it refers to each."""

    def __init__(
        self,
        notes: Iterable[Note],
        references: Iterable[int],
        make: Callable[[Galley, Note, Element], Footnote] | None,
    ) -> None:
        """Take the notes; `make` sets one at the foot of a page, and is None where they stand at the end."""
        self.notes = {note.number: note for note in notes}
        self.references = Counter(references)
        self._make = make
        self._made: dict[int, Footnote] = {}

    def footnote(self, number: int, element: Element, galley: Galley) -> Footnote | None:
        """Return the footnote for a reference in `element`; None where there is none."""
        if self._make is None or number not in self.notes:
            return None
        if number not in self._made:
            self._made[number] = self._make(galley, self.notes[number], element)
        return self._made[number]


def _taken_along(section: Section) -> list[Block]:
    """Take the headings off the end of a section: they go with what follows them."""
    first = len(section.blocks)
    while first and section.blocks[first - 1].pieces[-1].keep:
        first -= 1
    taken = section.blocks[first:]
    del section.blocks[first:]
    return taken


@dataclass(slots=True)
class Galley:
    """Where blocks are added; knows the indents and frames of the place it has come to."""

    root: Element
    headlines: list[Headline]
    """All headings of the document, known beforehand for the contents."""
    notes: NoteBook
    hyphenation: str = ""
    """Dictionary by which narrow columns are hyphenated; empty: they are not."""
    sections: list[Section] = field(default_factory=lambda: [Section(PORTRAIT, opening=OPENING)])
    indent: float = 0.0
    inset: float = 0.0
    margin: float = PORTRAIT.measure - TEXT_MEASURE
    """Room to the right of running text that tables, figures and boxes take."""
    style: TextStyle | None = None
    """Type of body paragraphs, where a box or quotation sets its own."""
    _frames: tuple[Frame, ...] = ()
    _labels: tuple[Label, ...] = ()
    _break: bool = False

    @property
    def measure(self) -> float:
        """Width for running text here."""
        return self.span - self.margin

    @property
    def span(self) -> float:
        """Width for tables, figures and boxes here."""
        return self.sections[-1].measure - self.indent - self.inset

    @property
    def last(self) -> Block | None:
        """The block added last, if it stands on the sheet that the next one will stand on."""
        return self.sections[-1].blocks[-1] if self.sections[-1].blocks else None

    def add(self, block: Block) -> None:
        """Add a block at this place."""
        block.frames = self._frames
        block.new_page = self._break
        self._break = False
        self.sections[-1].blocks.append(block)

    def keep_ends(self, first: int, least: float) -> None:
        """Let no page end within `least` points of either end of the blocks from number `first` on."""
        pieces = [
            (block, index) for block in self.sections[-1].blocks[first:] for index in range(len(block.pieces))
        ]
        for run in (pieces[:-1], pieces[-2::-1]):
            height = 0.0
            for block, index in run:
                height += block.pieces[index].height
                if height > least:
                    break
                kept = [*block.pieces]
                kept[index] = replace(kept[index], keep=True)
                block.pieces = kept

    def keep_with_last(self) -> None:
        """Inside a box, let no page end between the block before and the next one."""
        last = self.last
        if last is not None and self._frames and last.frames == self._frames:
            last.pieces = [*last.pieces[:-1], replace(last.pieces[-1], keep=True)]

    def break_page(self) -> None:
        """Let the next block begin a page."""
        self._break = True

    def words(self, content: Sequence[Inline], style: TextStyle, element: Element) -> list[Word]:
        """Return inline content as words, its footnotes as wide as the sheet here."""
        return set_words(
            content, style, element, lambda n, referring: self.notes.footnote(n, referring, self)
        )

    def broken(self, found: list[Word], first: float, rest: float | None = None) -> list[Line]:
        """Set words in lines, narrow ones hyphenated as is right in the document's language."""
        return broken(found, first, rest, self.hyphenation)

    def text(
        self,
        content: tuple[Inline, ...],
        style: TextStyle,
        element: Element,
        *,
        anchors: tuple[str, ...] = (),
        balance: bool = False,
        together: bool = False,
        keep_next: bool = False,
        hanging: float = 0.0,
        wide: bool = False,
    ) -> None:
        """Set inline content as a paragraph at this place; a waiting label goes beside it.

        `wide` text takes all the room, as captions and notes do.
        """
        measure = self.span if wide else self.measure
        found = self.words(content, style, element)
        if not found and not self._labels:
            return
        lines = balanced(found, measure) if balance else self.broken(found, measure, measure - hanging)
        block = Paragraph(
            element,
            lines,
            leading=style.leading,
            size=style.size,
            left=self.indent,
            measure=measure,
            together=together,
            keep_next=keep_next,
            hanging=hanging,
        )
        block.before, block.after, block.anchors = style.before, style.after, anchors
        block.labels, self._labels = self._labels, ()
        self.add(block)

    def label(self, label: Label) -> None:
        """Let the next paragraph have this label, after any that wait, beside its first line."""
        self._labels += (label,)

    @property
    def waiting(self) -> bool:
        """Whether a label has found no paragraph yet."""
        return bool(self._labels)

    @contextmanager
    def inside(
        self,
        *,
        indent: float = 0.0,
        inset: float = 0.0,
        frame: Frame | None = None,
        style: TextStyle | None = None,
    ) -> Iterator[None]:
        """Indent, frame and restyle what is added within."""
        before = self.indent, self.inset, self.margin, self._frames, self.style
        self.indent += indent
        self.inset += inset
        self.margin = 0.0 if frame else self.margin
        self._frames += (frame,) if frame else ()
        self.style = style or self.style
        yield
        self.indent, self.inset, self.margin, self._frames, self.style = before

    @contextmanager
    def landscape(self) -> Iterator[None]:
        """Put what is added within on sheets turned to landscape.

        The text that follows fills the page before them, unless a heading has to go with them.
        """
        outer = self.sections[-1]
        taken = _taken_along(outer)
        turned = Section(LANDSCAPE, taken, floating=not (taken or self._break))
        with self._section(turned, outer.sheet):
            yield

    @contextmanager
    def columns(self, count: int) -> Iterator[None]:
        """Set what is added within in columns; inside a box or an indent there is no room for them."""
        if self._frames or self.indent or count == 1:
            yield
            return
        sheet = self.sections[-1].sheet
        with self._section(Section(sheet, columns=count), sheet):
            yield

    @contextmanager
    def _section(self, section: Section, outer: Sheet) -> Iterator[None]:
        before = self.indent, self.inset, self.margin, self._frames
        self.indent, self.inset, self.margin, self._frames = 0.0, 0.0, 0.0, ()
        self.sections.append(section)
        yield
        self.indent, self.inset, self.margin, self._frames = before
        self.sections.append(Section(outer))
