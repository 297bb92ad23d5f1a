"""Suggestions for the draft of a workspace, without those that were decided; and deciding."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.draft_file import find_draft, read_draft
from builder.resolve.resolve_draft import read
from builder.suggestions import contrary_evidence, fitting_evidence
from builder.suggestions.decisions import Decision, decisions_file, read_decisions, write_decision
from builder.suggestions.passages import Paragraph, paragraphs
from builder.suggestions.suggesting import Suggestion, suggestions_for
from kb.api import Base, open_base
from kb.common.output import Results, results
from kb.workspace import Workspace
from kb.write_lock import write_lock

if TYPE_CHECKING:
    from kb.search import Session
    from kb.snapshot import Progress, Say

_LOG = logging.getLogger(__name__)


def suggest(
    base: Base | Workspace | Path | str,
    draft: Path | str | None = None,
    mode: str = "hybrid",
    *,
    unused: bool = True,
    say: Say = _LOG.warning,
    progress: Progress | None = None,
) -> Results[Suggestion]:
    """Return what the evidence has for a draft, paragraph by paragraph, except what was decided already.

    Args:
        base: the base that is searched, or what `kb.open` takes.
        draft: the draft's file, from the workspace's root; without it, the one that the workspace names.
        mode: `hybrid`, `lexical` or `dense`, as in `Base.search`.
        unused: also what supports the draft's claims and no paragraph uses.
        say: told what takes a while and what is missing; the log otherwise.
        progress: told how many of how many passages are encoded.

    Raises:
        MissingError: there is no such draft, or dense search was asked for and something is missing.
        UnreadableError: the draft is not text, or the file of decisions is malformed.
    """
    base = open_base(base)
    path = base.root / find_draft(base.workspace, draft, "suggest")
    parsed = read(read_draft(path), str(path))
    session = base.session(mode, None, say, progress)
    return results(suggestions_for(parsed, session, read_decisions(decisions_file(path)), unused=unused))


def suggest_against(
    base: Base | Workspace | Path | str,
    draft: Path | str | None = None,
    mode: str = "hybrid",
    *,
    claims: Iterable[str] = (),
    say: Say = _LOG.warning,
    progress: Progress | None = None,
) -> Results[Suggestion]:
    """Return what the base has against what a draft argues and does not acknowledge, or against claims.

    That is what disputes the claims of its sections and those that its paragraphs touch on, requests of their
    kind that the committee refused, and objections that they are to answer.

    Args:
        base: as in `suggest`, like the draft, the mode, `say` and `progress`.
        draft: as there.
        mode: as there.
        claims: ids of claims; no draft is read where there are some.
        say: as there.
        progress: as there.

    Raises:
        MissingError: there is no such draft or claim, or dense search was asked for and something is missing.
        UnreadableError: the draft is not text, or the file of decisions is malformed.
    """
    base, asked = open_base(base), tuple(claims)
    if asked:
        session = base.session("lexical", None, say)  # nothing is looked for by words or meaning
        return results(contrary_evidence.against_claims(asked, base.records, session))
    path = base.root / find_draft(base.workspace, draft, "suggest")
    parsed = read(read_draft(path), str(path))
    decisions = read_decisions(decisions_file(path))
    session = base.session(mode, None, say, progress)
    return results(contrary_evidence.against_draft(parsed, base.records, session, decisions))


@dataclass(frozen=True, slots=True)
class SoFar:
    """What could be suggested in the time that there was."""

    found: Results[Suggestion]
    """Without what supports claims and is used nowhere, while there are paragraphs to look at."""
    looked: int
    """Paragraphs that were looked at."""
    paragraphs: int
    """All that the draft has."""

    @property
    def all(self) -> bool:
        """Whether nothing is left to look at."""
        return self.looked == self.paragraphs


def suggest_within(
    seconds: float,
    base: Base,
    draft: Path | str | None = None,
    mode: str = "hybrid",
    say: Say = _LOG.warning,
    *,
    against: bool = False,
) -> SoFar:
    """Return what the evidence has for a draft, or `against` it, as far as it is found within some seconds.

    The base keeps what was found for a paragraph: the next call goes on where this one ended, and after a
    change only the paragraphs that were changed are looked at again. Otherwise as `suggest` and
    `suggest_against`, with their errors.
    """
    path = base.root / find_draft(base.workspace, draft, "suggest")
    parsed, decisions = read(read_draft(path), str(path)), read_decisions(decisions_file(path))
    session, every = base.session(mode, None, say), paragraphs(parsed)
    if against:
        looked = _looked_at(every, session, seconds, contrary_evidence.is_known, contrary_evidence.touched_on)
        found = contrary_evidence.against_draft(parsed, base.records, session, decisions, looked)
    else:
        looked = _looked_at(every, session, seconds, fitting_evidence.is_known, fitting_evidence.near)
        whole = len(looked) == len(every)
        found = suggestions_for(parsed, session, decisions, unused=whole, looked=looked)
    return SoFar(results(found), len(looked), len(every))


def _looked_at(
    every: list[Paragraph],
    session: Session,
    seconds: float,
    is_known: Callable[[Paragraph, Session], bool],
    look: Callable[[Paragraph, Session], object],
) -> list[Paragraph]:
    """Look at paragraphs as long as there is time; return those that are known now.

    What was looked for earlier costs nothing. One at least is looked for, so that whoever goes on comes to an
    end.
    """
    known, until = [], time.monotonic() + seconds
    asked = False
    for paragraph in every:
        if not is_known(paragraph, session):
            if asked and time.monotonic() > until:
                continue
            asked = True
            look(paragraph, session)
        known.append(paragraph)
    return known


def decide(
    base: Base | Workspace | Path | str,
    draft: Path | str | None,
    record: str,
    decision: str,
    reason: str = "",
) -> Path:
    """Note that a suggestion was taken up or not, so that it is not made again, and return the file.

    Args:
        base: the base of the workspace, or what `kb.open` takes.
        draft: the draft's file, as for `suggest`; the note is written beside it.
        record: kind and id of what was suggested.
        decision: `accepted` or `rejected`.
        reason: why; a rejection needs one.

    Raises:
        UsageError: a rejection without a reason.
        UnreadableError: the file is malformed, or cannot be written.
        BusyError: another process is writing to the workspace.
    """
    base = open_base(base)
    path = decisions_file(base.root / find_draft(base.workspace, draft, "suggest"))
    with write_lock(base.workspace):
        write_decision(path, Decision(record, decision, reason))
    return path
