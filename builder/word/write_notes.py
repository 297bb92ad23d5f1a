"""Notes as Word's own footnotes or endnotes; `write_text` sets the references to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from builder.document import Inlines, Note
from builder.word.manuscript import Manuscript
from builder.word.ooxml import Element, element, paragraph, put, run
from builder.word.word_styles import ENDNOTE, ENDNOTE_MARK, FOOTNOTE, FOOTNOTE_MARK
from builder.word.write_text import has_own_words, written

_SEPARATORS = (
    '<w:{kind}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    '<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:{kind}>"
    "</w:{kind}s>"
)


def close_notes(manuscript: Manuscript) -> None:
    """Write the part with the notes that were referred to, and the others behind the text."""
    write_unreferenced(manuscript, [n for n in manuscript.document.notes if n.number not in manuscript.cited])
    if not manuscript.waiting:
        return
    part = _part(manuscript.word, "endnote" if manuscript.endnotes else "footnote")
    for note in sorted(manuscript.waiting, key=lambda note: note.number):
        _write(manuscript, note, part)


def write_unreferenced(manuscript: Manuscript, notes: Iterable[Note]) -> None:
    """Write notes that nothing refers to where the list of notes stands, so that none is lost."""
    for note in notes:
        made = manuscript.put(
            paragraph(FOOTNOTE, run(f"{note.number}. "), *_content(manuscript, note.content))
        )
        manuscript.keep(made, note.content, (0, 0), (f"{note.number}. ",))


def _write(manuscript: Manuscript, note: Note, part: Any) -> None:
    kind = "endnote" if manuscript.endnotes else "footnote"
    style, mark = (ENDNOTE, ENDNOTE_MARK) if manuscript.endnotes else (FOOTNOTE, FOOTNOTE_MARK)
    own = element("w:r", element("w:rPr", element("w:rStyle", val=mark)), element(f"w:{kind}Ref"))
    holder = put(part.element, element(f"w:{kind}", id=note.number))
    with manuscript.inside(holder, manuscript.width, part):
        made = manuscript.put(paragraph(style, own, run(" "), *_content(manuscript, note.content)))
        manuscript.keep(made, note.content, (0, 0), note=note.number)


def _content(manuscript: Manuscript, content: Inlines) -> list[Element]:
    return written(manuscript, content, shaded=has_own_words(content))


def _part(word: Any, kind: str) -> Any:
    """Add the part for footnotes or endnotes to the package."""
    types = {
        "footnote": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
        "endnote": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
    }
    content_type, relation = types[kind]
    root = parse_xml(_SEPARATORS.format(kind=kind))
    part = XmlPart(PackURI(f"/word/{kind}s.xml"), content_type, root, word.part.package)
    word.part.relate_to(part, relation)
    return part
