"""Taking changes over into a draft that was changed since it was sent: a merge of three sides, by lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from builder.merging.draft_changes import CONFLICT, Change, SourceEdit
from kb.findings import Finding, Location


class Carrying:
    """Where the lines of the draft that was sent are in the draft as it is now."""

    def __init__(self, sent: str, current: str) -> None:
        self._sent = sent
        self._starts = (_starts(sent), _starts(current))
        lines = (sent.split("\n"), current.split("\n"))
        self._lines = len(lines[0])
        blocks = SequenceMatcher(None, *lines, autojunk=False).get_matching_blocks()
        self._same = {a + k: b + k for a, b, size in blocks for k in range(size)}

    def line(self, number: int) -> int:
        """Return the line, counted from 1, that one of the draft that was sent is now, or is changed to."""
        index = number - 1
        before = next((i for i in range(index, -1, -1) if i in self._same), -1)
        behind = next((i for i in range(number, self._lines) if i in self._same), None)
        now = self._same.get(before, -1) + index - before
        last = now if behind is None else self._same[behind] - 1
        return max(min(now, last), self._same.get(before, 0)) + 1

    def edit(self, edit: SourceEdit) -> SourceEdit | None:
        """Return an edit of the current draft; None where a line that it touches is another now."""
        first = self._sent.count("\n", 0, edit.start)
        last = self._sent.count("\n", 0, max(edit.start, edit.end - 1))
        now = [self._same.get(number) for number in range(first, last + 1)]
        if now[0] is None or now != list(range(now[0], now[0] + len(now))):
            return None
        moved = self._starts[1][now[0]] - self._starts[0][first]
        return SourceEdit(edit.start + moved, edit.end + moved, edit.text)

    def carried(self, changes: Iterable[Change], path: str) -> tuple[list[Change], list[Finding]]:
        """Return the changes of the current draft, and a finding for each that has no place there."""
        done: list[Change] = []
        findings: list[Finding] = []
        for change in changes:
            edits = [self.edit(edit) for edit in change.edits]
            line = self.line(change.line)
            kept = [edit for edit in edits if edit is not None]
            if len(kept) == len(edits):
                done.append(replace(change, line=line, edits=tuple(kept)))
                continue
            words = " ".join(" ".join(edit.text for edit in change.edits).split())
            said = f"“{words}”" if words else "the removal"
            message = (
                f"The draft was changed here since the Word file was built; {change.kind} in Word: {said}."
            )
            findings.append(CONFLICT.finding(message, Location(path, line, 1)))
        return done, findings

    def located(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return findings with the lines that they have in the current draft."""
        now = (replace(one.location, line=self.line(one.location.line)) for one in findings)
        return [
            replace(one, location=place) if one.location.line else one
            for one, place in zip(findings, now, strict=True)
        ]


def _starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts
