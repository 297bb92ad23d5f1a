"""What stands in a paragraph of a Word document: runs, fields, formulas, signs, marks of notes.

Only what a reader sees is read. What is deleted, struck out, hidden or no text is counted, to be named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from kb.texts.extracts import HIDDEN, PICTURE, STRUCK
from kb.texts.raised_figures import SUBSCRIPTS, SUPERSCRIPTS
from kb.texts.symbol_fonts import as_shown, sign_of
from kb.texts.word_formulas import M, linear
from kb.texts.word_styles import VAL, Styles, W, below, is_on, value

DELETED = "passage(s) that is|are deleted with changes tracked"

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/"
_V = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DRAWN = {
    f"{_A}picture}}pic": PICTURE,
    f"{_V}imagedata": PICTURE,
    f"{_A}chart}}chart": "chart(s)",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "chart(s)",
    f"{_A}diagram}}relIds": "diagram(s)",
    f"{_V}textpath": "text(s) set as a picture",
}
_SILENT_FIELDS = frozenset(
    {"XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "PAGE", "NUMPAGES", "SECTIONPAGES"}
)
"""Fields that show nothing, or the number of a page."""
_WORDLESS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def branch(alternatives: Any) -> Any:
    """Return the one of several forms of a thing that is read (ECMA-376 part 3, AlternateContent).

    Word writes a shape several times over, for programs that know less and less of it: the first that has
    text in a box, otherwise the first.
    """
    forms = [form for form in alternatives if form.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    boxed = (form for form in forms if form.find(f".//{W}txbxContent") is not None)
    return next(boxed, forms[0] if forms else alternatives)


class RunReader:
    """Reads the paragraphs of one story in their order; a field may reach over several."""

    def __init__(self, styles: Styles, unread: Counter[str], note_mark: Callable[[Any], str]) -> None:
        """Begin a story.

        Args:
            styles: of the document.
            unread: what was not read, which is counted on.
            note_mark: returns the mark of a note for the element that refers to it.
        """
        self._styles, self._unread, self._note_mark = styles, unread, note_mark
        self._fields: list[list[str]] = []
        """Open fields, each as its instruction, and a second part once its result began."""
        self._style = ""
        self._unseen = ""
        self.boxes: list[Any] = []
        """Text boxes that are anchored in the paragraph read last."""

    def read(self, paragraph: Any) -> str:
        """Return the text of a paragraph."""
        self._style = self._styles.of_paragraph(paragraph)
        self._unseen, self.boxes = "", []
        return "".join(self._inline(paragraph))

    def _inline(self, node: Any) -> Iterator[str]:
        for child in node:
            name = _name(child)
            if name == "r":
                yield from self._run(child)
            elif name in ("del", "moveFrom"):
                self._leave_out(DELETED, child)
            elif name in ("oMath", "oMathPara") and child.tag.startswith(M):
                yield linear(child)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._inline(branch(child))
            elif name == "sdt":
                if below(child, "sdtPr/showingPlcHdr") is None:  # the hint of a field that nobody filled in
                    yield from self._inline(child)
            elif name and not name.endswith(
                "Pr"
            ):  # links, fields, insertions, marks of meaning and direction
                yield from self._inline(child)

    def _run(self, run: Any) -> Iterator[str]:
        unseen = self._why_unseen(run)
        if unseen:
            self._leave_out(unseen, run)
            for mark in run.iterfind(f"{W}fldChar"):
                yield from self._field_mark(mark)
            return
        text = "".join(self._content(run))
        if text.strip():
            self._unseen = ""
        raised = self._styles.raised(run, self._style)
        if raised:
            text = text.translate(SUPERSCRIPTS if raised == "superscript" else SUBSCRIPTS)  # 10² is not 102
        yield text

    def _why_unseen(self, run: Any) -> str:
        if self._styles.shows(run, self._style, "vanish"):
            return HIDDEN
        struck = any(self._styles.shows(run, self._style, switch) for switch in ("strike", "dstrike"))
        return STRUCK if struck else ""

    def _leave_out(self, why: str, node: Any) -> None:
        """Count a passage that is not read; its next run is the same passage."""
        texts = (text.text or "" for text in node.iter(f"{W}t", f"{W}delText"))
        if self._unseen != why and "".join(texts).strip() and not self._in_instruction:
            self._unread[why] += 1
            self._unseen = why

    @property
    def _in_instruction(self) -> bool:
        return any(len(field) == 1 for field in self._fields)

    def _content(self, node: Any) -> Iterator[str]:
        for child in node:
            name = _name(child)
            if name == "fldChar":
                yield from self._field_mark(child)
            elif name == "instrText":
                if self._fields and len(self._fields[-1]) == 1:
                    self._fields[-1][0] += child.text or ""
            elif not self._in_instruction:
                yield from self._seen(child, name)

    def _seen(self, child: Any, name: str) -> Iterator[str]:
        """Yield what one part of a run shows."""
        if name == "t":
            text, unknown = as_shown(_font(child.getparent()), child.text or "")
            self._unread["sign(s) of a font that is not known"] += unknown
            yield text
        elif name in _WORDLESS:
            yield _WORDLESS[name]
        elif name == "br":
            yield "\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        elif name == "sym":
            yield self._sign(child)
        elif name in ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef"):
            yield self._note_mark(child)
        elif name == "ruby":
            yield from self._ruby(child)
        elif name in ("drawing", "pict", "object"):
            self._drawn(child)
        elif child.tag == f"{_MC}AlternateContent":
            yield from self._content(branch(child))

    def _field_mark(self, mark: Any) -> Iterator[str]:
        """Follow where a field begins, shows its result, and ends."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append([""])
            yield "" if len(self._fields) > 1 and self._in_outer_instruction else _form_value(mark)
        elif kind == "separate" and self._fields:
            self._fields[-1].append("")
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            word = field[0].split()[:1]
            if (
                len(field) == 1
                and word
                and word[0].upper() not in _SILENT_FIELDS
                and not self._in_instruction
            ):
                formula = word[0].upper() == "EQ"
                if not word[0].upper().startswith("FORM"):
                    self._unread["formula(s)" if formula else "field(s) without a result"] += 1

    @property
    def _in_outer_instruction(self) -> bool:
        return any(len(field) == 1 for field in self._fields[:-1])

    def _sign(self, symbol: Any) -> str:
        code = symbol.get(f"{W}char") or ""
        number = int(code, 16) if code and not set(code) - set("0123456789abcdefABCDEF") else 0
        sign = sign_of(symbol.get(f"{W}font") or "", number)
        if sign is None:
            self._unread["sign(s) of a font that is not known"] += 1
        return sign or "\ufffd"

    def _ruby(self, ruby: Any) -> Iterator[str]:
        """Yield a word and, in brackets, the reading that stands above it."""
        for part in ("rubyBase", "rt"):
            found = below(ruby, part)
            text = "".join(self._inline(found)) if found is not None else ""
            yield text if part == "rubyBase" or not text.strip() else f"({text})"

    def _drawn(self, drawing: Any) -> None:
        """Keep the text boxes of a drawing, but those within one, and count its pictures."""
        if _name(drawing) == "object":
            ole = drawing.find(f".//{_OFFICE}OLEObject")
            program = "" if ole is None else ole.get("ProgID") or ""
            self._unread["formula(s)" if program.startswith("Equation") else "embedded object(s)"] += 1
            return
        for child in drawing:
            if _name(child) == "txbxContent":
                self.boxes.append(child)
            elif child.tag == f"{_MC}AlternateContent":
                self._drawn(branch(child))
            elif isinstance(child.tag, str):
                if child.tag in _DRAWN:
                    self._unread[_DRAWN[child.tag]] += 1
                self._drawn(child)


def _name(node: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _font(run: Any) -> str:
    fonts = below(run, "rPr/rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def _form_value(mark: Any) -> str:
    """Return what an old form field shows by itself: a box, ticked or not, or the entry that was chosen."""
    box, choice = below(mark, "ffData/checkBox"), below(mark, "ffData/ddList")
    if box is not None:
        switch = below(box, "checked")
        switch = switch if switch is not None else below(box, "default")
        return "☒" if switch is not None and is_on(switch) else "☐"
    if choice is not None:
        entries = [entry.get(VAL) or "" for entry in choice.iterfind(f"{W}listEntry")]
        at = value(choice, "result") or value(choice, "default") or "0"
        return entries[int(at)] if at.isdecimal() and int(at) < len(entries) else ""
    return ""
