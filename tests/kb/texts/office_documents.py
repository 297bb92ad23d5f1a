"""Documents of other formats for tests, made on the spot; marks for tests that need a program or package."""

from __future__ import annotations

import importlib.util
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from kb.texts.document_kinds import Program
from kb.texts.outside_programs import program_path

libreoffice = pytest.mark.skipif(
    not program_path(Program.OFFICE),
    reason="LibreOffice is not installed: apt install libreoffice-writer-nogui",
)
calc = pytest.mark.skipif(
    not any(Path(program_path(Program.OFFICE)).resolve().parent.glob("libsclo.*")),
    reason="LibreOffice Calc is missing: apt install libreoffice-calc-nogui",
)
ocrmypdf = pytest.mark.skipif(
    not program_path(Program.RECOGNITION), reason="OCRmyPDF is not installed: apt install ocrmypdf"
)
formats = pytest.mark.skipif(
    not (importlib.util.find_spec("pptx") and importlib.util.find_spec("oxmsg")),
    reason='the extra is not installed: pip install "soc-evidence[formats]"',
)

DUTY = "Gives CPR instructions to callers."


def rtf(path: Path, *lines: str) -> Path:
    paragraphs = "\\par ".join(lines)
    path.write_text(f"{{\\rtf1\\ansi {{\\info{{\\author jay}}}}{paragraphs}\\par}}")
    return path


_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "svg": "svg-compatible",
        "manifest": "manifest",
    }.items()
)


def open_document(path: Path, kind: str, body: str) -> Path:
    """Write an OpenDocument file of a kind such as `text`."""
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    names = f'{_NAMES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="{of}"/>'
        for part, of in (("/", media_type), ("content.xml", "text/xml"))
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:{kind}>{body}</office:{kind}>"
            "</office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {_NAMES}>{entries}</manifest:manifest>"
        )
    return path


def ods(path: Path, rows: list[list[str]]) -> Path:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return open_document(path, "spreadsheet", f'<table:table table:name="duties">{cells}</table:table>')


def pptx(path: Path) -> Path:
    """Two slides with a title, points of a list, a table, notes and a picture; a third is hidden."""
    from PIL import Image
    from pptx import Presentation
    from pptx.util import Inches

    picture = path.with_suffix(".png")
    Image.new("L", (8, 8)).save(picture)
    deck = Presentation()
    for title, points in (
        ("Night shift", ["Answer calls", DUTY]),
        ("Staffing", []),
        ("Not shown", ["Secret"]),
    ):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(points)
    first, second, hidden = deck.slides
    first.notes_slide.notes_text_frame.text = "Say why."
    table = second.shapes.add_table(1, 2, 0, 0, Inches(2), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Desks", "12"
    second.shapes.add_picture(str(picture), 0, 0)
    hidden.element.set("show", "0")
    deck.save(str(path))
    picture.unlink()
    return path


def scan(path: Path, *lines: str) -> Path:
    """Write a page as a picture: as an image file, or in a PDF."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 800), 255)
    font = ImageFont.load_default(size=36)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((100, 100 + 70 * number), line, font=font, fill=0)
    page.save(path, resolution=150)
    return path


def eml(path: Path, attachments: dict[str, bytes], html: str = "") -> Path:
    letter = EmailMessage()
    letter["Subject"] = "Re: New hours of the desk"
    letter["From"] = "Jo Roe <jo@example.org>"
    letter["To"] = "Al Poe <al@example.org>"
    letter["Date"] = "Mon, 03 Mar 2025 09:00:00 -0600"
    if html:
        letter.set_content(html, subtype="html")
        letter.add_related(b"GIF89a", "image", "gif", cid="<logo>")
    else:
        letter.set_content("The desk is staffed day and night.\n")
    for name, data in attachments.items():
        letter.add_attachment(data, "application", "octet-stream", filename=name)
    path.write_bytes(letter.as_bytes())
    return path


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path
