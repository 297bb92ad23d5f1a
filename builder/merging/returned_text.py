"""Paragraphs of a returned Word file as they are once all tracked changes are accepted, and who made them."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from builder.merging.returned_paragraph import Anchor, Character, ReturnedParagraph
from builder.word.draft_part import BOOKMARK, NOTE

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom")))
_COME = frozenset(map(qn, ("w:ins", "w:moveTo")))
_WRAPPERS = frozenset(
    map(qn, ("w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:fldSimple"))
)
_SIGNS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_COUNTED = frozenset({"NOTEREF", "PAGEREF", "SEQ", "PAGE", "NUMPAGES"})
"""Fields whose results are numbers that Word counts: they change without anybody's doing."""
_REFERENCES = frozenset(map(qn, ("w:footnoteReference", "w:endnoteReference")))
_DRAWN = frozenset(map(qn, ("w:drawing", "w:pict"))) | {f"{{{_COMPATIBILITY}}}AlternateContent"}
_AUTHOR, _ID, _NAME, _VALUE = map(qn, ("w:author", "w:id", "w:name", "w:val"))


class TextReader:
    """Reads the paragraphs of a part; knows which fields and comments are open."""

    def __init__(self) -> None:
        self.paragraphs: list[ReturnedParagraph] = []
        self.anchors: dict[str, Anchor] = {}
        """Id of a comment -> where it stands."""
        self.removed_by: dict[str, tuple[str, ...]] = {}
        """Bookmark of a paragraph that was deleted with changes tracked -> who did it."""
        self._open: dict[str, Anchor] = {}
        self._fields: list[list[str]] = []
        """Instruction of each field that has begun, with `shown` behind it once its result has."""
        self._containers = 0
        self._joined: ReturnedParagraph | None = None
        """A paragraph whose end was deleted: the next one goes on with it."""
        self._closed_contents = False
        """Whether a table of contents ended in this paragraph."""

    def read(self, container: Any, note: str = "") -> None:
        """Read a body, cell or note."""
        self._containers += 1
        self._end_joined()
        self._blocks(container, self._containers, note)
        self._end_joined()

    def _end_joined(self) -> None:
        """Take a paragraph whose end was deleted as it is, where none follows in its container."""
        if self._joined is not None and self._joined.text:
            self.paragraphs.append(self._joined)
        self._joined = None

    def _blocks(self, container: Any, number: int, note: str) -> None:
        for child in container:
            if child.tag == qn("w:p"):
                self._paragraph(child, number, note)
            elif child.tag == qn("w:tbl"):
                for row in child.iter(qn("w:tr")):
                    if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                        for cell in row.iterfind(qn("w:tc")):
                            self.read(cell, note)
            elif child.tag in _WRAPPERS or child.tag in _COME:
                self._blocks(child, number, note)
            elif child.tag == qn("w:bookmarkStart") and self.paragraphs:
                self._bookmark(child, self.paragraphs[-1])

    def _paragraph(self, element: Any, container: int, note: str) -> None:
        properties = element.find(qn("w:pPr"))
        made = self._joined or ReturnedParagraph(container, in_note=note)
        if made is not self._joined:
            _describe(made, properties)
        filled = self._in_contents()
        self._inside(element, made)
        mark = None if properties is None else properties.find(qn("w:rPr"))
        ended = mark is None or not any(child.tag in _GONE for child in mark)
        if mark is not None:
            made.authors |= dict.fromkeys(c.get(_AUTHOR, "") for c in mark if c.tag in _GONE | _COME)
        if filled or self._in_contents() or self._closed_contents:
            self._closed_contents = False
            return
        if not ended:
            if not made.text:  # the whole paragraph is gone, and its place with it
                self.removed_by |= dict.fromkeys(made.bookmarks, made.tracked_by)
                made.bookmarks.clear()
                made.authors.clear()
            self._joined = made
            return
        self._joined = None
        self.paragraphs.append(made)

    def _in_contents(self) -> bool:
        return any(_kind(instruction[0]) == "TOC" for instruction in self._fields)

    def _inside(self, element: Any, made: ReturnedParagraph) -> None:
        for child in element:
            tag = child.tag
            if tag == qn("w:r"):
                self._run(child, made)
            elif tag in _COME:
                made.authors.setdefault(child.get(_AUTHOR, ""))
                self._inside(child, made)
            elif tag in _GONE:
                made.authors.setdefault(child.get(_AUTHOR, ""))
                self._marks_within(child, made)
            elif tag == qn("w:fldSimple") and _kind(child.get(qn("w:instr"), "")) in _COUNTED:
                if _kind(child.get(qn("w:instr"), "")) == "NOTEREF":
                    self._add(made, Character(NOTE))
                    made.notes.append("")
            elif tag in _WRAPPERS:
                self._inside(child, made)
            else:
                self._mark(child, made)

    def _marks_within(self, element: Any, made: ReturnedParagraph) -> None:
        for child in element:
            self._mark(child, made)

    def _mark(self, child: Any, made: ReturnedParagraph) -> None:
        if child.tag == qn("w:bookmarkStart"):
            self._bookmark(child, made)
        elif child.tag == qn("w:commentRangeStart"):
            self._open[child.get(_ID, "")] = Anchor(made)
        elif child.tag == qn("w:commentRangeEnd"):
            anchor = self._open.pop(child.get(_ID, ""), None)
            if anchor:
                self.anchors[child.get(_ID, "")] = anchor

    @staticmethod
    def _bookmark(child: Any, made: ReturnedParagraph) -> None:
        name = child.get(_NAME, "")
        if name.startswith(BOOKMARK) and name not in made.bookmarks:
            made.bookmarks.append(name)

    def _run(self, run: Any, made: ReturnedParagraph) -> None:
        strong, emphasis = _styles(run.find(qn("w:rPr")))
        for child in run:
            tag = child.tag
            if tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType"), ""), made)
            elif tag == qn("w:instrText") and self._fields:
                self._fields[-1][0] += child.text or ""
            elif tag == qn("w:commentReference"):
                self.anchors.setdefault(child.get(_ID, ""), Anchor(made))
            elif tag in _DRAWN:
                made.boxes += _boxed(child)
            elif not self._hidden():
                if tag in _REFERENCES:
                    made.notes.append(child.get(_ID, ""))
                for letter in _said(child):
                    self._add(made, Character(letter, strong, emphasis))

    def _hidden(self) -> bool:
        """Say whether what follows is a field's instruction, or the number of a note."""
        return any(len(field) == 1 or _kind(field[0]) in _COUNTED for field in self._fields)

    def _field(self, kind: str, made: ReturnedParagraph) -> None:
        if kind == "begin":
            self._fields.append([""])
        elif kind == "separate" and self._fields:
            self._fields[-1].append("shown")
        elif kind == "end" and self._fields:
            name = _kind(self._fields.pop()[0])
            if name == "NOTEREF" and not self._hidden():
                self._add(made, Character(NOTE))
                made.notes.append("")
            self._closed_contents = self._closed_contents or name == "TOC"

    def _add(self, made: ReturnedParagraph, character: Character) -> None:
        made.characters.append(character)
        for anchor in self._open.values():
            anchor.words.append(character.text)


def _kind(instruction: str) -> str:
    """Return the kind of a field, such as TOC."""
    return (instruction.split() or [""])[0]


def _said(child: Any) -> str:
    """Return the text of a part of a run."""
    if child.tag == qn("w:t"):
        return child.text or ""
    if child.tag in _REFERENCES:
        return NOTE
    if child.tag == qn("w:br"):
        return "\n" if child.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
    return _SIGNS.get(child.tag, "")


def _boxed(drawn: Any) -> list[str]:
    """Return the words of the text boxes of a drawing, which Word writes twice, for older programs, too."""
    said = (
        " ".join("".join(text.text or "" for text in box.iter(qn("w:t"))).split())
        for box in drawn.iter(qn("w:txbxContent"))
    )
    return list(dict.fromkeys(filter(None, said)))


def _describe(made: ReturnedParagraph, properties: Any) -> None:
    if properties is None:
        return
    style = properties.find(qn("w:pStyle"))
    made.style = "" if style is None else style.get(_VALUE, "")
    made.numbered = properties.find(qn("w:numPr")) is not None or made.style.startswith("List")


def _styles(properties: Any) -> tuple[bool, bool]:
    """Return whether a run is strong and whether it is emphasised."""
    if properties is None:
        return False, False
    style = properties.find(qn("w:rStyle"))
    named = "" if style is None else style.get(_VALUE, "")
    return (
        named == "Strong" or _on(properties.find(qn("w:b"))),
        named == "Emphasis" or _on(properties.find(qn("w:i"))),
    )


def _on(toggle: Any) -> bool:
    return toggle is not None and toggle.get(_VALUE, "1") not in ("0", "false", "off")
