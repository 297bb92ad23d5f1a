"""Word documents read whole: what a reader sees is text, and the rest is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.texts import BlockKind, RefusedError
from kb.texts.extracts import Extract
from kb.texts.word_text import read_docx
from tests.kb.texts.word_documents import field, levels, listed, paragraph, run, word_file

FORMULA = "<m:oMath>{}</m:oMath>"


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


SEEN = {
    "simple field": (
        run("See section ") + f"<w:fldSimple w:instr='REF a'>{run('4.2')}</w:fldSimple>" + run(" here."),
        "See section 4.2 here.",
    ),
    "field in runs": (run("See section ") + field("REF a", run("4.2")) + run("."), "See section 4.2."),
    "field within the instruction of a field": (
        field(
            "IF " + "</w:instrText></w:r>" + field("MERGEFIELD x", run("never")) + "<w:r><w:instrText>",
            run("12"),
        ),
        "12",
    ),
    "box of a form": (
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
        "</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + run(" Nights"),
        "☒ Nights",
    ),
    "direction": (
        f"<w:bdo w:val='ltr'>{run('555-0100')}</w:bdo><w:dir w:val='ltr'>{run(' x')}</w:dir>",
        "555-0100 x",
    ),
    "links in links": (
        f"<w:hyperlink><w:hyperlink>{run('APCO')}</w:hyperlink>{run(' says')}</w:hyperlink>",
        "APCO says",
    ),
    "ruby": (
        f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>",
        "漢(kan)",
    ),
    "symbols": (
        "<w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>",
        "≥✓",
    ),
    "letters of a symbol font": (run("\uf06c", "<w:rFonts w:ascii='Symbol'/>") + run(" = .05"), "λ = .05"),
    "hyphens": ("<w:r><w:t>9</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>1</w:t></w:r>", "9-11"),
    "formula": (
        run("Load ")
        + FORMULA.format(f"<m:f><m:num>{m('a+b')}</m:num><m:den>{m('2')}</m:den></m:f>")
        + FORMULA.format(f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>"),
        "Load (a+b)/2x²",
    ),
    "raised by style": (run("97,820") + run("3", "<w:rStyle w:val='Up'/>"), "97,820³"),
    "raised by position": (run("10") + run("2", "<w:position w:val='6'/>"), "10²"),
    "accepted and struck changes": (
        f"<w:ins>{run('may ')}</w:ins><w:del><w:r><w:delText>must </w:delText></w:r></w:del>" + run("act"),
        "may act",
    ),
}
STYLES = """
<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>
<w:style w:type='character' w:styleId='Up'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>
<w:style w:type='character' w:styleId='Out'><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='Gone'><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/>
 <w:pPr><w:outlineLvl w:val='0'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='H1'/>
 <w:pPr><w:outlineLvl w:val='1'/><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>
"""


def read(path: Path, body: str, **parts: str) -> Extract:
    return read_docx(word_file(path / "a.docx", body, styles=STYLES, **parts))


@pytest.mark.parametrize("name", SEEN)
def test_what_a_reader_sees_is_read(name: str, tmp_path: Path) -> None:
    content, text = SEEN[name]
    assert read(tmp_path, paragraph(content)).text == text


UNSEEN = {
    "2 passages that are struck out": run("not ", "<w:strike/>")
    + run("x")
    + run("never ", "<w:rStyle w:val='Out'/>"),
    "1 passage that is struck out": run("not ", "<w:dstrike/>") + run("ever ", "<w:strike/>"),
    "1 passage that is hidden": run("not ", "<w:vanish/>"),
    "1 passage that is deleted with changes tracked": "<w:del><w:r><w:delText>not</w:delText></w:r></w:del>",
    "1 picture": "<w:r><w:drawing><wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>",
    "1 embedded object": "<w:r><w:object><v:imagedata/><o:OLEObject ProgID='Excel.8'/></w:object></w:r>",
    "1 formula": "<w:r><w:object><o:OLEObject ProgID='Equation.3'/></w:object></w:r>",
    "1 sign of a font that is not known": "<w:r><w:sym w:font='Webdings' w:char='F04A'/></w:r>",
}


@pytest.mark.parametrize("unread", UNSEEN)
def test_what_is_not_read_is_named(unread: str, tmp_path: Path) -> None:
    found = read(tmp_path, paragraph(run("Staff shall ") + UNSEEN[unread] + run("leave.")))
    assert found.unread == (unread,)
    assert "not" not in found.text
    assert found.text.startswith("Staff shall ")


def test_a_paragraph_of_a_hidden_style_is_not_read_and_one_run_may_show_itself(tmp_path: Path) -> None:
    gone = "<w:pStyle w:val='Gone'/>"
    body = paragraph("Secret.", gone) + paragraph(run("Shown.", "<w:vanish w:val='0'/>"), gone)
    found = read(tmp_path, body)
    assert (found.text, found.unread) == ("Shown.", ("1 passage that is hidden",))


NOTES = """
<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> By two centers.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id='7'><w:p><w:r><w:t>Never referred to.</w:t></w:r></w:p></w:footnote>
"""
ENDNOTES = "<w:endnote w:id='2'><w:p><w:r><w:t>As of 2025.</w:t></w:r></w:p></w:endnote>"


def test_notes_come_at_the_end_and_their_marks_stay_apart_from_figures(tmp_path: Path) -> None:
    body = paragraph(
        run("Calls rose to 2,500")
        + "<w:r><w:footnoteReference w:id='2'/></w:r>"
        + run(" a day.")
        + "<w:r><w:endnoteReference w:id='2'/></w:r>"
    )
    found = read(tmp_path, body, footnotes=NOTES, endnotes=ENDNOTES)
    assert found.text == "Calls rose to 2,500¹ a day.¹\n¹ By two centers.\n¹ As of 2025."
    assert [block.marker for block in found.blocks if block.kind is BlockKind.NOTE] == ["¹", "¹"]


def test_words_that_are_put_in_are_read_and_said_to_be(tmp_path: Path) -> None:
    found = read(tmp_path, paragraph(f"<w:ins>{run('may ')}</w:ins>" + run("act")))
    said = "Words that were put in with changes tracked were read as if they were accepted."
    assert (found.text, found.remarks) == ("may act", (said,))
    assert read(tmp_path, paragraph("may act")).remarks == ()


def test_comments_are_named_and_no_text(tmp_path: Path) -> None:
    comments = "".join(f"<w:comment w:id='{n}'>{paragraph('Why?')}</w:comment>" for n in range(3))
    found = read(tmp_path, paragraph("Answer calls."), comments=comments)
    assert (found.text, found.unread) == ("Answer calls.", ("3 comments",))


def numbering(*abstract: str, lists: str = "") -> str:
    told = "".join(
        f"<w:abstractNum w:abstractNumId='{n}'>{a}</w:abstractNum>" for n, a in enumerate(abstract)
    )
    nums = "".join(
        f"<w:num w:numId='{n + 1}'><w:abstractNumId w:val='{n}'/></w:num>" for n in range(len(abstract))
    )
    return told + nums + lists


LEGAL = levels(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)"), ("lowerRoman", "(%4)"))


def lines(found: Extract) -> list[str]:
    return found.text.split("\n")


def test_numbers_and_letters_of_lists_are_counted_as_word_counts_them(tmp_path: Path) -> None:
    steps = [
        (0, "Calls"),
        (1, "Answer"),
        (1, "Locate"),
        (2, "ask"),
        (2, "map"),
        (3, "cell"),
        (1, "Send"),
        (0, "End"),
        (1, "Log"),
    ]
    body = "".join(listed(text, 1, level) for level, text in steps)
    found = read(tmp_path, body, numbering=numbering(LEGAL))
    assert lines(found) == [
        "1. Calls", "1.1 Answer", "1.2 Locate", "a) ask", "b) map", "(i) cell", "1.3 Send",
        "2. End", "2.1 Log",
    ]  # fmt: skip
    assert [(b.kind, b.level, b.marker) for b in found.blocks[:4]] == [
        (BlockKind.ITEM, 1, "1."),
        (BlockKind.ITEM, 2, "1.1"),
        (BlockKind.ITEM, 2, "1.2"),
        (BlockKind.ITEM, 3, "a)"),
    ]


def test_lists_that_share_their_form_count_on_unless_they_start_anew(tmp_path: Path) -> None:
    again = "<w:num w:numId='2'><w:abstractNumId w:val='0'/>{}</w:num>"
    anew = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>"
    body = "".join(listed(text, number) for text, number in (("a", 1), ("b", 1), ("c", 2), ("d", 2)))
    on = read(tmp_path, body, numbering=numbering(levels(("decimal", "%1.")), lists=again.format("")))
    assert lines(on) == ["1. a", "2. b", "3. c", "4. d"]
    started = read(tmp_path, body, numbering=numbering(levels(("decimal", "%1.")), lists=again.format(anew)))
    assert lines(started) == ["1. a", "2. b", "5. c", "6. d"]


def test_headings_get_the_number_of_their_style(tmp_path: Path) -> None:
    shape = (
        "<w:lvl w:ilvl='0'><w:start w:val='4'/><w:pStyle w:val='H1'/><w:numFmt w:val='upperRoman'/>"
        "<w:lvlText w:val='%1.'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:pStyle w:val='H2'/><w:numFmt w:val='decimal'/><w:isLgl/>"
        "<w:lvlText w:val='%1.%2'/></w:lvl>"
    )
    styled = (("H1", "Calls"), ("H2", "Answering"), ("H2", "Sending"), ("H1", "End"))
    body = "".join(paragraph(text, f"<w:pStyle w:val='{style}'/>") for style, text in styled)
    found = read(tmp_path, body, numbering=numbering(shape))
    assert lines(found) == ["IV. Calls", "4.1 Answering", "4.2 Sending", "V. End"]
    assert [(b.kind, b.level, b.marker) for b in found.blocks][:2] == [
        (BlockKind.HEADING, 1, "IV."),
        (BlockKind.HEADING, 2, "4.1"),
    ]


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("upperLetter", ["A", "B", "C"]),
        ("decimalZero", ["01", "02", "03"]),
        ("ordinal", ["1st", "2nd", "3rd"]),
        ("cardinalText", ["1", "2", "3"]),
        ("none", ["", "", ""]),
    ],
)
def test_formats_of_numbers(form: str, labels: list[str], tmp_path: Path) -> None:
    body = "".join(listed("x", 1) for _ in labels)
    found = read(tmp_path, body, numbering=numbering(levels((form, "%1"))))
    assert lines(found) == [f"{label} x".strip() for label in labels]


def test_an_absurd_start_is_given_in_digits(tmp_path: Path) -> None:
    shape = levels(("lowerLetter", "%1)")).replace("w:val='1'", "w:val='99999999999'")
    assert read(tmp_path, listed("x", 1), numbering=numbering(shape)).text == "99999999999) x"


def test_bullets_of_any_font_are_bullets_and_a_list_taken_off_has_none(tmp_path: Path) -> None:
    body = listed("Answer calls", 1) + listed("and stay", 1, 1) + listed("Plain", 0)
    found = read(tmp_path, body, numbering=numbering(levels(("bullet", "\uf0b7"), ("bullet", "o"))))
    assert lines(found) == ["• Answer calls", "• and stay", "Plain"]
    assert [(b.kind, b.level) for b in found.blocks] == [
        (BlockKind.ITEM, 1),
        (BlockKind.ITEM, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def cells(*inside: str, more: str = "") -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr>{more}</w:tcPr>{cell}</w:tc>" for cell in inside) + "</w:tr>"


def test_tables_are_rows_and_those_that_lay_out_lists_are_told_point_by_point(tmp_path: Path) -> None:
    data = cells(paragraph("Calls"), paragraph("1,240"))
    layout = cells(paragraph("Duties"), listed("Answer calls", 1) + listed("Send units", 1))
    found = read(tmp_path, f"<w:tbl>{data}{layout}</w:tbl>", numbering=numbering(levels(("bullet", "o"))))
    assert lines(found) == ["Calls\t1,240", "Duties", "• Answer calls", "• Send units"]
    assert [b.kind for b in found.blocks][:2] == [BlockKind.ROW, BlockKind.PARAGRAPH]
    assert [b.kind for b in found.blocks][2:] == [BlockKind.ITEM, BlockKind.ITEM]


def test_a_cell_over_two_rows_is_told_once_and_deleted_rows_are_named(tmp_path: Path) -> None:
    first = cells(paragraph("Nights"), more="<w:vMerge w:val='restart'/>")
    second = cells(paragraph(""), more="<w:vMerge/>")
    struck = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('Days')}</w:tc></w:tr>"
    found = read(tmp_path, f"<w:tbl>{first}{second}{struck}</w:tbl>")
    assert found.text.strip() == "Nights"
    assert found.unread == ("1 passage that is deleted with changes tracked",)


def test_headings_without_a_style_are_told_by_their_look(tmp_path: Path) -> None:
    body = (
        paragraph("ESSENTIAL DUTIES")
        + paragraph(run("Minimum qualifications", "<w:b/>"))
        + paragraph(run("2.1 Scope", "<w:b/>"))
        + paragraph("• Typed bullet")
        + paragraph("Answers calls.")
    )
    assert [b.kind for b in read(tmp_path, body).blocks] == [
        BlockKind.HEADING,
        BlockKind.HEADING,
        BlockKind.HEADING,
        BlockKind.ITEM,
        BlockKind.PARAGRAPH,
    ]


def test_a_strict_document_is_read(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("Answers calls."), strict=True, styles=STYLES)
    assert read_docx(path).text == "Answers calls."


def test_a_document_that_is_all_notes_is_read(tmp_path: Path) -> None:
    body = paragraph("<w:r><w:footnoteReference w:id='2'/></w:r>")
    assert "By two centers." in read(tmp_path, body, footnotes=NOTES).text


def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", "<w:p><w:r>")
    with pytest.raises(RefusedError, match="damaged"):
        read_docx(path)
