"""Where note numbers and quotation marks end up."""

from __future__ import annotations

import pytest

from builder.document import Inline, NoteReference, Text
from builder.resolve.spacing import tidy
from tests.builder.conftest import plain

ONE, TWO = NoteReference(1), NoteReference(2)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ([Text("So they say "), ONE, Text(".")], "So they say.[1]"),
        ([Text("So they say "), ONE, Text(" and do.")], "So they say[1] and do."),
        ([Text("they said “so "), ONE, Text(".” And")], "they said “so.”[1] And"),
        ([Text("Some 102,500"), ONE, Text(" jobs, and so on.")], "Some 102,500 jobs,[1] and so on."),
        ([Text("There were 102,500"), ONE, Text(" jobs.")], "There were 102,500 jobs.[1]"),
        ([Text("9"), ONE, Text(" and 8"), TWO, Text(" jobs.")], "9 and 8 jobs.[1],[2]"),
        ([Text("84.3%"), ONE, Text(" of them.")], "84.3%[1] of them."),
        ([Text("A"), ONE, TWO, Text(".")], "A.[1],[2]"),
        ([Text("A"), ONE, ONE, Text(".")], "A.[1]"),
        ([Text("A "), ONE, Text(" "), TWO, Text(" b")], "A[1],[2] b"),
        ([Text("A"), ONE, Text(". "), TWO, Text(" B")], "A.[1],[2] B"),
        ([Text("A"), ONE, Text(" "), ONE, Text(" b")], "A[1] b"),
        ([Text("“The end.”"), ONE, Text(". Next")], "“The end.”[1] Next"),
        ([Text("“The end”"), ONE, Text(", next")], "“The end,”[1] next"),
        ([Text("“The end?”"), ONE, Text(". Next")], "“The end?”[1] Next"),
        ([Text("in 2025"), ONE], "in 2025[1]"),
        ([Text("had 9"), ONE, Text(" in Rep. Scott’s words, and")], "had 9 in Rep. Scott’s words,[1] and"),
        ([Text("had 9"), ONE, Text(" in Phoenix, Arizona, and")], "had 9 in Phoenix, Arizona,[1] and"),
        ([Text("had 9"), ONE, Text(" on May 1, 2025, when")], "had 9 on May 1, 2025,[1] when"),
        ([Text("had 9"), ONE, Text(" titles reported. 911 Dispatcher")],
         "had 9 titles[1] reported. 911 Dispatcher"),
        ([Text("44"), ONE, Text(" and 9"), TWO, Text(" that workers gave: 911 Dispatcher. So")],
         "44 and 9 that workers gave: 911 Dispatcher.[1],[2] So"),
        ([Text("had 9"), ONE, Text(" (of 12). Then")], "had 9 (of 12).[1] Then"),
        ([ONE, Text("Begins")], "[1]Begins"),
        ([Text("a"), ONE, Text("code", code=True), Text(".")], "a[1]code."),
    ],
)  # fmt: skip
def test_tidy(run: list[Inline], expected: str) -> None:
    assert plain(tidy(run)) == expected
