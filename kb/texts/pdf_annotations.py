"""What lies upon the pages of a PDF: values of form fields, typed remarks, comments, passages struck out.

PDFium's text of a page has none of it. See ISO 32000-2, 12.5 (annotations) and 12.7 (forms).
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from kb.texts.extracts import COMMENT, RECORDING

_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_TICKED = frozenset({raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON})
_VALUED = frozenset({raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX})
_PASSWORD = 1 << 13
_PLAIN_STATES = frozenset({"", "yes", "on", "true", "1", "x"})
_COMMENTS = frozenset(
    {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY}
    | {raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_CARET}
)
_NAMED = {
    raw.FPDF_ANNOT_STAMP: "stamp(s)",
    raw.FPDF_ANNOT_INK: "drawing(s) by hand",
    raw.FPDF_ANNOT_FILEATTACHMENT: "attached file(s)",
    raw.FPDF_ANNOT_SOUND: RECORDING,
    raw.FPDF_ANNOT_MOVIE: RECORDING,
    raw.FPDF_ANNOT_SCREEN: RECORDING,
    raw.FPDF_ANNOT_RICHMEDIA: RECORDING,
}

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Something that was typed, chosen or ticked upon a page."""

    text: str
    box: Box
    is_field: bool = True
    """Whether it is the value of a field, and not a remark."""
    named: bool = False
    """Whether it has the name of its field with it, as a tick does."""


@dataclass(slots=True)
class Annotations:
    """What lies upon one page."""

    typed: list[Typed] = field(default_factory=list)
    """Values of fields, ticks and typed remarks."""
    struck: list[Box] = field(default_factory=list)
    """Where words are struck out."""
    unread: Counter[str] = field(default_factory=Counter)


def read_annotations(page: Any, form: Any) -> Annotations:
    """Return what lies upon a page; `form` is the document's form environment, or None without a form."""
    found = Annotations()
    for number in range(max(0, raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            if not raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                _take(annotation, form, found)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _take(annotation: Any, form: Any, found: Annotations) -> None:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_WIDGET:
        if form is not None:
            _field(annotation, form, found)
        return
    said = _text(lambda *room: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", *room)).strip()
    if kind == raw.FPDF_ANNOT_FREETEXT and said:
        found.typed.append(Typed(said, _box(annotation), is_field=False))
    elif kind in _NAMED:
        found.unread[_NAMED[kind]] += 1
    elif kind in _COMMENTS and said:
        found.unread[COMMENT] += 1
    if kind == raw.FPDF_ANNOT_STRIKEOUT:
        found.struck += _quads(annotation)


def _field(annotation: Any, form: Any, found: Annotations) -> None:
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)

    def told(ask: Callable[..., int]) -> str:
        return _text(lambda *room: ask(form, annotation, *room)).strip()

    if kind in _VALUED and not raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
        listed = kind == raw.FPDF_FORMFIELD_LISTBOX
        said = "; ".join(_chosen(annotation, form)) if listed else told(raw.FPDFAnnot_GetFormFieldValue)
        if said:
            found.typed.append(Typed(said, _box(annotation)))
    elif kind in _TICKED and raw.FPDFAnnot_IsChecked(form, annotation):
        state = told(raw.FPDFAnnot_GetFormFieldExportValue)
        name = told(raw.FPDFAnnot_GetFormFieldAlternateName)
        name = name or told(raw.FPDFAnnot_GetFormFieldName).rpartition(".")[2]
        said = f"☒ {name}" if state.lower() in _PLAIN_STATES else f"☒ {name}: {state}"
        found.typed.append(Typed(said, _box(annotation), named=True))
    elif kind == raw.FPDF_FORMFIELD_SIGNATURE and raw.FPDFAnnot_HasKey(annotation, b"V"):
        found.unread["signature(s)"] += 1


def _chosen(annotation: Any, form: Any) -> Iterator[str]:
    for option in range(max(0, raw.FPDFAnnot_GetOptionCount(form, annotation))):
        if raw.FPDFAnnot_IsOptionSelected(form, annotation, option):
            yield _option(annotation, form, option)


def _option(annotation: Any, form: Any, option: int) -> str:
    return _text(lambda *room: raw.FPDFAnnot_GetOptionLabel(form, annotation, option, *room)).strip()


def _box(annotation: Any) -> Box:
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    return box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)


def _quads(annotation: Any) -> Iterator[Box]:
    for number in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = raw.FS_QUADPOINTSF()
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, number, quad):
            across, up = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(across), min(up), max(across), max(up)


def _text(ask: Callable[..., int]) -> str:
    """Ask PDFium for a text: for its length in bytes first, then for its UTF-16, which ends with a zero."""
    length = ask(None, 0)
    if length <= 2:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), length)
    text = room.raw[: length - 2].decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
