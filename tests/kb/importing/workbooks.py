"""Small workbooks in the publishers' column layout, with text of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl

Rows = Sequence[Sequence[object]]

LETTERHEAD = [["Bureau"], [], ["November 2017 (for reference year January 2018)"], []]
TAKE_CALLS = "Take calls for help at answering points and pass them on; wording made up for this test."


def write_workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write sheets of rows as XLSX."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name[:31])
        for row in rows:
            sheet.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def write_text(path: Path, rows: Rows) -> Path:
    """Write rows as tab-delimited text, empty cells as O*NET's text release marks them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join("n/a" if cell in (None, "") else str(cell) for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def classification() -> Iterator[tuple[str, str, str]]:
    """Yield level, code and title of a made-up classification with as many codes as the SOC of 2018."""
    majors = [str(number) for number in range(11, 57, 2)]
    minors = [(major, m) for major in majors for m in range(1, 6 if major in _WIDE else 5)]
    broads = [(*minor, b) for n, minor in enumerate(minors) for b in range(1, 6 if n < 67 else 5)]
    detailed = [(*broad, d) for n, broad in enumerate(broads) for d in range(1, 3 if n < 408 else 2)]
    for major in majors:
        yield "major", f"{major}-0000", f"Group {major}"
        for m in (m for x, m in minors if x == major):
            yield "minor", f"{major}-{m}000", f"Group {major}-{m}"
            for b in (b for x, y, b in broads if (x, y) == (major, m)):
                yield "broad", f"{major}-{m}0{b}0", f"Workers {major}-{m}{b}"
                for d in (d for x, y, z, d in detailed if (x, y, z) == (major, m, b)):
                    yield "detailed", f"{major}-{m}0{b}{d}", f"Workers\N{RIGHT SINGLE QUOTATION MARK} {d}"


_WIDE = frozenset({"11", "13", "15", "33", "35", "43"})


def definitions() -> list[list[object]]:
    """Return the rows of a definitions workbook."""
    rows: list[list[object]] = [*LETTERHEAD, ["SOC Group", "SOC Code", "SOC Title", "SOC Definition"]]
    for level, code, title in classification():
        text = f"Do the work of {code}." if level == "detailed" else ""
        text = f"{TAKE_CALLS} Illustrative examples: Call Taker, Dispatcher" if code == "43-5031" else text
        rows.append([level.capitalize(), code, title, text])
    return rows


def structure() -> list[list[object]]:
    """Return the rows of a structure workbook."""
    levels = ["major", "minor", "broad", "detailed"]
    head: list[object] = ["Major Group", "Minor Group", "Broad Group", "Detailed Occupation", None]
    rows: list[list[object]] = [*LETTERHEAD, head]
    for level, code, title in classification():
        rows.append([code if level == other else None for other in levels] + [title])
    return rows


def crosswalk() -> list[list[object]]:
    """Return the rows of a crosswalk in which one occupation was split."""
    head: list[object] = ["2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"]
    codes = [(code, title) for level, code, title in classification() if level == "detailed"]
    rows: list[list[object]] = [["Bureau"], ["November 2017"], [], head]
    rows += [[code, title, code, title] for code, title in codes]
    rows += [
        ["99-9999", "Former Workers (#)", code, f"{title} (##)"] for code, title in codes[: 900 - len(codes)]
    ]
    return rows


_COLUMNS = (
    "AREA AREA_TITLE AREA_TYPE PRIM_STATE NAICS NAICS_TITLE I_GROUP OWN_CODE OCC_CODE OCC_TITLE O_GROUP "
    "TOT_EMP EMP_PRSE H_MEAN A_MEAN MEAN_PRSE "
    "H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90 "
    "JOBS_1000 LOC_QUOTIENT PCT_TOTAL PCT_RPT ANNUAL HOURLY"
).split()
_VALUES: list[object] = [
    "99",
    "U.S.",
    "1",
    "US",
    "000000",
    "Cross-industry",
    "cross-industry",
    "1235",
    "43-5031",
    "Public Safety Telecommunicators",
    "detailed",
]
_VALUES += [101000, 1.5, 25.5, 53040, 0.6, 17, 20, 24.25, "#", "#", 35000, 41000, 50440, 62000, "#"]
_VALUES += ["", "", "", "", "", ""]
ESTIMATE: dict[str, object] = dict(zip(_COLUMNS, _VALUES, strict=True))


def estimates(
    year: int, *changes: Mapping[str, object], lower: bool = False, sheet: str = "national"
) -> dict[str, Rows]:
    """Return the sheets of an OEWS workbook, of the nation unless changes say otherwise; each makes a row."""
    rows = [{**ESTIMATE, **change} for change in changes or ({},)]
    header = [name.lower() if lower else name for name in ESTIMATE]
    notes = [
        [f"May {year} OEWS Estimates"],
        ["#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "],
    ]
    body = [list(row.values()) for row in rows]
    return {f"{sheet}_M{year}_dl": [header, *body], "Field Descriptions": notes}
