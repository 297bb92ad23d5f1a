"""What a colleague does to a Word file: typing over, with changes tracked or not, and commenting."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import docx
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


class Colleague:
    """Opens a Word file, changes it and saves it, by the name of Dana Reyes."""

    author = "Dana Reyes"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.word: Any = docx.Document(str(path))

        relations = self.word.part.rels.values()
        self._notes = next(r.target_part for r in relations if r.reltype.endswith("/footnotes"))
        self._footnotes = parse_xml(self._notes.blob)

    def save(self) -> Path:
        self._notes._blob = serialize_part_xml(self._footnotes)
        self.word.save(str(self.path))
        return self.path

    def paragraph(self, words: str) -> Paragraph:
        """Return the first paragraph, in text, tables or footnotes, that has some words."""
        parts = (self.word.element.body, self._footnotes)
        found = (p for part in parts for p in part.iter(qn("w:p")) if words in text_of(p))
        return Paragraph(next(found), self.word._body)

    def replace(self, old: str, new: str) -> None:
        """Type over some words of one run, untracked."""
        self._run(old).text = self._run(old).text.replace(old, new, 1)

    def track(self, old: str, new: str) -> None:
        """Type over some words of one run with changes tracked; either may be empty."""
        run = self._run(old)._r
        before, _, after = run.text.partition(old)
        parts = [self._part(run, before)]
        if old:
            parts.append(self._marked("w:del", self._part(run, old, "w:delText")))
        if new:
            parts.append(self._marked("w:ins", self._part(run, new)))
        parts.append(self._part(run, after))
        for part in parts:
            run.addprevious(part)
        run.getparent().remove(run)

    def insert_behind(self, old: str, new: str) -> None:
        """Type new words behind some others, with changes tracked."""
        run = self._run(old)._r
        before, _, after = run.text.partition(old)
        for part in (
            self._part(run, before + old),
            self._marked("w:ins", self._part(run, new)),
            self._part(run, after),
        ):
            run.addprevious(part)
        run.getparent().remove(run)

    def delete_paragraph(self, words: str) -> None:
        """Delete a paragraph with changes tracked, its end included."""
        paragraph = self.paragraph(words)._p
        for run in list(paragraph.iter(qn("w:r"))):
            for text in run.iter(qn("w:t")):
                text.tag = qn("w:delText")
            holder = self._marked("w:del")
            run.addprevious(holder)
            holder.append(run)
        self.delete_end(words, paragraph)

    def delete_end(self, words: str, paragraph: Any = None) -> None:
        """Delete the end of a paragraph with changes tracked, as if to join it with the next."""
        mark = OxmlElement("w:rPr")
        mark.append(self._marked("w:del"))
        (self.paragraph(words)._p if paragraph is None else paragraph).pPr.append(mark)

    def add_paragraph_behind(self, words: str, text: str, style: str = "Body Text") -> None:
        """Type a new paragraph, untracked."""
        made = copy.deepcopy(self.word.add_paragraph(text, style)._p)
        self.word.element.body.remove(self.word.paragraphs[-1]._p)
        self.paragraph(words)._p.addnext(made)

    def divide(self, words: str) -> None:
        """Press Enter before some words of a run, untracked; the bookmark stays with the first part."""
        run = self._run(words)._r
        paragraph = run.getparent()
        before, _, after = run.text.partition(words)
        second = OxmlElement("w:p")
        second.append(copy.deepcopy(paragraph.pPr))
        second.append(self._part(run, words + after))
        behind = list(run.itersiblings())
        for sibling in behind:
            if sibling.tag != qn("w:bookmarkEnd"):
                second.append(sibling)
        run.addprevious(self._part(run, before))
        paragraph.remove(run)
        paragraph.addnext(second)

    def join(self, words: str) -> None:
        """Delete the end of a paragraph, untracked: the next one goes on in it, with its bookmark."""
        first = self.paragraph(words)._p
        second = first.getnext()
        for child in list(second):
            if child.tag != qn("w:pPr"):
                first.append(child)
        second.getparent().remove(second)

    def move_behind(self, words: str, other: str) -> None:
        """Cut a paragraph and paste it behind another; Word leaves its bookmark behind."""
        paragraph = self.paragraph(words)._p
        self.paragraph(other)._p.addnext(paragraph)
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            for mark in paragraph.findall(qn(tag)):
                paragraph.remove(mark)

    def add_note(self, words: str, text: str) -> None:
        """Put a footnote behind a run, untracked."""
        run = self._run(words)._r
        mark = OxmlElement("w:r")
        mark.append(OxmlElement("w:footnoteReference"))
        mark[0].set(qn("w:id"), "77")
        run.addnext(mark)
        note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
        note.set(qn("w:id"), "77")
        paragraph.append(self._part(run, text))
        note.append(paragraph)
        self._footnotes.append(note)

    def comment(self, words: str, text: str) -> None:
        """Comment on the run that has some words."""
        self.word.add_comment([self._run(words)], text, self.author, "DR")

    def _run(self, words: str) -> Any:
        paragraph = self.paragraph(words)
        return next(run for run in paragraph.runs if words in run.text)

    @staticmethod
    def _part(run: Any, text: str, tag: str = "w:t") -> Any:
        made = OxmlElement("w:r")
        if run.rPr is not None:
            made.append(copy.deepcopy(run.rPr))
        words = OxmlElement(tag)
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
        return made

    def _marked(self, tag: str, *content: Any) -> Any:
        made = OxmlElement(tag)
        made.set(qn("w:id"), "900")
        made.set(qn("w:author"), self.author)
        made.set(qn("w:date"), "2026-11-28T12:00:00Z")
        made.extend(content)
        return made


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph, what was deleted with changes tracked left out."""
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
