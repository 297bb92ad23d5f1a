"""Small O*NET tables in the columns of the Excel release, and as the text release shortens them."""

from __future__ import annotations

from pathlib import Path

from .workbooks import Rows, write_text, write_workbook

CODE, TITLE = "43-5031.00", "Public Safety Telecommunicators"
OTHER, OTHER_TITLE = "33-9032.00", "Security Guards"
_RATING = ["N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress"]
_END = ["Date", "Domain Source"]
_ELEMENT = ["O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Scale Name"]


def _rated(element: str, name: str) -> Rows:
    return [
        [*_ELEMENT, "Data Value", *_RATING, "Not Relevant", *_END],
        [CODE, TITLE, element, name, "IM", "Importance", 4.78, 28, 0.1102, 4.5564, 5, "N", None, "08/2023", "Incumbent"],
        [CODE, TITLE, element, name, "LV", "Level", 0.5, 28, 0.1, None, None, "Y", "Y", "08/2023", "Incumbent"],
    ]  # fmt: skip


TABLES: dict[str, Rows] = {
    "Occupation Data": [
        ["O*NET-SOC Code", "Title", "Description"],
        [CODE, TITLE, "Take calls; made up for this test."],
        ["43-5031.01", "Emergency Call Takers", "A part of the occupation, made up."],
    ],
    "Task Statements": [
        ["O*NET-SOC Code", "Title", "Task ID", "Task", "Task Type", "Incumbents Responding", *_END],
        [CODE, TITLE, 2719, 'Say "stay on the line".', "Core", 75, "08/2023", "Incumbent"],
        [CODE, TITLE, 2720, "Note times.", None, None, "03/2014", "Analyst"],
    ],
    "Tasks to DWAs": [
        ["O*NET-SOC Code", "Title", "Task ID", "Task", "DWA ID", "DWA Title", *_END],
        [CODE, TITLE, 2719, "x", "4.A.1.a.1.I01.D01", "Gather facts.", "03/2014", "Analyst"],
    ],
    "Content Model Reference": [
        ["Element ID", "Element Name", "Description"],
        ["4.A.1.a", "Looking for Information", "Finding things out."],
        ["4.A.1.a.1", "Getting Information", "Taking things in."],
    ],
    "IWA Reference": [
        ["Element ID", "Element Name", "IWA ID", "IWA Title"],
        ["4.A.1.a.1", "Getting Information", "4.A.1.a.1.I01", "Gather."],
    ],
    "DWA Reference": [
        ["Element ID", "Element Name", "IWA ID", "IWA Title", "DWA ID", "DWA Title"],
        ["4.A.1.a.1", "Getting Information", "4.A.1.a.1.I01", "Gather.", "4.A.1.a.1.I01.D01", "Gather facts."],
    ],
    "Alternate Titles": [
        ["O*NET-SOC Code", "Title", "Alternate Title", "Short Title", "Source(s)"],
        [CODE, TITLE, "911 Dispatcher", "Disp", "04,06"],
    ],
    "Sample of Reported Titles": [
        ["O*NET-SOC Code", "Title", "Reported Job Title", "Shown in My Next Move"],
        [CODE, TITLE, "911 Dispatcher", "Y"],
    ],
    "Scales Reference": [["Scale ID", "Scale Name", "Minimum", "Maximum"], ["IM", "Importance", 1, 5]],
    "Education, Training, and Experience": [
        [*_ELEMENT, "Category", "Data Value", *_RATING, *_END],
        [CODE, TITLE, "3.A.3", "Training", "OJ", "On-the-job", 4, 10.27, 26, 5.1, 3.9, 24.4, "N", "08/2023", "Incumbent"],
    ],
    "Education, Training, and Experience Categories": [
        ["Element ID", "Element Name", "Scale ID", "Scale Name", "Category", "Category Description"],
        ["3.A.3", "Training", "OJ", "On-the-job", 4, "Over three months"],
    ],
    "Task Categories": [
        ["Scale ID", "Scale Name", "Category", "Category Description"],
        ["FT", "Frequency", 5, "Daily"],
    ],
    "Work Context Categories": [
        ["Element ID", "Element Name", "Scale ID", "Scale Name", "Category", "Category Description"],
        ["4.C.1.a.4", "Contact", "CXP", "Context", 5, "Constant contact"],
    ],
    "Job Zone Reference": [
        ["Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"],
        [2, "Zone Two", "Some.", "School.", "Months.", "Such as these.", "(4.0 to < 6.0)"],
    ],
    "Job Zones": [
        ["O*NET-SOC Code", "Title", "Job Zone", *_END],
        [CODE, TITLE, 2, "08/2023", "Analyst"],
    ],
    "Related Occupations": [
        ["O*NET-SOC Code", "Title", "Related O*NET-SOC Code", "Related Title", "Relatedness Tier", "Index"],
        [CODE, TITLE, OTHER, OTHER_TITLE, "Primary-Short", 1],
    ],
    "Tools Used": [
        ["O*NET-SOC Code", "Title", "Example", "Commodity Code", "Commodity Title"],
        [CODE, TITLE, "Base station radios", 43191510, "Two way radios"],
    ],
    "Technology Skills": [
        ["O*NET-SOC Code", "Title", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"],
        [CODE, TITLE, "Spreadsheet software", 43232110, "Spreadsheets", "Y", "Y"],
        [OTHER, OTHER_TITLE, "Spreadsheet software", 43232110, "Spreadsheets", "Y", "N"],
    ],
    "Knowledge": _rated("2.C.8.a", "Public Safety"),
    "Skills": _rated("2.A.1.b", "Active Listening"),
    "Abilities": _rated("1.A.1.a.1", "Oral Comprehension"),
    "Work Activities": _rated("4.A.1.a.1", "Getting Information"),
    "Work Context": [
        [*_ELEMENT, "Category", "Data Value", *_RATING, "Not Relevant", *_END],
        [CODE, TITLE, "4.C.1.a.4", "Contact", "CX", "Context", None, 4.97, 26, 0.02, 4.9, 5, "N", None, "08/2023", "Incumbent"],
        [CODE, TITLE, "4.C.1.a.4", "Contact", "CXP", "Context", 5, 97.1, 26, 2, 85, 99.5, "N", None, "08/2023", "Incumbent"],
    ],
    "Task Ratings": [
        ["O*NET-SOC Code", "Title", "Task ID", "Task", "Scale ID", "Scale Name", "Category", "Data Value", *_RATING, *_END],
        [CODE, TITLE, 2719, "x", "FT", "Frequency", 5, 20.5, 75, 3.3, 14.9, 27.6, "N", "08/2023", "Incumbent"],
        [CODE, TITLE, 2719, "x", "IM", "Importance", None, 4.9, 75, 0.04, 4.8, 5, "N", "08/2023", "Incumbent"],
    ],
}  # fmt: skip

_DERIVED = {"Title", "Scale Name", "Related Title", "DWA Title", "Task", "IWA Title"}
"""Columns that the text release leaves out of most tables, because another table has them."""
_KEPT = {
    "Occupation Data": {"Title"},
    "Task Statements": {"Task"},
    "IWA Reference": {"IWA Title"},
    "DWA Reference": {"DWA Title"},
    "Scales Reference": {"Scale Name"},
}


def write_excel(folder: Path, release: str, names: tuple[str, ...] = tuple(TABLES)) -> Path:
    """Write tables as the Excel release."""
    for name in names:
        write_workbook(folder / f"{name}.xlsx", {name: TABLES[name]})
    (folder / "Read Me.txt").write_text(f"O*NET {release} Database\nsome Release\n")
    return folder


def write_text_release(folder: Path, release: str) -> Path:
    """Write tables as the tab-delimited release."""
    for name, rows in TABLES.items():
        dropped = _DERIVED - _KEPT.get(name, set())
        kept = [index for index, column in enumerate(rows[0]) if column not in dropped]
        write_text(folder / f"{name}.txt", [[row[index] for index in kept] for row in rows])
    (folder / "Read Me.txt").write_text(f"O*NET {release} Database\nsome Release\n")
    return folder
