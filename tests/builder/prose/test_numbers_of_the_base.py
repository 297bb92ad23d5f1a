"""Every number that the items of the bundled base state: taken as it stands, found when a digit changes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.prose.number_reading import Number, numbers
from kb.common.english import sentences as sentences_of
from kb.model import Records
from tests.builder.prose.conftest import HEAD, Held

CHECKS = ("number-differs", "period-differs", "figure-misplaced", "count-differs")
_LINES = HEAD.count("\n")


def _draft(sentences: list[str]) -> str:
    """Return a draft with a section of five lines for each sentence, so that none supports another."""
    return "".join(f"# Part\n\n{sentence}\n\n\n" for sentence in sentences)


def _stated(records: Records) -> Iterator[tuple[str, str]]:
    for item in records.evidence.values():
        statement = " ".join(item.statement.split()).rstrip(".")
        if len(sentences_of(statement)) == 1:
            yield statement, f" [@{item.id}]."


def test_what_an_item_states_can_be_said_with_it(bundled: Records, held_to_bundled: Held) -> None:
    sentences = [statement + cite for statement, cite in _stated(bundled)]
    assert len(sentences) > 250
    assert [finding.message for finding in held_to_bundled(_draft(sentences), CHECKS)] == []


def test_a_changed_digit_is_found(bundled: Records, held_to_bundled: Held) -> None:
    changed = [
        statement[: number.start] + other + statement[number.end :] + cite
        for statement, cite in _stated(bundled)
        for number in numbers(statement)
        if number.is_large and not number.worded
        for other in _changed(number)
        if other not in statement  # else the item states that number of something else
    ]
    assert len(changed) > 200
    found = {(f.location.line - _LINES - 1) // 5 for f in held_to_bundled(_draft(changed), CHECKS)}
    assert [text for at, text in enumerate(changed) if at not in found] == []


def _changed(number: Number) -> Iterator[str]:
    """Yield a number with its first digit changed, and with two of its digits exchanged."""
    text = number.text
    first, *rest = (at for at, mark in enumerate(text) if mark.isdigit())
    digit = str(int(text[first]) % 9 + 1)
    yield text[:first] + digit + text[first + 1 :]
    for at in rest[:1]:
        if text[first] != text[at] and text[at] != "0":
            yield text[:first] + text[at] + text[first + 1 : at] + text[first] + text[at + 1 :]
