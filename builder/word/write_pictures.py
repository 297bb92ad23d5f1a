"""Writing pictures: charts and those of the workspace, each in a paragraph with its alternative text."""

from __future__ import annotations

from io import BytesIO

from builder import document as d
from builder.pictures.picture_model import Drawing, Image
from builder.word.chart_pictures import SCALE, picture
from builder.word.manuscript import Manuscript, bookmark_name
from builder.word.ooxml import EMUS, Element, element, paragraph, run, writable
from builder.word.word_styles import BODY
from builder.word.write_captions import write_caption
from builder.word.write_tables import write_source
from builder.word.write_text import has_own_words, written

_LINE = "_" * 36


def write_chart(manuscript: Manuscript, block: d.Chart) -> None:
    """Write a chart with its caption above and its source below."""
    said = write_caption(manuscript, "Figure", block)
    data, height = picture(block, manuscript.width)
    made = _put(manuscript, data, (manuscript.width, height), said, block.alternative)
    manuscript.keep(made, (), block.place)
    write_source(manuscript, block.source, block)


def write_picture(manuscript: Manuscript, block: d.Picture) -> None:
    """Write a picture with its caption above and its source below."""
    said = write_caption(manuscript, "Figure", block)
    made = put_picture(manuscript, block, said)
    manuscript.keep(made, (), block.place)
    if block.anchor and not block.caption:
        manuscript.mark(made, bookmark_name(block.anchor))
    write_source(manuscript, block.source, block)


def put_picture(manuscript: Manuscript, block: d.Picture, title: str = "") -> Element:
    """Put a picture as wide as in print, as far as there is room; return its paragraph."""
    width = min(block.width, manuscript.width)
    height = width * block.image.height / block.image.width
    return _put(manuscript, _as_file(block.image, width), (width, height), title, block.alternative)


def write_signature(manuscript: Manuscript, block: d.Signature) -> None:
    """Write the lines to sign on, names below; all of it kept together."""
    kept = (element("w:keepNext"),)
    if block.picture is not None:
        manuscript.keep(put_picture(manuscript, block.picture), (), block.place)
    line = f"{_LINE}    Date: {block.date or '_' * 20}"
    manuscript.keep(manuscript.put(paragraph(BODY, run(line), properties=kept)), (d.Text(line),), block.place)
    for number, content in enumerate(block.lines, 1):
        shown = written(manuscript, content, shaded=has_own_words(content))
        properties = () if number == len(block.lines) else (element("w:keepNext"),)
        made = manuscript.put(paragraph("Submitter", *shown, properties=properties))
        manuscript.keep(made, content, block.place)


def _put(
    manuscript: Manuscript, data: bytes, size: tuple[float, float], title: str, alternative: str
) -> Element:
    shape = manuscript.word.part.new_pic_inline(BytesIO(data))
    shape.extent.cx, shape.extent.cy = (round(length * EMUS) for length in size)
    drawn = shape.graphic.graphicData.pic.spPr
    drawn.cx, drawn.cy = shape.extent.cx, shape.extent.cy
    shape.docPr.set("id", str(manuscript.next_id()))
    shape.docPr.set("name", f"Picture {manuscript.count('picture')}")
    shape.docPr.set("title", writable(title))
    shape.docPr.set("descr", writable(alternative))
    return manuscript.put(paragraph(BODY, element("w:r", element("w:drawing", shape))))


def _as_file(image: Image, width: float) -> bytes:
    """Return a picture as a JPEG or PNG file; what is drawn by lines gets three pixels a point."""
    from PIL import Image as Images

    if isinstance(image, Drawing):
        return _drawn(image, width)
    if image.jpeg:
        return image.data
    pixels = Images.frombytes("L" if image.grey else "RGB", (image.width, image.height), image.data)
    stream = BytesIO()
    pixels.save(stream, "PNG")
    return stream.getvalue()


def _drawn(drawing: Drawing, width: float) -> bytes:
    """Return a drawing as PNG: its page, rendered."""
    import pypdfium2

    from builder.pdf.drawn_pictures import page_of

    height = width * drawing.height / drawing.width
    stream = BytesIO()
    with pypdfium2.PdfDocument(page_of(drawing, width, height)) as document:
        document[0].render(scale=SCALE).to_pil().save(stream, "PNG", dpi=(72 * SCALE, 72 * SCALE))
    return stream.getvalue()
