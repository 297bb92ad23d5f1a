"""A proposal as text, as a patch, and as JSON; and which of its changes `--accept` means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import unified_diff

from builder.merging.draft_changes import Change, Proposal, apply
from kb.common.files import short_path
from kb.errors import UsageError
from kb.reports import render_findings

_NUMBERS = re.compile(r"(\d+)(?:-(\d+))?")


def render(proposal: Proposal, form: str, *, changes: bool = True) -> str:
    """Return a proposal as `text`, `diff` or `json`; as text without changes, where those are asked about.

    The patch holds all changes, as `patch` and `git apply` take it.
    """
    if form == "diff":
        return "".join(_diff(proposal, proposal.changes))
    if form == "json":
        return json.dumps(_data(proposal), ensure_ascii=False, indent=2) + "\n"
    lines = []
    for number, change in enumerate(proposal.changes, 1) if changes else ():
        lines += described(proposal, number, change)
    told = render_findings(proposal.findings, "text") if proposal.findings else ""
    count = len(proposal.changes)
    said = f"{count} change{'' if count == 1 else 's'}" if count else "No change"
    return "\n".join([*lines, f"{told}{said} to carry over.", ""])


def described(proposal: Proposal, number: int, change: Change) -> list[str]:
    """Return the lines that show one change: what it is, whose, and the draft's lines before and after."""
    who = f"tracked by {', '.join(change.authors)}" if change.authors else "not tracked"
    path = short_path(proposal.path)
    lines = [f"[{number}] {path}:{change.line} {change.kind}, {who}"]
    if change.takes:
        lines.append(f"    takes along: {', '.join(change.takes)}")
    shown = [line.rstrip("\n") for line in _diff(proposal, (change,), around=0)][2:]
    return [*lines, *(f"    {line}" for line in shown if not line.startswith("@@")), ""]


def chosen(proposal: Proposal, accepted: str) -> list[Change]:
    """Return the changes that `all` or `1,3-5` means; `all` none that takes along what the graph fills in.

    Raises:
        UsageError: it is neither, or there is no such change.
    """
    if accepted.strip() == "all":
        return [change for change in proposal.changes if not change.takes]
    numbers: set[int] = set()
    for part in filter(None, (part.strip() for part in accepted.split(","))):
        match = _NUMBERS.fullmatch(part)
        last = int(match[2] or match[1]) if match else 0
        if not match or not 1 <= int(match[1]) <= last <= len(proposal.changes):
            raise UsageError(
                f"There is no change {part!r}.",
                f"Changes are 1 to {len(proposal.changes)}: --accept 1,3-5, or --accept all."
                if proposal.changes
                else "The Word file changes nothing that can be carried over.",
            )
        numbers |= set(range(int(match[1]), last + 1))
    return [change for number, change in enumerate(proposal.changes, 1) if number in numbers]


def _diff(proposal: Proposal, changes: tuple[Change, ...], around: int = 3) -> Iterator[str]:
    after = apply(proposal.text, [edit for change in changes for edit in change.edits])
    name = short_path(proposal.path)
    before = proposal.text.splitlines(keepends=True)
    return unified_diff(before, after.splitlines(keepends=True), f"a/{name}", f"b/{name}", n=around)


def _data(proposal: Proposal) -> dict[str, object]:
    return {
        "draft": short_path(proposal.path),
        "changes": [
            {
                "number": number,
                "kind": change.kind,
                "line": change.line,
                "tracked-by": list(change.authors),
                "takes-along": list(change.takes),
                "diff": "".join(_diff(proposal, (change,), around=0)),
            }
            for number, change in enumerate(proposal.changes, 1)
        ],
        "findings": json.loads(render_findings(proposal.findings, "json")),
    }
