"""`merge`: what a returned Word file would change in a draft, and the draft with what was accepted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from builder.draft_file import find_draft, read_draft
from builder.merging.carrying import Carrying
from builder.merging.draft_changes import COMMENT, Change, Proposal, apply
from builder.merging.proposing import Proposing
from builder.merging.read_returned import Returned, ReturnedComment, read_returned
from kb.api import Base, open_base
from kb.common.files import write_atomically
from kb.errors import UsageError
from kb.findings import Finding, Location, in_order
from kb.workspace import Workspace, open_workspace
from kb.write_lock import write_lock


def merge(
    base: Base | Workspace | Path | str, returned: Path | str, draft: Path | str | None = None
) -> Proposal:
    """Return what a Word file that came back would change in a draft; nothing is written.

    Args:
        base: whose workspace the draft is in, or what `kb.open` takes; paths are taken from its root.
        returned: a file that `build` wrote as Word, changed by colleagues and saved by Word or LibreOffice.
        draft: the draft; without it, the one that the workspace names.

    Raises:
        MissingError: there is no such file.
        UnreadableError: the Word file is damaged or too large, or the draft is not text.
        UsageError: the Word file was not made by a build, or from a draft of another name.
    """
    workspace = open_base(base).workspace
    path = workspace.root / find_draft(workspace, draft, "merge RETURNED.docx")
    current = _plain(read_draft(path))
    came = read_returned(workspace.root / returned)
    _refuse_another(came, path, current)
    proposing = Proposing(came, str(path))
    proposing.propose()
    carrying = Carrying(came.draft, current)
    changes, conflicts = carrying.carried(proposing.changes, str(path))
    remarks = []
    for comment in came.comments:
        line = proposing.line_of(comment.paragraph)
        proposing.telling.findings.append(_comment(comment, line, str(path)))
        remark = proposing.remark(comment.paragraph, f"{comment.author}: {comment.text}")
        now = carrying.edit(remark) if remark else None
        remarks += [now] if now else []
    findings = in_order([*conflicts, *carrying.located(proposing.telling.findings)])
    ordered = sorted(changes, key=lambda change: change.edits[0].start)
    return Proposal(str(path), current, tuple(ordered), tuple(findings), tuple(remarks))


def _refuse_another(came: Returned, path: Path, current: str) -> None:
    if came.name != path.name and came.draft != current:
        raise UsageError(
            f"The Word file was made from {came.name}, not from {path.name}.",
            f"Name its draft: soc-evidence merge RETURNED.docx {came.name}",
        )


def _comment(comment: ReturnedComment, line: int, path: str) -> Finding:
    about = f" on “{comment.words[:120]}”" if comment.words else ""
    message = f"{comment.author}{about}: {comment.text}"
    return COMMENT.finding(message, Location(path, line, 1 if line else 0))


def accepted_text(proposal: Proposal, accepted: Iterable[Change], *, remarks: bool = False) -> str:
    """Return the draft with the changes that were accepted.

    Args:
        proposal: what could be changed.
        accepted: those of its changes that are.
        remarks: put the comments into the draft, too, as `<!-- remarks -->` that no build prints.
    """
    edits = [edit for change in accepted for edit in change.edits]
    if remarks:
        kept = (one for one in proposal.remarks if not any(e.start < one.start < e.end for e in edits))
        edits += kept
    return apply(proposal.text, edits)


def write_accepted(path: Path, text: str, before: str) -> Path:
    """Write a draft over itself, and return the copy that was kept of it as it was.

    Raises:
        UsageError: it is no longer what it was when the changes were proposed.
        UnreadableError: its folder cannot be written.
        BusyError: another process is writing to the workspace.
    """
    with write_lock(open_workspace(path.parent)):
        return _written_over(path, text, before)


def _written_over(path: Path, text: str, before: str) -> Path:
    data = path.read_bytes()
    if _plain(data.decode("utf-8-sig", "replace")) != before:
        raise UsageError(
            f"{path} was changed while you decided; nothing is written.", "Merge the Word file again."
        )
    digest = hashlib.sha256(data).hexdigest()[:8]
    kept = path.with_name(f"{path.stem}.before-merge-{digest}{path.suffix}")
    write_atomically(kept, data)
    ends = b"\r\n" if b"\r\n" in data else b"\n"
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    write_atomically(path, mark + text.encode("utf-8").replace(b"\n", ends))
    return kept


def _plain(text: str) -> str:
    """Return a draft's text as the builder reads it."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def write_new(path: Path, text: str) -> None:
    """Write a changed draft where nothing is yet.

    Raises:
        UsageError: there is such a file.
    """
    if path.exists():
        raise UsageError(
            f"{path} is there already; it is not written over.",
            "Name another file with --output, or use --in-place to change the draft itself.",
        )
    write_atomically(path, text.encode("utf-8"))
