"""The outline: what viewers show as bookmarks (ISO 32000-1 12.3.3). Its first two levels are open."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.pdf import syntax
from builder.pdf.pdf_file import PdfFile


@dataclass(slots=True)
class _Entry:
    title: str
    level: int
    destination: bytes
    kids: list[_Entry] = field(default_factory=list)
    number: int = 0

    @property
    def shown(self) -> int:
        """How many entries below this one are seen once it is open."""
        return sum(1 + (kid.shown if kid.level == 0 else 0) for kid in self.kids)


class Bookmarks:
    """The bookmarks of one document."""

    def __init__(self) -> None:
        self._root = _Entry("", -1, b"")
        self._path = [self._root]

    def add(self, title: str, level: int, page: bytes, y: float) -> None:
        """Add an entry that leads to height `y` of a page; it goes below the last one of a lesser level."""
        while self._path[-1].level >= level:
            self._path.pop()
        entry = _Entry(title, level, b"[%s /XYZ 0 %.2f 0]" % (page, y))
        self._path[-1].kids.append(entry)
        self._path.append(entry)

    def write(self, file: PdfFile) -> dict[str, bytes]:
        """Write the entries; return what the catalog says of them."""
        if not self._root.kids:
            return {}
        self._root.number = file.number()
        ends = _write_kids(file, self._root)
        entries = {"Type": b"/Outlines", **ends, "Count": b"%d" % self._root.shown}
        file.write(self._root.number, syntax.dictionary(entries))
        return {"Outlines": syntax.reference(self._root.number)}


def _write_kids(file: PdfFile, parent: _Entry) -> dict[str, bytes]:
    """Write the entries below one; return the entries First and Last of its dictionary."""
    for kid in parent.kids:
        kid.number = file.number()
    references = [syntax.reference(kid.number) for kid in parent.kids]
    for at, kid in enumerate(parent.kids):
        entries = {
            "Title": syntax.string(kid.title),
            "Parent": syntax.reference(parent.number),
            "Dest": kid.destination,
        }
        if at:
            entries["Prev"] = references[at - 1]
        if at + 1 < len(references):
            entries["Next"] = references[at + 1]
        if kid.kids:
            entries |= _write_kids(file, kid)
            entries["Count"] = b"%d" % (kid.shown if kid.level == 0 else -kid.shown)
        file.write(kid.number, syntax.dictionary(entries))
    return {"First": references[0], "Last": references[-1]}
