"""The look of the Word file: Word's own styles, which an office can put its own in place of; sheet; lists."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from builder.word.ooxml import TWIPS, Element, element

BODY, LEAD, SMALL, SOURCE = "BodyText", "Lead", "SmallText", "SourceLine"
QUOTE, CAPTION, CODE = "Quote", "Caption", "CodeText"
CELL, HEAD_CELL, LABEL = "TableText", "TableHeading", "BoxLabel"
DENSE, DENSE_HEAD = "DenseTableText", "DenseTableHeading"
BULLET, NUMBER, CONTINUE = "ListBullet", "ListNumber", "ListContinue"
FOOTNOTE, ENDNOTE, ENTRY, OPENING = "FootnoteText", "EndnoteText", "Bibliography", "OpeningLine"
FILLED, LINK, FOOTNOTE_MARK, ENDNOTE_MARK = "FilledIn", "Hyperlink", "FootnoteReference", "EndnoteReference"
BULLETS = 1
"""Id of the numbering of every bulleted list."""
STEP = 360
"""Indentation of a level of a list, in twips."""

_SERIF, _SANS, _MONO = "Cambria", "Calibri", "Consolas"
_INK, _MUTED, _ACCENT = "1B1F24", "535C66", "1D4F7C"
_KEPT = frozenset(
    "Normal,Header,Footer,Heading 1,Heading 2,Heading 3,Heading 4,Default Paragraph Font,Normal Table,"
    "No List,Title,Subtitle,Body Text,List Bullet,List Number,List Continue,Quote,Caption,"
    "TOC Heading,Table Grid".split(",")
)
_PARAGRAPHS: tuple[tuple[str, str, str, float, str, float, float], ...] = (
    ("Normal", "", _SERIF, 11, _INK, 0, 0),
    ("Body Text", "Normal", _SERIF, 11, _INK, 0, 8),
    ("Lead", "Body Text", _SERIF, 12.5, _INK, 0, 10),
    ("Small Text", "Body Text", _SANS, 9.5, _MUTED, 2, 6),
    ("Opening Line", "Normal", _SANS, 10, _MUTED, 0, 2),
    ("Title", "Normal", _SERIF, 24, _INK, 18, 6),
    ("Subtitle", "Normal", _SERIF, 14, _MUTED, 0, 10),
    ("Submitter", "Normal", _SANS, 10.5, _INK, 0, 2),
    ("Date", "Normal", _SANS, 10.5, _MUTED, 6, 14),
    ("Heading 1", "Normal", _SANS, 19, _ACCENT, 24, 6),
    ("Heading 2", "Normal", _SANS, 14, _INK, 18, 5),
    ("Heading 3", "Normal", _SANS, 12, _INK, 14, 4),
    ("Heading 4", "Normal", _SANS, 11, _MUTED, 12, 3),
    ("TOC Heading", "Normal", _SANS, 14, _ACCENT, 18, 6),
    ("toc 1", "Normal", _SANS, 10.5, _INK, 4, 1),
    ("toc 2", "Normal", _SANS, 10, _INK, 1, 1),
    ("toc 3", "Normal", _SANS, 10, _MUTED, 1, 1),
    ("toc 4", "Normal", _SANS, 10, _MUTED, 1, 1),
    ("Quote", "Body Text", _SERIF, 11, _INK, 4, 8),
    ("Caption", "Normal", _SANS, 10, _INK, 12, 4),
    ("Source Line", "Normal", _SANS, 9, _MUTED, 3, 12),
    ("Table Text", "Normal", _SANS, 9.5, _INK, 2, 2),
    ("Table Heading", "Table Text", _SANS, 9.5, _ACCENT, 2, 2),
    ("Dense Table Text", "Table Text", _SANS, 8.5, _INK, 1, 1),
    ("Dense Table Heading", "Table Heading", _SANS, 8.5, _ACCENT, 1, 1),
    ("Box Label", "Normal", _SANS, 10.5, _INK, 2, 4),
    ("Code Text", "Normal", _MONO, 9.5, _INK, 2, 6),
    ("List Bullet", "Body Text", _SERIF, 11, _INK, 0, 4),
    ("List Number", "Body Text", _SERIF, 11, _INK, 0, 4),
    ("List Continue", "Body Text", _SERIF, 11, _INK, 0, 4),
    ("Bibliography", "Normal", _SERIF, 10, _INK, 0, 4),
    ("footnote text", "Normal", _SERIF, 9, _INK, 0, 2),
    ("endnote text", "Normal", _SERIF, 9, _INK, 0, 2),
    ("Header", "Normal", _SANS, 9, _MUTED, 0, 0),
    ("Footer", "Normal", _SANS, 9, _MUTED, 0, 0),
)
"""Name, parent, typeface, size in points, colour, space before and after in points."""
_BOLD = frozenset(
    "Title,Heading 1,Heading 2,Heading 3,Heading 4,TOC Heading,toc 1,Caption,Table Heading,"
    "Dense Table Heading,Box Label".split(",")
)
_OURS = frozenset(
    "Lead,Small Text,Opening Line,Submitter,Source Line,Table Text,Table Heading,Dense Table Text,"
    "Dense Table Heading,Box Label,Code Text,Filled In".split(",")
)
"""Styles that Word does not have itself."""
_WITH_NEXT = frozenset("Heading 1,Heading 2,Heading 3,Heading 4,TOC Heading,Caption".split(","))


def prepare(word: Any, language: str) -> None:
    """Give a new document of python-docx its styles, its numbering, its sheet and its settings."""
    styles = word.styles
    for style in list(styles):
        if style.name not in _KEPT:
            style._element.getparent().remove(style._element)
    for row in _PARAGRAPHS:
        _paragraph_style(styles, *row)
    styles["Quote"].paragraph_format.left_indent = Pt(22)
    styles["Quote"].paragraph_format.right_indent = Pt(22)
    styles["Bibliography"].paragraph_format.left_indent = Pt(18)
    styles["Bibliography"].paragraph_format.first_line_indent = Pt(-18)
    _character_styles(styles)
    _set_language(styles, language)
    _number(word)
    _set_sheet(word.sections[0])
    _set_up(word.settings.element)


def _paragraph_style(
    styles: Any, name: str, parent: str, font: str, size: float, colour: str, before: float, after: float
) -> None:
    style = _style(styles, name, WD_STYLE_TYPE.PARAGRAPH)
    for tag in ("w:link", "w:pPr", "w:rPr"):
        old = style._element.find(qn(tag))
        if old is not None:
            style._element.remove(old)
    if parent:
        style.base_style = styles[parent]
    style.quick_style, style.hidden = True, False
    style.font.name, style.font.size = font, Pt(size)
    fonts = style._element.rPr.rFonts
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.bold = name in _BOLD
    style.font.italic = name in ("Heading 4",)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next = name in _WITH_NEXT
    form.line_spacing = 1.15 if name in ("Body Text", "List Bullet", "List Number", "Quote") else 1.0
    if name.startswith("Heading "):
        level = element("w:outlineLvl", val=int(name[-1]) - 1)
        style._element.pPr.append(level)
    if name.startswith("toc "):
        form.left_indent = Pt(14 * (int(name[-1]) - 1))


def _style(styles: Any, name: str, kind: Any) -> Any:
    """Return a style, made where it is not there yet, with the id that Word gives it."""
    if name in {style.name for style in styles}:
        return styles[name]
    style = styles.add_style(name, kind, builtin=name not in _OURS)
    words = name.replace("toc", "TOC").split()
    style._element.styleId = "".join(word[0].upper() + word[1:] for word in words)
    return style


def _character_styles(styles: Any) -> None:
    for name, colour in (
        ("Filled In", ""),
        ("Hyperlink", _ACCENT),
        ("footnote reference", ""),
        ("endnote reference", ""),
    ):
        style = _style(styles, name, WD_STYLE_TYPE.CHARACTER)
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
            style.font.underline = True
        if name.endswith("reference"):
            style.font.superscript = True
        if name == "Filled In":
            shade = element("w:shd", val="clear", color="auto", fill="EFF2F5")
            style._element.get_or_add_rPr().append(shade)


def _set_language(styles: Any, language: str) -> None:
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=language or "en-US", eastAsia="en-US", bidi="ar-SA"))


def _number(word: Any) -> None:
    """Begin the numbering definitions anew: bullets and, a list each, numbers."""
    numbering = word.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(_levels(0, "bullet", ("\u2022", "\u2013", "\u00b7")))
    numbering.append(_levels(1, "decimal", ("%1.", "%2.", "%3.")))
    numbering.append(element("w:num", element("w:abstractNumId", val=0), numId=BULLETS))


def _levels(number: int, form: str, texts: tuple[str, ...]) -> Element:
    made = element("w:abstractNum", element("w:multiLevelType", val="hybridMultilevel"), abstractNumId=number)
    for level in range(9):
        text = texts[level % 3] if form == "bullet" else f"%{level + 1}."
        indent = element("w:pPr", element("w:ind", left=STEP * (level + 1), hanging=STEP))
        parts = (element("w:start", val=1), element("w:numFmt", val=form), element("w:lvlText", val=text))
        made.append(element("w:lvl", *parts, element("w:lvlJc", val="left"), indent, ilvl=level))
    return made


def new_numbering(word: Any, number: int, level: int, start: int) -> int:
    """Return the id of the numbering of one more numbered list, the `number`th, that begins with `start`."""
    numbering = word.part.numbering_part.element
    override = element("w:lvlOverride", element("w:startOverride", val=start), ilvl=level)
    made = element("w:num", element("w:abstractNumId", val=1), override, numId=BULLETS + number)
    numbering.append(made)
    return BULLETS + number


def _set_sheet(section: Any) -> None:
    """Letter paper, an inch around; the first page goes without the running head."""
    section.page_width, section.page_height = Pt(612), Pt(792)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Pt(72))
    section.different_first_page_header_footer = True


def _set_up(settings: Element) -> None:
    """Track changes from the start, so that `merge` can tell whose they are; fill in contents on opening."""
    settings.find(qn("w:defaultTabStop")).addprevious(element("w:trackRevisions"))
    separators = [[element(f"w:{kind}", id=number) for number in (-1, 0)] for kind in ("footnote", "endnote")]
    compatibility = settings.find(qn("w:compat"))
    compatibility.addprevious(element("w:updateFields", val="true"))
    compatibility.addprevious(element("w:footnotePr", *separators[0]))
    compatibility.addprevious(element("w:endnotePr", *separators[1]))


def count_lines(section: Element) -> None:
    """Let the lines of a section, given by its `w:sectPr`, be counted on each page (17.6.8)."""
    counted = element("w:lnNumType", countBy=1, restart="newPage")
    section.find(qn("w:pgMar")).addnext(counted)


def turned(section: Element, landscape: bool) -> None:
    """Turn the sheet of a section, given by its `w:sectPr`."""
    size = section.find(qn("w:pgSz"))
    short, long = 612 * TWIPS, 792 * TWIPS
    size.set(qn("w:w"), str(long if landscape else short))
    size.set(qn("w:h"), str(short if landscape else long))
    size.attrib.pop(qn("w:orient"), None)
    if landscape:
        size.set(qn("w:orient"), "landscape")
