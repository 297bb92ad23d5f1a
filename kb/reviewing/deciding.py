"""Deciding on what an office sent, row by row: accept, return with a remark, reject with a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.common.dates_and_numbers import today
from kb.common.names import did_you_mean
from kb.contributing.contribution import customary
from kb.errors import MissingError, UsageError
from kb.findings import Severity
from kb.records.collection import read_collection
from kb.reviewing.contribution_answers import answer_to
from kb.reviewing.received_folder import read_received, received_offices
from kb.reviewing.received_verdicts import put_on_record
from kb.reviewing.review_decisions import Decision, Outcome, decisions_text, numbered, write_decisions
from kb.reviewing.review_listing import Review, ReviewedRow, review
from kb.screening import read_waivers, screen_text
from kb.workspace import Workspace
from kb.write_lock import write_lock

_NUMBERS = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions that were made, and what they leave open."""

    decisions: tuple[Decision, ...]
    still_waiting: tuple[str, ...]
    """Records that accepted ones rest on, and nobody has accepted; until then those support nothing."""
    written: tuple[Path, ...]


def one_review(workspace: Workspace, office: str) -> Review:
    """Return what one office sent.

    Raises:
        MissingError: it sent nothing.
    """
    found = review(workspace, office)
    if not found:
        offices = received_offices(workspace)
        fix = did_you_mean(office, offices, "`soc-evidence review` lists the offices.")
        raise MissingError(f"Nothing came from an office `{office}`.", fix)
    return found[0]


def chosen_rows(listed: Review, typed: str) -> list[ReviewedRow]:
    """Return the rows that `1,3-5`, `duty/bay.1` or `all` means; `all` is those that wait.

    Raises:
        UsageError: it means none, or names what is no row.
    """
    rows = listed.rows
    if typed.strip() == "all":
        found = [row for row in rows if row.outcome is Outcome.WAITING]
        if not found:
            raise UsageError(f"Nothing of `{listed.office}` waits.", "Name the rows to decide on them anew.")
        return found
    names = {row.name: row for row in rows}
    picked: dict[str, ReviewedRow] = {}
    for part in filter(None, (part.strip() for part in typed.split(","))):
        match = _NUMBERS.fullmatch(part)
        last = int(match[2] or match[1]) if match else 0
        if match and 1 <= int(match[1]) <= last <= len(rows):
            some = rows[int(match[1]) - 1 : last]
        else:
            some = tuple(row for row in rows if part in (row.name, row.name.partition("/")[2]))
        if len(some) == 0 or (not match and len(some) > 1):
            near = did_you_mean(part, names, f"Rows are 1 to {len(rows)}, such as 1,3-5, or all.")
            raise UsageError(f"There is no row {part!r} of `{listed.office}`.", near)
        picked |= {row.name: row for row in some}
    if not picked:
        raise UsageError("No row is named.", f"Rows are 1 to {len(rows)}, such as 1,3-5, or all.")
    return list(picked.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be decided on some rows."""

    outcome: Outcome
    rows: str
    """`1,3-5` by their numbers, names such as `duty/bay.1`, or `all` that wait."""
    reason: str = ""
    """The remark that rows are returned with, or why they are rejected."""


def decide(
    workspace: Workspace,
    office: str,
    choices: Sequence[Choice],
    *,
    by: str = "",
    seen: Mapping[str, str] | None = None,
) -> Decided:
    """Decide on rows of an office, and write the decisions down: all of them, or none.

    Args:
        workspace: where they wait.
        office: short name of the office.
        choices: what is decided on which rows.
        by: who decides; the contributor of the workspace's own evidence without it.
        seen: digest of what whoever decides saw of each row, by its name; without it, rows as they are.

    Raises:
        UsageError: no such row, nobody decides, no reason is given, it holds personal data, a row to accept
            has an error, a row says something else than was seen, or two things are decided on one row.
        MissingError: the office sent nothing.
        BusyError: another process is writing to the workspace.
    """
    by = by.strip() or customary(workspace).get("contributor", "")
    if not by:
        raise UsageError("Nobody is named who decides.", 'Say so with --by "…".')
    for choice in choices:
        if choice.outcome in (Outcome.RETURNED, Outcome.REJECTED) and not choice.reason.strip():
            option = "--remark" if choice.outcome is Outcome.RETURNED else "--reason"
            said = f"Rows are {choice.outcome.value} with the reason why."
            raise UsageError(said, f'Give it with {option} "…".')
    _without_personal_data([by, *(choice.reason for choice in choices)], workspace)
    with write_lock(workspace):
        listed = one_review(workspace, office)
        picked = [(choice, row) for choice in choices for row in chosen_rows(listed, choice.rows)]
        accepted = [row for choice, row in picked if choice.outcome is Outcome.ACCEPTED]
        _once_each([row for _, row in picked])
        _as_seen([row for _, row in picked], seen or {})
        _without_errors(accepted)
        schema = read_collection(workspace).schema
        folder = read_received(workspace, office, schema)
        records = folder.records
        fresh = [
            Decision(
                row.name,
                choice.outcome,
                by,
                today().isoformat(),
                " ".join(choice.reason.split()),
                records[row.name].digest,
            )
            for choice, row in picked
        ]
        made = numbered(fresh, folder.decisions)
        text = decisions_text(folder.path, office, made, _kept_by(workspace, by), schema)
        written = [write_decisions(folder.path, text)]
        ledger = put_on_record(workspace, folder, [row.name for row in accepted])
        written += [ledger] if ledger else []
    return Decided(tuple(made), _still_waiting(accepted), tuple(written))


def _kept_by(workspace: Workspace, by: str) -> dict[str, str]:
    """Return the contribution that a new file of decisions states."""
    usual = customary(workspace)
    said = {
        "contributor": by,
        "organization": usual.get("organization", ""),
        "date": today().isoformat(),
        "licence": usual.get("licence", ""),
    }
    return {key: text for key, text in said.items() if text}


def answer(workspace: Workspace, office: str) -> bytes:
    """Return the bytes of an answer to an office, with the rows that were not taken in.

    Raises:
        MissingError: it sent nothing.
    """
    if office not in received_offices(workspace):
        one_review(workspace, office)
    folder = read_received(workspace, office, read_collection(workspace).schema)
    return answer_to(workspace, folder)


def _without_personal_data(texts: Sequence[str], workspace: Workspace) -> None:
    """Refuse words that `check` would not let stand in the file of decisions."""
    waivers = read_waivers(workspace.root)
    for text in texts:
        for finding in screen_text(" ".join(text.split()), "", waivers):
            if finding.severity is Severity.ERROR:
                said = f"What you say of the rows holds personal data. {finding.message}"
                raise UsageError(said, f"Nothing was changed. {finding.fix}")


def _once_each(rows: Sequence[ReviewedRow]) -> None:
    for row, count in Counter(row.name for row in rows).items():
        if count > 1:
            raise UsageError(
                f"Two things are decided on `{row}`.", "Name each row once. Nothing was changed."
            )


def _as_seen(rows: Sequence[ReviewedRow], seen: Mapping[str, str]) -> None:
    for row in rows:
        if seen.get(row.name, row.digest) != row.digest:
            raise UsageError(
                f"`{row.name}` came again meanwhile, and says something else than you saw.",
                "Look at it, and decide then. Nothing was changed.",
            )


def _without_errors(rows: Sequence[ReviewedRow]) -> None:
    for row in rows:
        if row.errors:
            raise UsageError(
                f"Row {row.number}, `{row.name}`, has an error: {row.errors[0].message}",
                "Return it with a remark, or correct it here, and decide then. Nothing was changed.",
            )


def _still_waiting(rows: Sequence[ReviewedRow]) -> tuple[str, ...]:
    accepted = {row.name for row in rows}
    return tuple(dict.fromkeys(name for row in rows for name in row.waits_on if name not in accepted))
