"""PDFs read whole: what is written upon the page, columns, parts, and what is not read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kb.texts import RefusedError
from kb.texts.extracts import Extract
from kb.texts.pdf_text import read_pdf


def drawn(path: Path, draw: Callable[[Canvas], object]) -> Path:
    canvas = Canvas(str(path), invariant=1)
    draw(canvas)
    canvas.save()
    return path


def lines(
    canvas: Canvas, *said: str, x: float = 72, y: float = 700, size: float = 11, font: str = "Helvetica"
) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(said):
        canvas.drawString(x, y - 14 * number, line)


def flat(found: Extract) -> list[str]:
    return [f"{b.kind} {' '.join(found.text[b.start : b.end].split())}" for b in found.blocks]


def test_what_a_form_was_filled_in_with_is_read(tmp_path: Path) -> None:
    def form(canvas: Canvas) -> None:
        lines(canvas, "Main duty:")
        make = canvas.acroForm
        make.textfield(
            name="duty", value="Gives instructions by telephone", x=170, y=690, width=300, height=20
        )
        make.textfield(name="empty", value="", x=170, y=660, width=300, height=20)
        make.textfield(name="pin", value="1234", fieldFlags="password", x=170, y=630, width=300, height=20)
        make.checkbox(name="nights", tooltip="Works nights", checked=True, x=170, y=600)
        make.checkbox(name="days", tooltip="Works days", checked=False, x=170, y=570)
        make.choice(
            name="grade", value="Senior", options=["Junior", "Senior"], x=170, y=540, width=90, height=20
        )

    found = read_pdf(drawn(tmp_path / "a.pdf", form))
    assert found.text.split("\n") == [
        "Main duty: Gives instructions by telephone",
        "☒ Works nights",
        "Senior",
    ]


def test_what_was_typed_stands_where_the_page_shows_it(tmp_path: Path) -> None:
    def form(canvas: Canvas) -> None:
        lines(canvas, "Name:", y=700)
        lines(canvas, "Since:", x=320, y=700)
        lines(canvas, "Main duty", y=686)
        lines(canvas, "nights", x=92, y=530)
        lines(canvas, "Signed by the director.", y=500)
        fields = canvas.acroForm
        fields.textfield(name="since", value="2019", x=355, y=694, width=80, height=18)
        fields.textfield(name="name", value="Dana Reyes", x=110, y=694, width=150, height=18)
        fields.textfield(
            name="duty", value="Gives instructions\nand stays", x=72, y=600, width=300, height=70,
            fieldFlags="multiline",
        )  # fmt: skip
        fields.checkbox(name="nights", tooltip="works nights", checked=True, x=72, y=527, size=12)

    found = read_pdf(drawn(tmp_path / "a.pdf", form))
    assert [" ".join(line.split()) for line in found.text.split("\n")] == [
        "Name: Dana Reyes Since: 2019",
        "Main duty",
        "Gives instructions",
        "and stays",
        "nights",
        "☒ works nights",
        "Signed by the director.",
    ]


def test_a_value_never_parts_a_sentence(tmp_path: Path) -> None:
    def form(canvas: Canvas) -> None:
        lines(canvas, "They give instructions until help arrives and", "stay on the line. Then they log it.")
        canvas.acroForm.textfield(name="stamp", value="Checked", x=20, y=690, width=40, height=18)

    text = read_pdf(drawn(tmp_path / "a.pdf", form)).text
    assert text.split("\n")[1:] == ["stay on the line. Then they log it.", "Checked"]


def upon(path: Path, *annotations: dict[str, object]) -> Path:
    """A page with one sentence, and annotations upon it."""
    drawn(path, lambda canvas: lines(canvas, "Staff shall not rest."))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Annots = pdf.make_indirect(
            Array(
                Dictionary(Type=Name.Annot, Rect=Array([300, 300, 400, 350]), **kind) for kind in annotations
            )
        )
        pdf.save(path)
    return path


def test_typed_remarks_are_read_and_comments_named(tmp_path: Path) -> None:
    found = read_pdf(
        upon(
            tmp_path / "a.pdf",
            {"Subtype": Name.FreeText, "Contents": "As of 2025"},
            {"Subtype": Name.FreeText, "Contents": "Hidden", "F": 2},
            {"Subtype": Name.Text, "Contents": "Why?"},
            {"Subtype": Name.Highlight, "Contents": "Check", "QuadPoints": Array([0, 0, 1, 0, 0, 1, 1, 1])},
            {"Subtype": Name.Stamp},
        )
    )
    assert found.text == "Staff shall not rest.\nAs of 2025"
    assert sorted(found.unread) == ["1 stamp", "2 comments"]


def test_what_is_struck_out_upon_the_page_is_not_read(tmp_path: Path) -> None:
    before, until = (72 + stringWidth(said, "Helvetica", 11) for said in ("Staff shall ", "Staff shall not"))
    box = (before, 698, until, 710)
    quad = Array([box[0], box[3], box[2], box[3], box[0], box[1], box[2], box[1]])
    found = read_pdf(upon(tmp_path / "a.pdf", {"Subtype": Name.StrikeOut, "QuadPoints": quad}))
    assert " ".join(found.text.split()) == "Staff shall rest."
    assert found.unread == ("1 passage that is struck out",)


RULES = {
    "through a word": ("Staff shall ", "Staff shall not", 3.5, "Staff shall rest.", True),
    "under a word": ("Staff shall ", "Staff shall not", -1.5, "Staff shall not rest.", False),
    "through more than the line": (
        "",
        "Staff shall not rest. And so on and on",
        3.5,
        "Staff shall not rest.",
        False,
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_words_that_a_rule_runs_through_are_struck_out(name: str, tmp_path: Path) -> None:
    before, until, height, text, struck = RULES[name]

    def draw(canvas: Canvas) -> None:
        lines(canvas, "Staff shall not rest.")
        left, right = (72 + stringWidth(said, "Helvetica", 11) for said in (before, until))
        canvas.line(left, 700 + height, right, 700 + height)

    found = read_pdf(drawn(tmp_path / "a.pdf", draw))
    assert " ".join(found.text.split()) == text
    assert found.unread == ("1 passage that is struck out",) * struck


def test_words_without_ink_are_not_read_but_over_a_scan(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(72, 700)
        for mode, said in ((0, "Staff shall "), (3, "not "), (0, "rest.")):
            line.setTextRenderMode(mode)
            line.textOut(said)
        canvas.drawText(line)

    found = read_pdf(drawn(tmp_path / "a.pdf", draw))
    assert (" ".join(found.text.split()), found.unread) == (
        "Staff shall rest.",
        ("1 passage that is hidden",),
    )


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (60, 60), 80)), 72, 400, 300, 300)


def test_pages_without_words_are_named(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 10):
            if page in (3, 5, 6, 7):
                picture(canvas)
            elif page == 9:
                canvas.line(10, 10, 500, 500)
            elif page != 8:
                lines(canvas, f"Words of page {'abcdefgh'[page]}.")
            canvas.showPage()

    found = read_pdf(drawn(tmp_path / "a.pdf", draw))
    assert found.unread == (
        "pages 3 and 5 to 7, which hold pictures only",
        "page 9, which holds drawings only",
    )


def test_pictures_beside_words_are_counted_and_a_document_of_pictures_is_refused(tmp_path: Path) -> None:
    def both(canvas: Canvas) -> None:
        lines(canvas, "A chart:")
        picture(canvas)

    assert read_pdf(drawn(tmp_path / "a.pdf", both)).unread == ("1 picture",)
    with pytest.raises(RefusedError, match="no text"):
        read_pdf(drawn(tmp_path / "b.pdf", picture))


def test_recognised_text_over_a_scan_is_said(tmp_path: Path) -> None:
    def scan(canvas: Canvas) -> None:
        picture(canvas)
        unseen = canvas.beginText(72, 700)
        unseen.setTextRenderMode(3)
        unseen.textOut("Answers calls.")
        canvas.drawText(unseen)

    found = read_pdf(drawn(tmp_path / "a.pdf", scan))
    assert (found.text, found.unread) == ("Answers calls.", ())
    assert found.remarks == ("The words of page 1 are those that text recognition read from a picture.",)


LEFT = (
    "The center answers calls from",
    "all over the county, and its",
    "call takers decide what help",
    "is sent.",
)
RIGHT = (
    "Dispatchers send units to the",
    "scene and stay in touch with",
    "them by radio until the end",
    "of it.",
)


def side_by_side(left: tuple[str, ...], right: tuple[str, ...], lower: float = 0) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        lines(canvas, "Over both of the columns stands a line that is as wide as the page is, nearly.", y=740)
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(72, 700 - 14 * number, one)
            canvas.drawString(320, 700 - 14 * number - lower, other)
        lines(canvas, "Under both of the columns stands another line of the same kind.", y=600)

    return draw


@pytest.mark.parametrize("lower", [0, 4])
def test_columns_are_read_one_after_another_however_they_are_written(lower: float, tmp_path: Path) -> None:
    found = read_pdf(drawn(tmp_path / "a.pdf", side_by_side(LEFT, RIGHT, lower)))
    assert " ".join((*LEFT, *RIGHT)) in " ".join(found.text.split())
    assert f"paragraph {' '.join(LEFT)}" in flat(found)


def test_rows_of_a_table_stay_rows(tmp_path: Path) -> None:
    left = ("Answer calls of the public", "Send units to the scene", "Log what was done", "Train new staff")
    right = ("every day of the year", "Every shift of the day", "All of the time", "Now and then")
    found = read_pdf(drawn(tmp_path / "a.pdf", side_by_side(left, right)))
    assert "Send units to the scene Every shift of the day" in " ".join(found.text.split())


def test_headings_points_and_wrapped_lines_are_parts(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, "Telecommunicator", size=20, y=760)
        lines(canvas, "Essential duties", font="Helvetica-Bold", y=720)
        lines(
            canvas,
            "\u2022 Determines priorities of all calls that are",
            "   received by the center.",
            "\u2022 Sends units of the Fire Department and the",
            "   Bay County Sheriff to the scene.",
            "1. Logs calls.",
        )
        lines(canvas, "The center is open at all hours.", y=600)

    assert flat(read_pdf(drawn(tmp_path / "a.pdf", draw))) == [
        "heading Telecommunicator",
        "heading Essential duties",
        "item • Determines priorities of all calls that are received by the center.",
        "item • Sends units of the Fire Department and the Bay County Sheriff to the scene.",
        "item 1. Logs calls.",
        "paragraph The center is open at all hours.",
    ]


def test_attachments_are_named(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", lambda canvas: lines(canvas, "See the file."))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["a.csv"] = b"1,2"
        pdf.save(path)
    assert read_pdf(path).unread == ("1 attached file",)


def test_a_password_is_told_as_one(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", lambda canvas: lines(canvas, "Secret."))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="u", owner="o"))
    with pytest.raises(RefusedError, match="password"):
        read_pdf(path)


def test_what_is_cut_off_the_page_is_not_read(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", lambda canvas: (lines(canvas, "Shown."), lines(canvas, "Cut.", y=100)))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].CropBox = Array([0, 400, 612, 792])
        pdf.save(path)
    assert read_pdf(path).text.split() == ["Shown."]


@pytest.mark.parametrize("sign", ["\u2028", "\ufeff", "\x93", "\x00", "\x07", "\u202e", "\ud800", "\ufffe"])
def test_signs_that_show_nothing_never_get_into_what_a_document_says_of_itself(sign: str) -> None:
    details = {"title": f" Call{sign}taker ", "author": sign}
    assert Extract.of({"text": "", "details": details}).details["title"] in ("Call taker", "Calltaker")
    assert "author" not in Extract.of({"text": "", "details": details}).details
