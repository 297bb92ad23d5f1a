"""Making nodes of a document in few words, and text that is hard to set."""

from __future__ import annotations

from builder import document as d

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
LONG_ADDRESS = (
    "https://www.example.gov/occupational-classification/2028/comments/attachments/"
    "supporting-material?docket=BLS-2024-0001&kind=duty-statements&format=application%2Fpdf"
    "#section-4.2-table-of-required-duties"
)
PROSE = (
    "Telecommunicators question callers, judge how grave the danger is, decide which units go and "
    "stay on the line until they arrive. They do so under written protocols, on their own judgement "
    "where the protocol ends, and with instructions to the caller that are themselves part of the "
    "rescue. "
)


def words(text: str, **style: bool) -> tuple[d.Inline, ...]:
    """Return one run of text."""
    return (d.Text(text, **style),)


def para(text: str, **options: object) -> d.Paragraph:
    """Return a paragraph of one run."""
    return d.Paragraph(words(text), **options)  # type: ignore[arg-type]


def item(*blocks: d.Block) -> d.ListItem:
    """Return a list item."""
    return d.ListItem(blocks)


def cells(*texts: str, heading: bool = True) -> tuple[d.Cell, ...]:
    """Return a row whose first cell heads it and whose numbers stand right."""
    return tuple(
        d.Cell(
            words(text) if text else (),
            heading=heading and at == 0,
            align="right" if text[:1].isdigit() and at else "left",
        )
        for at, text in enumerate(texts)
    )
