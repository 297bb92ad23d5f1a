"""Pictures with too few pixels for the width that they are printed in."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.document import Block, Callout, ItemList, Picture, Place, Quotation, Signature
from builder.draft.places import Place as DraftPlace
from builder.resolve.workspace_pictures import LEAST_DENSITY, density
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A picture has too few pixels for its width in print.",
    "Save it larger, as SVG, or give it a smaller :width:.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report pictures with fewer pixels to the inch than print needs."""
    front = subject.draft.front.place("letterhead")
    head = subject.document.title.letterhead
    pictures = [(head, (front.line, front.column))] if head else []
    for picture, (line, column) in (*pictures, *_pictures(subject.document.blocks)):
        found = density(picture)
        if found is not None and round(found) < LEAST_DENSITY:
            message = (
                f"The picture has {found:.0f} pixels to the inch at a width of {picture.width / 72:.1f} in; "
                f"print needs {LEAST_DENSITY}."
            )
            yield CHECK.finding(message, subject.at(DraftPlace(line, column)))


def _pictures(blocks: tuple[Block, ...]) -> Iterator[tuple[Picture, Place]]:
    for block in blocks:
        match block:
            case Picture():
                yield block, block.place
            case Signature(picture=Picture() as signed):
                yield signed, block.place
            case Callout() | Quotation():
                yield from _pictures(block.blocks)
            case ItemList():
                for item in block.items:
                    yield from _pictures(item.blocks)
