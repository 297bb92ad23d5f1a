"""The columns of each sheet that people fill in, with what goes into them."""

from __future__ import annotations

SHEETS = {
    "duties": "duty",
    "figures": "figure",
    "agents": "agent",
    "sources": "source",
    "measures": "measure",
}
"""Kind of record by the name of the sheet."""

COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "duties": (
        (
            "duty",
            "A short name of the row, such as bay-1; every row another. It may stay empty in a workbook.",
        ),
        ("occupation", "SOC code, such as 43-5031, or the title of the occupation."),
        ("kind", "required: every worker does it. may: only some do."),
        ("statement", "One action in your own words, beginning with a verb."),
        ("functions", "What the duty does for the public. Several with a semicolon between them."),
        ("assessed-by", "Who assigned the functions: a name of the sheet agents, or the id of an agent."),
        ("rationale", "Why the duty performs these functions."),
        ("source", "Where it stands: the file name (job.docx), title or id of the source."),
        ("locator.page", "Page of the source."),
        ("locator.section", "Section of the source."),
        ("verification", "verified when you saw it in the source itself."),
        ("note", "A remark for readers."),
        (
            "covers",
            "Ids of federally recorded duties that it says, such as onet-2719. Several with ; between.",
        ),
    ),
    "figures": (
        ("figure", "A short name of the row; every row another. It may stay empty in a workbook."),
        ("dataset", "Id of the data set, where the figure is from one."),
        ("occupation", "SOC code, such as 43-5031, or the title of the occupation."),
        ("measure", "What was measured: one of the list, or of your own sheet measures."),
        ("period", "2025, 2025-05 or 2025-05-12."),
        ("value", "The number alone: 97820, not 97,820. No formulas."),
        ("unit", "What the number counts."),
        ("denominator", "For a share: of what."),
        ("sample", "For a survey: how many answered."),
        ("source", "Where it stands: the file name (report.pdf), title or id of the source."),
        ("locator.page", "Page of the source."),
        ("locator.table", "Table of the source."),
        ("locator.row", "Row of the table."),
        ("verification", "verified when you saw it in the source itself."),
        ("note", "A remark for readers."),
        (
            "place",
            "County or city and state it is of, such as Bay County, Florida. Empty: your office's place.",
        ),
    ),
    "sources": (
        (
            "source",
            "File name of a document that you hand in beside this workbook (job.docx); else a short name.",
        ),
        ("title", "Title, as it stands on the document."),
        ("type", "What it is: report, webpage, book …"),
        ("author.literal", "Office or organization that issued it."),
        ("issued", "When: 2025, 2025-03 or 2025-03-14."),
        ("authority", "What kind of source it is."),
        ("url", "Where it stands on the web."),
        ("licence", "What others may do with it."),
        ("reach", "office for a job description or another paper of one office."),
        ("describes", "Of a job description: SOC code or title of the work."),
        ("agency", "Of a job description: whose it is, a name of the sheet agents."),
        (
            "permission",
            "How the agency let it be counted, such as e-mail of the director. Empty: not counted.",
        ),
        ("permission-date", "The day on which it did, as 2026-11-28."),
        ("gathered", "How the job description was come by."),
    ),
    "agents": (
        ("agent", "A short name. It may stay empty."),
        ("name", "Name of the office or person who assessed the duties."),
        ("kind", "office, organization, committee or person."),
        ("state", "Of an agency with a job description: its state."),
        ("place", "Of such an agency: the county or city that it serves."),
        ("positions", "Of such an agency: its positions for this work, filled or not."),
    ),
    "measures": (
        ("measure", "A short name. It may stay empty."),
        ("label", "What you measure, such as answer time, vacancies, or texts to 9-1-1."),
        ("unit", "What its numbers count."),
        ("definition", "How it is counted, so that another office would count the same."),
    ),
}
"""Columns of each sheet with what goes into them."""

HELPERS = {"notes": "column", "lists": "lists", "readme": "readme", "remarks": "remarks"}
"""Sheets that are no records, by their names, with what stands in their first cell; both evened out."""


def heading(key: str) -> str:
    """Return what a column is called in a workbook: `page` for `locator.page`."""
    outer, _, inner = key.partition(".")
    return outer if inner in ("", "literal") else inner


def usual_columns() -> dict[str, list[str]]:
    """Return the columns of the sheet of each kind, as a header of it reads."""
    return {SHEETS[name]: [heading(key) for key, _ in columns] for name, columns in COLUMNS.items()}
