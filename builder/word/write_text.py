"""Runs of text, links and note references, as Word's runs, hyperlinks and fields."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml.ns import qn

from builder.document import Inline, LineBreak, Link, NoteReference, Text
from builder.word.manuscript import Manuscript, bookmark_name, page_words
from builder.word.ooxml import Element, bookmarked, element, field, run
from builder.word.word_styles import ENDNOTE_MARK, FILLED, FOOTNOTE_MARK, LINK

_DELETED, _INSERTED = "9B2C1F", "2B6340"


def written(manuscript: Manuscript, content: Iterable[Inline], *, shaded: bool = True) -> list[Element]:
    """Return inline content as the children of a paragraph.

    What was filled in stands in the style Filled In, as Word shades its fields; not where all of it was
    (`shaded` is false).
    """
    made: list[Element] = []
    for inline in content:
        match inline:
            case Text():
                made.append(_text(inline, shaded=shaded))
            case Link():
                made.append(_link(manuscript, inline))
            case NoteReference():
                made += _reference(manuscript, inline)
            case LineBreak():
                made.append(element("w:r", element("w:br")))
    return made


def has_own_words(content: Iterable[Inline]) -> bool:
    """Say whether some of the content is the draft's own words."""
    return any(
        text.place is not None
        for inline in content
        if isinstance(inline, Text | Link)
        for text in ((inline,) if isinstance(inline, Text) else inline.content)
    )


def _text(text: Text, *, shaded: bool = False, style: str = "") -> Element:
    """Return a run; its properties in the order of the schema (17.3.2.28)."""
    properties = []
    style = style or (FILLED if shaded and text.place is None and not text.superscript else "")
    if style:
        properties.append(element("w:rStyle", val=style))
    if text.code:
        properties.append(element("w:rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas"))
    if text.strong:
        properties.append(element("w:b"))
    if text.emphasis:
        properties.append(element("w:i"))
    if text.deleted:
        properties += [element("w:strike"), element("w:color", val=_DELETED)]
    elif text.inserted:
        properties += [element("w:color", val=_INSERTED), element("w:u", val="single")]
    if text.superscript:
        properties.append(element("w:vertAlign", val="superscript"))
    return run(text.text, *properties)


def _link(manuscript: Manuscript, link: Link) -> Element:
    made = element("w:hyperlink")
    if link.target.startswith("#"):
        made = element("w:hyperlink", anchor=bookmark_name(link.target[1:]))
    else:
        made.set(qn("r:id"), manuscript.relate(link.target))
    if link.description:
        made.set(qn("w:tooltip"), link.description[:250])
    made.extend(_text(text, style=LINK) for text in link.content or (Text(link.label or link.target),))
    if link.paged:
        before, behind = page_words(link)
        page = field(f"PAGEREF {bookmark_name(link.target[1:])} \\h", "?", LINK)
        made.extend((_text(Text(before), style=LINK), *page, _text(Text(behind), style=LINK)))
    return made


def _reference(manuscript: Manuscript, reference: NoteReference) -> list[Element]:
    """Return the mark of a note.

    A note that is referred to again is not set again: later references are NOTEREF fields (17.16.5.43) to the
    bookmark around the first. Inside another note the number stands alone.
    """
    number = reference.number
    kind, mark = ("endnote", ENDNOTE_MARK) if manuscript.endnotes else ("footnote", FOOTNOTE_MARK)
    if number in manuscript.referenced:
        return field(f"NOTEREF {manuscript.referenced[number]} \\f \\h", str(number), mark)
    if number not in manuscript.notes or manuscript.part is not manuscript.word.part:
        return [run(str(number), element("w:vertAlign", val="superscript"))]
    manuscript.referenced[number] = f"_note_{number}"
    style = element("w:rPr", element("w:rStyle", val=mark))
    marked = element("w:r", style, element(f"w:{kind}Reference", id=number))
    manuscript.waiting.append(manuscript.notes[number])
    return bookmarked(manuscript.next_id(), f"_note_{number}", [marked])
