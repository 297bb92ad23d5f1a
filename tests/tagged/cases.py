"""Small documents, one for each kind of node; their structure trees are kept as files."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import PIL.Image

from builder import document as d
from builder.pictures.picture_model import Drawing, FilledPath, Raster
from tests.tagged.making import PROSE, cells, item, para, words
from tests.tagged.sample import sample

NOTES = tuple(d.Note(n, words(f"Note {n}.")) for n in range(1, 6))


def case(*blocks: d.Block, **options: object) -> d.Document:
    """Return a document with a bare title and these blocks."""
    metadata = d.Metadata("A case", "Nobody", created="2024-01-02T03:04:05Z")
    return d.Document(metadata, d.TitleBlock((), "A case"), blocks, **options)  # type: ignore[arg-type]


def _title() -> d.Document:
    return d.Document(
        d.Metadata("Title", "Nobody"),
        d.TitleBlock(("Docket 1", "Phrase"), "Title", "Subtitle", ("Name", "Street"), "1 May 2024"),
        (para("Text."),),
        running_head=("A running head is an artifact",),
    )


def _headings() -> d.Document:
    return case(
        d.Contents(depth=2),
        d.Heading(1, words("One"), "one"),
        para("Text."),
        d.Heading(2, words("Two"), "two"),
        d.Heading(3, words("Three"), "three"),
        d.Heading(4, words("Four"), "four"),
        d.Heading(1, words("Last"), "last"),
    )


def _inline() -> d.Document:
    return case(
        d.Paragraph(
            (
                d.Text("Plain, "),
                d.Text("strong", strong=True),
                d.Text(" and "),
                d.Text("code", code=True),
                d.LineBreak(),
                d.Link((d.Text("a link"),), "https://example.org/", "Where it leads"),
                d.Text(" and "),
                d.Link((d.Text("back"),), "#here"),
            ),
            anchor="here",
        ),
        d.Paragraph((d.Text("old", deleted=True), d.Text(" "), d.Text("new", inserted=True), d.Text("."))),
    )


def _lists() -> d.Document:
    return case(
        d.ItemList((item(para("a"), d.ItemList((item(para("b")),))), item())),
        d.ItemList((item(para("nine")), item(para("ten"))), ordered=True, start=9),
        d.ItemList(()),
    )


def _table() -> d.Document:
    merged = (d.Cell(words("over both"), span=2),)
    return case(
        d.Table(
            words("Caption"),
            cells("Head", "Number"),
            (cells("row", "1"), merged, cells("short")),
            source=words("Source"),
        ),
        d.Table(words("No rows"), cells("Head"), ()),
        d.Table((), (), (cells("a", "b", heading=False),)),
    )


def _broken_table() -> d.Document:
    return case(d.Table(words("Long"), cells("Head", "Text"), tuple(cells(f"r{n}", "t") for n in range(45))))


def _huge_cell() -> d.Document:
    return case(d.Table((), cells("Head", "Text"), (cells("x", PROSE * 25),)))


def _landscape() -> d.Document:
    return case(
        para("Before."),
        d.Table(words("Wide"), cells("A", "B"), (cells("a", "b"),), landscape=True, dense=True),
        para("After."),
    )


def _chart() -> d.Document:
    series = d.Series("S", (1, None, -2.5))
    return case(
        d.Chart("bar", words("Bars"), ("x", "y", "z"), (series,), "Bars in words", "Jobs"),
        d.Chart("line", words("Lines"), ("x", "y", "z"), (series,), "Lines in words"),
        d.Chart("bar", words("Nothing"), (), (), "No data"),
        d.Chart("line", words("Nothing"), (), (), "No data", source=words("Source")),
    )


RASTER = Raster(2, 2, grey=False, jpeg=False, data=bytes(range(12)))
DRAWING = Drawing(
    4, 2, (FilledPath("0 0 m 4 0 l 4 2 l h", (1, 0, 0), 0.5), FilledPath("0 0 m 2 1 2 1 4 2 c h", (0, 0, 1)))
)


def _jpeg() -> Raster:
    stream = io.BytesIO()
    PIL.Image.new("L", (8, 4), 128).save(stream, "JPEG")
    return Raster(8, 4, grey=True, jpeg=True, data=stream.getvalue())


def _pictures() -> d.Document:
    pixels = d.Picture(RASTER, 100, "Four pixels")
    return dataclasses.replace(
        case(
            d.Picture(RASTER, 200, "Pixels in words", words("Pixels"), words("Source"), "pixels", 1),
            d.Picture(DRAWING, 300, "Shapes in words", words("Shapes"), number=2),
            d.Callout("note", words("Box"), (d.Picture(_jpeg(), 900, "Grey in words"), pixels)),
            d.Signature((words("Name"), words("Office")), pixels, "1 May 2024"),
            d.Signature((words("Another"),)),
            line_numbers=True,
        ),
        title=d.TitleBlock(("Docket 1",), "Pictures", letterhead=d.Picture(RASTER, 444, "Letterhead")),
    )


def _boxes() -> d.Document:
    return case(
        d.Callout(
            "objection",
            words("Objection"),
            (para("Text."), d.Quotation((para("Quoted."),), words("Who"))),
        ),
        d.Callout("note", (), ()),
    )


def _code() -> d.Document:
    return case(d.CodeBlock("if a:\n    b  =  1\n\n        c"))


def _notes() -> d.Document:
    return case(
        d.Paragraph((d.Text("Text"), d.NoteReference(1), d.NoteReference(2), d.Text("."))),
        d.Paragraph((d.Text("Again"), d.NoteReference(1))),
        d.Notes(),
        d.Bibliography((words("Author. Title."), words("Other. Title."))),
        notes=NOTES[:2],
    )


def _footnotes() -> d.Document:
    heading = d.Heading(1, (d.Text("Heading"), d.NoteReference(1)), "heading")
    cell = d.Cell((d.Text("1"), d.NoteReference(3)))
    return case(
        heading,
        d.Paragraph((d.Text("Text"), d.NoteReference(2), d.Text("."))),
        d.ItemList((item(d.Paragraph((d.Text("Item"), d.NoteReference(4)))),)),
        d.Table(
            (d.Text("Caption"), d.NoteReference(2)),
            cells("Head", "Number"),
            ((d.Cell(words("row"), heading=True), cell),),
            source=(d.Text("Source"), d.NoteReference(3)),
        ),
        d.Callout("note", (d.Text("Box"), d.NoteReference(5)), (para("Text."),)),
        notes=NOTES,
    )


def _nothing() -> d.Document:
    return d.Document(d.Metadata("", ""), d.TitleBlock((), ""), ())


def compact() -> d.Document:
    """Return a page or two with everything that a checker can miss."""
    made = (_inline(), _table(), _chart(), _pictures(), _boxes(), _notes())
    blocks = tuple(block for document in made for block in document.blocks)
    return case(
        *blocks, notes=NOTES, attachments=sample().attachments, running_head=("Head",), watermark="DRAFT"
    )


CASES: dict[str, Callable[[], d.Document]] = {
    "boxes": _boxes,
    "broken-table": _broken_table,
    "chart": _chart,
    "footnotes": _footnotes,
    "headings": _headings,
    "huge-cell": _huge_cell,
    "inline": _inline,
    "landscape": _landscape,
    "lists": _lists,
    "nothing": _nothing,
    "pictures": _pictures,
    "code": _code,
    "notes": _notes,
    "table": _table,
    "title": _title,
}
