"""Documents for tests, honest and hostile, made on the spot."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

WORD = "word/document.xml"


def docx(path: Path, lines: list[str], title: str = "") -> Path:
    import docx as word

    document = word.Document()
    document.core_properties.title = title
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Calls", "1,240"
    document.save(str(path))
    return path


_SHAPE = "<mc:Choice Requires='wps'><w:drawing><wp:anchor>{box}</wp:anchor></w:drawing></mc:Choice>"
_OLD_SHAPE = "<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
_NAMES = " ".join(
    f"xmlns:{prefix}='{name}'"
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def text_box(*lines: str, old: bool = False) -> str:
    """A run with a text box: as Word writes it today, twice over, or as `old` versions did."""
    box = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    past = _OLD_SHAPE.format(box=f"<w:txbxContent>{box}</w:txbxContent>")
    shape = f"<mc:AlternateContent>{_SHAPE}<mc:Fallback>{past}</mc:Fallback></mc:AlternateContent>"
    now = shape.format(box=f"<w:txbxContent>{box}</w:txbxContent>")
    return f"<w:r {_NAMES}>{past if old else now}</w:r>"


def docx_with_boxes(path: Path) -> Path:
    """Text boxes in the body, a table, the header, and one that was deleted with changes tracked."""
    import docx as word
    from lxml import etree

    document = word.Document()

    def put(paragraph: Any, box: str) -> None:
        paragraph._p.append(etree.fromstring(box))

    put(document.add_paragraph("Before."), text_box("First box,", "second line."))
    put(document.add_paragraph("Between."), text_box("Old box.", old=True))
    put(document.add_paragraph("After."), f"<w:del {_NAMES}>{text_box('Struck out.')}</w:del>")
    cell = document.add_table(1, 2).rows[0].cells[1]
    cell.text = "Cell."
    put(cell.paragraphs[0], text_box("Box in a cell."))
    header = document.sections[0].header.paragraphs[0]
    header.text = "Bay County"
    put(header, text_box("Box in the header."))
    document.add_section().footer.paragraphs[0].text = "Bay County"
    document.save(str(path))
    return path


def docx_form(path: Path) -> Path:
    """A form: fields in a line, around a paragraph and a table row, tracked changes, an empty field."""
    import docx as word
    from lxml import etree

    document = word.Document()
    body = document.element.body

    def field(content: str, properties: str = "") -> str:
        return (
            f"<w:sdt {_NAMES}><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def run(text: str) -> str:
        return f"<w:r {_NAMES}><w:t xml:space='preserve'>{text}</w:t></w:r>"

    def paragraph(content: str) -> str:
        return f"<w:p {_NAMES}>{content}</w:p>"

    def row(text: str, properties: str = "") -> str:
        return f"<w:tr {_NAMES}><w:trPr>{properties}</w:trPr><w:tc>{paragraph(run(text))}</w:tc></w:tr>"

    changes = f"<w:ins {_NAMES}>{run('may ')}</w:ins><w:del {_NAMES}>{run('must ')}</w:del>"
    for content in (
        paragraph(run("Title: ") + field(run("Dispatcher"))),
        field(paragraph(run("Answers calls."))),
        paragraph(run("Staff ") + changes + run("relieve.")),
        paragraph(run("Grade: ") + field(run("Click here."), "<w:showingPlcHdr/>")),
        f"<w:tbl {_NAMES}>{field(row('Kept.'))}{row('Struck.', '<w:del/>')}</w:tbl>",
    ):
        body.insert(len(body) - 1, etree.fromstring(content))
    header = document.sections[0].header.paragraphs[0]._p
    header.append(etree.fromstring(field(run("Bay County"))))
    document.save(str(path))
    return path


def xlsx(path: Path, rows: list[list[object]], *sheets: str) -> Path:
    """Write rows to the first sheet; `sheets` names it and adds others, which are empty."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for number, name in enumerate(sheets):
        sheet = book.create_sheet() if number else book.active
        sheet.title = name
    book.save(path)
    return path


def pdf(path: Path, pages: list[list[str]], title: str = "") -> Path:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=1)
    canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 720 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def part(path: Path, name: str) -> bytes:
    """Return one part of an office document."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def with_part(path: Path, name: str, data: bytes) -> Path:
    """Replace one part of an office document, or add it."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def as_strict(path: Path) -> Path:
    """Name the parts of a workbook as ISO/IEC 29500-1 has them, which Excel offers as a kind of workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            for area in (b"spreadsheetml", b"officeDocument"):
                old = b"http://schemas.openxmlformats.org/" + area + b"/2006/"
                data = data.replace(old, b"http://purl.oclc.org/ooxml/" + area + b"/")
            archive.writestr(name, data)
    return path


def raw_pdf(path: Path, objects: list[bytes]) -> Path:
    """Write a PDF of the given objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(bytes(out))
    return path


def shared_page_tree(path: Path, levels: int) -> Path:
    """A page tree whose every node has the same child ten times: 10 ** levels pages in a few kilobytes."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for level in range(levels):
        child = b"%d 0 R " % (level + 3)
        count = 10 ** (levels - level)
        objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, child * 10))
    objects.append(b"<< /Type /Page /MediaBox [0 0 612 792] /Resources << >> >>")
    return raw_pdf(path, objects)


def docx_with_raised_hidden_and_struck(path: Path) -> Path:
    """Write a Word document with raised figures, hidden and struck-out words, and a field."""
    import docx as word
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = word.Document()
    paragraph = document.add_paragraph("A load of 10")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" calls; 2,500")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" a day.")
    paragraph = document.add_paragraph("Staff shall ")
    paragraph.add_run("not ").font.hidden = True
    paragraph.add_run("leave the desk. They shall ")
    paragraph.add_run("not ").font.strike = True
    paragraph.add_run("advise.")
    paragraph = document.add_paragraph("See section ")
    field = "<w:fldSimple {} w:instr='REF a'><w:r><w:t>4.2</w:t></w:r></w:fldSimple>"
    paragraph._p.append(parse_xml(field.format(nsdecls("w"))))
    paragraph.add_run(" of this.")
    document.save(str(path))
    return path


def pdf_with_raised_figure(path: Path) -> Path:
    """Write a PDF whose one line has the number of a note above it."""
    from reportlab.pdfgen import canvas

    page = canvas.Canvas(str(path))
    line = page.beginText(72, 700)
    line.setFont("Helvetica", 12)
    line.textOut("There were 97,820")
    line.setRise(4)
    line.setFont("Helvetica", 8)
    line.textOut("3")
    line.setRise(0)
    line.setFont("Helvetica", 12)
    line.textOut(" jobs in 2025 and 5 in 2026.")
    page.drawText(line)
    page.save()
    return path
