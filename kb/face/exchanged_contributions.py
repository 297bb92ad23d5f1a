"""Contributions that leave, come in and are decided on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kb.common.output import Results, results
from kb.face.opened_workspace import OpenedWorkspace

if TYPE_CHECKING:
    from kb.reviewing.contribution_answers import Answer as Answered
    from kb.reviewing.deciding import Decided
    from kb.reviewing.packing import Packing
    from kb.reviewing.receipts import Receipt
    from kb.reviewing.review_listing import Review


class ExchangedContributions(OpenedWorkspace):
    """Contributions that leave, come in and are decided on."""

    def pack(
        self, places: Iterable[Path | str] = (), *, documents: bool = True, personal_data: bool = False
    ) -> Packing:
        """Put contributions into one file that travels, without writing it: its bytes are in `data`.

        Args:
            places: folders or files of contributions, which go with all that they rest on; without them,
                everything that the office has.
            documents: whether the documents of sources go too; those with `travels: false` never do.
            personal_data: whether those go that seem to hold personal data.

        Raises:
            UsageError: there is no workspace, nothing of the office's own at a place, or nobody says whose
                it is.
        """
        from kb.reviewing.packed_documents import Sending
        from kb.reviewing.packing import pack

        sending = Sending.NONE if not documents else Sending.WITHOUT_PERSONAL_DATA
        sending = Sending.ALL if documents and personal_data else sending
        return pack(self.workspace, [self.root / place for place in places], sending)

    def receive(self, path: Path | str, *, office: str = "") -> Receipt | Answered:
        """Take in what another office sent, to wait for a decision; of an answer, return what it says.

        Args:
            path: of a pack, or of a folder of records that is shared or checked out.
            office: short name to file it under, where that is not what it says itself.

        Raises:
            UsageError: there is no workspace, or nothing at the path.
            UnreadableError: the workspace cannot be written.
            BusyError: another process is writing to it.
        """
        from kb.reviewing.receiving import receive

        return receive(self.workspace, self.root / path, office)

    def review(self, office: str = "") -> Results[Review]:
        """Return what offices sent, row by row, with what was decided; of one office, or of all.

        Raises:
            UsageError: there is no workspace.
        """
        from kb.reviewing.review_listing import review

        return results(review(self.workspace, office))

    def decide(
        self,
        office: str,
        rows: str,
        outcome: str,
        *,
        by: str = "",
        reason: str = "",
        seen: Mapping[str, str] | None = None,
    ) -> Decided:
        """Decide on rows that an office sent, and write the decisions down.

        Args:
            office: its short name.
            rows: their numbers in its review (`1,3-5`), names such as `duty/bay.1`, or `all` that wait.
            outcome: `accepted`, `returned`, `rejected`, or `waiting` to take a decision back.
            by: who decides; the contributor of the workspace's own evidence without it.
            reason: the remark that they are returned with, or why they are rejected.
            seen: digest of what whoever decides saw of each row, by its name.

        Raises:
            UsageError: no such row or outcome, nobody decides, no reason, a row to accept has an error, or
                one says something else than was seen.
            MissingError: the office sent nothing.
            BusyError: another process is writing to the workspace.
        """
        from kb.reviewing.deciding import Choice, decide
        from kb.reviewing.review_decisions import outcome_named

        return decide(
            self.workspace, office, [Choice(outcome_named(outcome), rows, reason)], by=by, seen=seen
        )

    def answer(self, office: str) -> bytes:
        """Return the bytes of an answer to an office: what was decided on each of its rows.

        Raises:
            MissingError: the office sent nothing.
        """
        from kb.reviewing.deciding import answer

        return answer(self.workspace, office)
