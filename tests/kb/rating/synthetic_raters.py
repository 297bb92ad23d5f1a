"""Synthetic raters: programs that fill in sheets, each with slips. Nobody's judgement, never in the base."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import openpyxl

from kb.rating.sheet_form import DUTIES, NONE, READ_ME
from kb.rating.study_key import StudyKey, read_key
from kb.workspace import open_workspace

ANSWERS = {
    "your role": "synthetic rater, a program",
    "independence": "I have no part in the request and no interest in what comes of it.",
    "date": "2026-11-20",
}
Judge = Callable[[str], Iterable[str]]
"""From the id of a row to the labels that are marked."""


def key_of(root: Path, study: str) -> StudyKey:
    return read_key(open_workspace(root), study)


def careful(key: StudyKey, truth: Mapping[str, Iterable[str]]) -> Judge:
    """Return a rater who gets every dummy right and marks what the truth has, by row."""
    labels = {entry.id: entry.label for entry in key.code_book.entries}
    dummies = {row.id: [labels[f] for f in row.dummy.includes] for row in key.rows if row.dummy}
    return lambda row: dummies[row] if row in dummies else [labels[f] for f in truth.get(row, ())]


def slipping(judge: Judge, key: StudyKey, name: str, every: int) -> Judge:
    """Return a rater who turns one mark in so many around, always the same ones."""
    dummies = {row.id for row in key.rows if row.dummy}

    def judged(row: str) -> list[str]:
        marked = set(judge(row))
        for entry in key.code_book.entries if row not in dummies else ():
            drawn = int(hashlib.sha256(f"{name} {row} {entry.id}".encode()).hexdigest(), 16)
            if drawn % every == 0:
                marked ^= {entry.label}
        return sorted(marked)

    return judged


def fill_workbook(path: Path, rater: str, judge: Judge) -> Path:
    """Fill a sheet in as a person would, and save it under the rater's name."""
    book = openpyxl.load_workbook(path)
    about, duties = book[READ_ME], book[DUTIES]
    answers = ANSWERS | {"your pseudonym": rater}
    for row in about.iter_rows(max_col=2):
        if row[0].value in answers:
            row[1].value = answers[str(row[0].value)]
    columns = {cell.value: cell.column for cell in duties[1]}
    for row in duties.iter_rows(min_row=2):
        for label in list(judge(str(row[0].value))) or [NONE]:
            row[columns[label] - 1].value = "x"
    filled = path.with_name(f"{rater}.xlsx")
    book.save(filled)
    return filled


def fill_csv(path: Path, rater: str, judge: Judge) -> Path:
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    answers = ANSWERS | {"your pseudonym": rater}
    start = next(n for n, row in enumerate(rows) if row[:1] == ["row"])
    columns = {label: n for n, label in enumerate(rows[start])}
    for row in rows[:start]:
        if row and row[0] in answers:
            row[1] = answers[row[0]]
    for row in rows[start + 1 :]:
        for label in list(judge(row[0])) or [NONE]:
            row[columns[label]] = "x"
    filled = path.with_name(f"{rater}.csv")
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    filled.write_text(out.getvalue(), "utf-8-sig")
    return filled
