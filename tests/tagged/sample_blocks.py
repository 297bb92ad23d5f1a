"""Parts of the sample document: lists and boxes, charts, tables."""

from __future__ import annotations

from builder import document as d
from tests.tagged.making import LONG_WORD, PROSE, cells, item, para, words


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
