"""What is wrong with a filled sheet, each thing at its cell. A sheet with an error is not taken in."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kb.common.dates_and_numbers import read_day, today
from kb.common.names import did_you_mean, slug
from kb.findings import Check, Finding, Severity
from kb.rating.code_book import CodeBook
from kb.rating.filled_sheets import FilledRow, FilledSheet
from kb.rating.sheet_form import MARK, NONE, QUESTIONS
from kb.rating.study_key import StudyKey

UNKNOWN = Check(
    "rating-sheet-unknown",
    Severity.ERROR,
    "A filled sheet is of no study of this workspace.",
    "Take it to the steward who wrote it: the key must lie in ratings/STUDY/key.json.",
)
BOOK_CHANGED = Check(
    "rating-code-book",
    Severity.ERROR,
    "The code book changed after the sheets were written.",
    "What was rated by another code book says nothing of this one: write new sheets with a new study.",
)
WHO = Check(
    "rating-who",
    Severity.ERROR,
    "A filled sheet does not say who rated.",
    "Fill in pseudonym, role, independence and date.",
)
TWICE = Check(
    "rating-twice",
    Severity.ERROR,
    "A rater, or a sheet, is there already.",
    "Each rater fills one sheet. Keep the one that is on record, or withdraw it with `retracted:` first.",
)
CHANGED = Check(
    "rating-row-changed",
    Severity.ERROR,
    "A row of a filled sheet is not the one that was sent out.",
    "Copy the marks into the sheet as it was sent out, and send back that.",
)
UNFILLED = Check(
    "rating-unfilled",
    Severity.ERROR,
    "A row of a filled sheet has no mark, or contradicts itself.",
    f"Put {MARK} under each function that the duty performs, or under “{NONE}”.",
)
VALUE = Check(
    "rating-value",
    Severity.ERROR,
    "A cell or a column of a filled sheet is none of the code book.",
    f"Type {MARK}, or leave the cell empty.",
)
DUMMY = Check(
    "rating-dummy-failed",
    Severity.WARNING,
    "A rater got a dummy duty wrong, so the sheet is kept apart and not counted.",
    "Leave it so, or record why it counts: soc-evidence rate count STUDY RATER --by NAME --because REASON",
)


def of_study(found: FilledSheet, key: StudyKey, now: CodeBook) -> Iterator[Finding]:
    """Yield what is wrong with sheet number and code book.

    Args:
        found: the sheet.
        key: of its study.
        now: the code book as the functions on record make it.
    """
    number = found.answers.get("sheet")
    if number is None or not (number.text.isdigit() and 1 <= int(number.text) <= key.sheets):
        said = number.text if number else ""
        message = f"The study {key.study} has sheets 1 to {key.sheets}, and none `{said}`."
        yield UNKNOWN.finding(message, found.place("sheet"), "Restore the number that stood there.")
    digest = found.answers.get("code-book")
    if digest is None or digest.text != key.code_book.sha256:
        message = "The sha256 of the code book is not that of the study."
        yield BOOK_CHANGED.finding(message, found.place("code-book"), "Rate on the sheet as it was sent out.")
    changed = key.code_book.difference(now)
    if changed:
        message = f"The functions on record are no longer those that were rated: {changed}."
        yield BOOK_CHANGED.finding(message, found.place("code-book"))
    yield from _of_book(found, key.code_book)


def _of_book(found: FilledSheet, book: CodeBook) -> Iterator[Finding]:
    """Yield the lines of the code book in the file that are not those that were sent out."""
    if not found.book:
        return
    for entry in book.entries:
        lines = found.book.get(entry.label, ())
        if len(lines) < 2 or (lines[0].text, lines[1].text) != (entry.definition, entry.limits):
            wrong = [
                s
                for s, meant in zip(lines, (entry.definition, entry.limits), strict=False)
                if s.text != meant
            ]
            place = wrong[0].place if wrong else found.place("code-book")
            message = f"The code book of the sheet says something else of “{entry.label}”."
            yield BOOK_CHANGED.finding(message, place, "Rate on the sheet as it was sent out.")


def of_rater(found: FilledSheet) -> Iterator[Finding]:
    """Yield what a rater left unsaid."""
    for question in QUESTIONS:
        answer = found.answers.get(question.key)
        if answer is None or not answer.text:
            message = f"“{question.label}” is empty."
            yield WHO.finding(message, found.place(question.key), question.help)
    pseudonym, day = found.answers.get("rater"), found.answers.get("date")
    if pseudonym and pseudonym.text and not slug(pseudonym.text):
        yield WHO.finding(f"`{pseudonym.text}` is no pseudonym.", pseudonym.place, QUESTIONS[0].help)
    if day and day.text:
        read = read_day(day.text)
        if read is None or read > today():
            yield WHO.finding(f"`{day.text}` is no day that has been.", day.place, QUESTIONS[-1].help)


def of_rows(found: FilledSheet, key: StudyKey) -> Iterator[Finding]:
    """Yield what is wrong with columns and rows."""
    labels = {entry.label for entry in key.code_book.entries} | {NONE}
    for heading, said in found.headings.items():
        if heading not in labels:
            fix = did_you_mean(heading, labels, "Restore the names of the columns.")
            yield VALUE.finding(f"The code book has no function “{heading}”.", said.place, fix)
    for lacking in sorted(labels - found.headings.keys()):
        message = f"The column “{lacking}” is gone."
        yield CHANGED.finding(message, next((r.id.place for r in found.rows), found.place("study")))
    seen: set[str] = set()
    for row in found.rows:
        yield from _row(row, key, seen)
        seen.add(row.id.text)
    missing = sorted(key.by_id.keys() - seen)
    if missing:
        last = found.rows[-1].id.place if found.rows else found.place("study")
        named = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
        message = f"{len(missing)} of {len(key.rows)} rows are missing: {named}."
        yield CHANGED.finding(message, last)


def _row(row: FilledRow, key: StudyKey, seen: Collection[str]) -> Iterator[Finding]:
    meant = key.by_id.get(row.id.text)
    if meant is None:
        fix = "Restore the id that stood there."
        yield CHANGED.finding(f"`{row.id.text}` is no row of the study.", row.id.place, fix)
        return
    if row.id.text in seen:
        yield CHANGED.finding(f"The row {row.id.text} stands twice.", row.id.place)
    if row.duty.text != meant.shown:
        yield CHANGED.finding(f"The duty of row {row.id.text} reads otherwise.", row.duty.place)
    wrong = [said for said in row.marks.values() if said.text.lower() not in ("", MARK)]
    for said in wrong:
        yield VALUE.finding(f"`{said.text}` is no mark.", said.place)
    marked = marked_of(row)
    none = row.marks.get(NONE)
    if not marked and not wrong:
        yield UNFILLED.finding(f"Row {row.id.text} has no mark.", (none or row.id).place)
    elif none and NONE in marked and len(marked) > 1:
        message = f"Row {row.id.text} marks “{NONE}” and {', '.join(m for m in marked if m != NONE)}."
        yield UNFILLED.finding(message, none.place, "Keep the one or the other.")


def marked_of(row: FilledRow) -> list[str]:
    """Return the headings of the columns that are marked."""
    return [heading for heading, said in row.marks.items() if said.text.lower() == MARK]


def failed_dummies(found: FilledSheet, key: StudyKey) -> Iterator[tuple[str, Finding]]:
    """Yield the rows of dummy duties that the rater got wrong."""
    labels = {entry.id: entry.label for entry in key.code_book.entries}
    for row in found.rows:
        dummy = key.by_id[row.id.text].dummy
        if dummy is None:
            continue
        marked = marked_of(row)
        lacking = [labels[f] for f in dummy.includes if f in labels and labels[f] not in marked]
        wrong = [labels[f] for f in dummy.excludes if f in labels and labels[f] in marked]
        if lacking or wrong:
            parts = [f"“{label}” is not marked" for label in lacking]
            parts += [f"“{label}” is marked" for label in wrong]
            message = f"Row {row.id.text} is a dummy duty (“{dummy.statement}”), and {'; '.join(parts)}."
            place = (row.marks.get((wrong or lacking)[0]) or row.id).place
            yield row.id.text, DUMMY.finding(message, place)
