"""A document of a dozen pages that holds every kind of node and the cases that break layouts."""

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


def listed() -> tuple[d.Block, ...]:
    """Return lists: nested, empty, numbered past nine, with blocks other than paragraphs."""
    return (
        d.Heading(1, words("Lists and boxes"), "lists"),
        d.ItemList(
            (
                item(
                    para("Decide what the emergency is. " + PROSE),
                    d.ItemList(
                        (
                            item(para("from the caller's words,")),
                            item(
                                para("from the sounds behind them,"),
                                d.ItemList((item(para("such as an alarm")), item()), ordered=True),
                            ),
                        )
                    ),
                ),
                item(para("Send help."), para("A second paragraph of the same item. " + PROSE)),
                item(d.ItemList((item(para("A list that begins an item")),))),
            )
        ),
        d.ItemList(()),
        d.ItemList(tuple(item(para(f"Step {n}")) for n in range(8, 13)), ordered=True, start=8),
        d.Callout(
            "objection",
            words("Objection O3b: the work is clerical"),
            (
                para(PROSE * 3),
                d.ItemList((item(para("Answered by required duties.")), item(para(PROSE)))),
                para(PROSE * 4),
            ),
            anchor="o3b",
        ),
        d.Callout("disclosure", words("Who wrote this"), (para("An association of the work."),)),
        d.Callout("note", words("Reading the tables"), (para("“May” duties are marked as such."),)),
        d.Callout(
            "proposal",
            words("Proposed change"),
            (d.Quotation((para("Move 43-5031 to 33-9094."),), words("This comment")),),
        ),
    )


def figures() -> tuple[d.Block, ...]:
    """Return charts."""
    return (
        d.Heading(1, words("Figures"), "figures"),
        d.Chart(
            "bar",
            words("Figure 1. Employment in the comparison set, May 2025"),
            (
                "Public Safety Telecommunicators",
                "Crossing Guards and Flaggers",
                "Parking Enforcement Workers",
                "Animal Control Workers",
                "Lifeguards, Ski Patrol, and Other Recreational Protective Service Workers",
            ),
            (d.Series("May 2025", (98420, 91370, 7560, 11420.5, None)),),
            "Bar chart: telecommunicators are about as many as crossing guards.",
            "Jobs",
            ("Public Safety Telecommunicators",),
            words("Source: sample figures, not published ones."),
            anchor="fig-employment",
        ),
        d.Chart(
            "line",
            words("Figure 2. Annual median wage"),
            tuple(str(y) for y in range(2016, 2026)),
            (
                d.Series(
                    "43-5031",
                    (38.8, 39.6, 40.7, 41.9, 43.3, 46.7, 46.9, 48.9, 50.7, 53.0),
                ),
                d.Series("33-9032", (26, 27, 28.5, 29, None, 31, 34.8, 36.5, 37.1, 38.4)),
                d.Series("43-5032", (37, 38, 38.9, 40, 41, 43, 44.9, 46.9, 48, 49)),
            ),
            "Line chart: the wage of 43-5031 rises from 38.8 to 53.0 thousand dollars.",
            "Thousand US dollars a year",
            ("43-5031",),
            words("Source: sample figures, not published ones."),
        ),
        d.Chart(
            "bar",
            words("Figure 3. Two periods side by side"),
            ("43-5031", "33-9091"),
            (d.Series("2020", (95.1, -4)), d.Series("2025", (98.4, 3.5))),
            "Bar chart of two periods.",
            "Percent",
        ),
    )


def tables(rows: int = 60) -> tuple[d.Block, ...]:
    """Return tables: long, with one row, without rows, with a huge cell, dense and landscape."""
    functions = ("protect life", "detect threats", "direct response", "control access", "warn")
    shades = ("yes", "partial", "none")
    head = cells("Occupation", *functions, heading=False)
    matrix = tuple(
        (
            d.Cell(words(f"33-90{n:02d} Occupation of the comparison set"), heading=True),
            *(
                d.Cell(
                    words(("●", "○", "\u2013")[(n + f) % 3] + " D" + str(n)),
                    align="center",
                    shade=shades[(n + f) % 3],  # type: ignore[arg-type]
                )
                for f in range(5)
            ),
        )
        for n in range(9)
    )
    return (
        d.Heading(1, words("Tables"), "tables"),
        d.Table(
            words("Table 1. Duties and the functions they perform"),
            cells("Duty", "Kind", "Statement", "Count"),
            tuple(cells(f"D{n}", "required", PROSE[: 40 + 7 * (n % 12)], str(n * 137)) for n in range(rows)),
            source=words("Source: sample data."),
            anchor="duties",
        ),
        d.Table(words("Table 2. One row"), cells("A", "B"), (cells("a", LONG_WORD),)),
        d.Table(words("Table 3. No rows"), cells("A", "B"), ()),
        d.Table(
            words("Table 4. A cell taller than a page"),
            cells("Id", "Text"),
            (cells("X1", PROSE * 22), cells("X2", "short")),
            widths=(1, 3),
        ),
        d.Table(
            words("Table 5. Duty by function, dense"),
            head,
            (*matrix, (d.Cell(words("A cell over all columns"), span=6),)),
            dense=True,
            source=words("● performs the function; ○ performs it in part; \u2013 no statement found."),
        ),
        d.Table(
            words("Table 6. A wide table on a page turned to landscape"),
            cells("Code", *(f"Column {n}" for n in range(9)), heading=False),
            tuple(cells(f"33-90{n:02d}", *(f"{n * k * 1001:,}" for k in range(1, 10))) for n in range(40)),
            landscape=True,
            source=words("Source: sample data."),
        ),
    )


def closing() -> tuple[d.Block, ...]:
    """Return notes and bibliography."""
    return (
        d.Heading(1, words("Notes"), "notes"),
        d.Notes(
            (
                d.Note(1, words("Contrary evidence: section 3. " + PROSE)),
                d.Note(2, (d.Text("See "), d.Link((d.Text(LONG_ADDRESS),), LONG_ADDRESS))),
                d.Note(3, words("Written for this sample.")),
            )
        ),
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
        running_head=("Public Safety Telecommunicators belong in Protective Service",),
        watermark=watermark,
        attachments=(
            d.Attachment("graph.trig", "application/trig", b"# sample\n", "The graph", "Source"),
            d.Attachment("data \u2013 für.csv", "text/csv", b"a,b\n1,2\n", "Figures", "Data"),
        ),
    )
