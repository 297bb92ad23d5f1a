"""A document of a dozen pages that holds every kind of node and the cases that break layouts."""

from __future__ import annotations

from builder import document as d
from tests.tagged.making import LONG_ADDRESS, LONG_WORD, PROSE, para, words
from tests.tagged.sample_blocks import figures, listed, tables


def opening() -> tuple[d.Block, ...]:
    """Return the first sections: running text with every inline node."""
    return (
        d.Paragraph(
            (d.Text("Contact: "), d.Link((d.Text("policy@example.org"),), "mailto:policy@example.org"))
        ),
        d.Contents(depth=3),
        d.PageBreak(),
        d.Heading(1, words("The work protects life"), "protects-life"),
        para(
            "People who answer emergency calls act on the emergency. This comment sets out what they "
            "do, in whose words, and how each statement can be checked.",
            kind="lead",
        ),
        d.Paragraph(
            (
                d.Text(PROSE),
                d.Text("Every statement is cited", strong=True),
                d.Text(", and "),
                d.Text("contrary evidence", emphasis=True),
                d.Text(" is shown where it exists"),
                d.NoteReference(1),
                d.Text("; codes such as 43-5031 or 9-1-1 never break, "),
                d.Text("nor does code", code=True),
                d.Text(" in a line of text. See "),
                d.Link((d.Text("the table of duties"),), "#duties", "Table of duties"),
                d.Text(" or "),
                d.Link((d.Text(LONG_ADDRESS),), LONG_ADDRESS),
                d.Text("."),
                d.NoteReference(2),
            )
        ),
        d.Heading(2, words("Instructions given by telephone are part of the rescue"), "instructions"),
        para(PROSE * 2),
        d.Quotation(
            (para("The telecommunicator is the first link in the chain of survival."),),
            (
                d.Text("A statement of this sample, "),
                d.Text("not a quotation", emphasis=True),
                d.NoteReference(3),
            ),
        ),
        d.Heading(3, words("A redline of the definition"), "redline"),
        d.Paragraph(
            (
                d.Text("Operate telephone, radio, or other communication systems to "),
                d.Text("receive and communicate requests", deleted=True),
                d.Text(" "),
                d.Text("protect life and property by judging requests", inserted=True),
                d.Text(" for emergency assistance. H"),
                d.Text("2", superscript=True),
                d.Text(" stays."),
                d.LineBreak(),
                d.Text("A forced line end came before this."),
            )
        ),
        d.Heading(4, words("A heading of the fourth level"), "fourth"),
        para(f"A word that is longer than the line: {LONG_WORD}. " + PROSE),
        para("Signs from other faces: \u03b1 \u03b2 ≥ ✓ ○ ● ◐ Ж ế \u2011 and \U0001df06."),
    )


NOTES = (
    d.Note(1, words("Contrary evidence: section 3. " + PROSE)),
    d.Note(2, (d.Text("See "), d.Link((d.Text(LONG_ADDRESS),), LONG_ADDRESS))),
    d.Note(3, words("Written for this sample.")),
)


def closing() -> tuple[d.Block, ...]:
    """Return the bibliography."""
    return (
        d.Heading(1, words("Bibliography"), "bibliography"),
        d.Bibliography(
            (
                (
                    d.Text("Office of Management and Budget. “A Notice of This Sample.” "),
                    d.Text("Federal Register", emphasis=True),
                    d.Text(" 89 (2024): 1\u20139. "),
                    d.Link((d.Text(LONG_ADDRESS),), LONG_ADDRESS),
                    d.Text("."),
                ),
                words("Author, Another. A Short Entry. 2020."),
            )
        ),
    )


def sample(rows: int = 60, watermark: str = "") -> d.Document:
    """Return the document."""
    return d.Document(
        d.Metadata(
            "Public Safety Telecommunicators belong in group 33 \u2013 <sample> & test",
            "Sample Association",
            "Comment on a notice",
            ("9-1-1", "SOC", "43-5031"),
            created="2024-08-12T12:00:00Z",
        ),
        d.TitleBlock(
            ("Docket BLS-2024-0001", "Comment on the Revision of the Standard Classification"),
            "Public Safety Telecommunicators belong in Protective Service",
            "Evidence on the work performed, by principle and docket topic",
            ("Sample Association of Public Safety", "100 Example Street, Springfield"),
            "12 August 2024",
        ),
        (*opening(), *listed(), *figures(), *tables(rows), *closing()),
        NOTES,
        running_head=("Public Safety Telecommunicators belong in Protective Service",),
        watermark=watermark,
        attachments=(
            d.Attachment("graph.trig", "application/trig", b"# sample\n", "The graph", "Source"),
            d.Attachment("data \u2013 für.csv", "text/csv", b"a,b\n1,2\n", "Figures", "Data"),
        ),
    )
