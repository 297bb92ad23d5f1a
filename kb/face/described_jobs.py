"""Job descriptions of agencies: one reviewed, all counted together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import UsageError
from kb.face.opened_workspace import OpenedWorkspace

if TYPE_CHECKING:
    from kb.job_descriptions.counted_descriptions import CountedDescriptions
    from kb.job_descriptions.description_review import ReviewedDescription
    from kb.job_descriptions.duty_shares import DutyShares
    from kb.job_descriptions.pages import Page


class DescribedJobs(OpenedWorkspace):
    """Job descriptions of agencies: one reviewed, all counted together."""

    def review_description(
        self,
        document: Path | str,
        occupation: str = "",
        *,
        agency: str = "",
        state: str = "",
        place: str = "",
    ) -> ReviewedDescription:
        """Hold a job description against what is federally recorded, required, and said by others.

        Where the document cannot be read, or states no duties, there are findings and no review.

        Args:
            document: a file, or the id of a source whose document is at hand.
            occupation: SOC code of the work. This and the rest come from the record of the source otherwise.
            agency: name, or id of an agent.
            state: name or postal code; without it nothing is said of laws and neighbours.
            place: county or city, by which other services of it are found.

        Raises:
            MissingError: no such document, no such code, or no federally recorded duties of it.
            UsageError: nobody says of what work it is, or there is no such state.
        """
        from kb.job_descriptions.description_reading import read_description
        from kb.job_descriptions.description_review import ReviewedDescription, review_description
        from kb.job_descriptions.review_subject import document_of, subject_of

        path, source = document_of(self.workspace, self.records, str(document))
        said = {"occupation": occupation, "agency": agency, "state": state, "place": place}
        subject = subject_of(self.records, source, said)
        read = read_description(path, self.workspace.derived / "texts")
        if not read.duties:
            return ReviewedDescription(None, read.findings)
        review = review_description(self.records, self._snapshot.standings, subject, read)
        return ReviewedDescription(review, review.findings)

    def description_pages(self, reviewed: ReviewedDescription) -> tuple[Page, Page]:
        """Return a review and the skeleton of a revised description as pages for people.

        Raises:
            UsageError: there is no review.
        """
        from kb.job_descriptions.review_page import review_page
        from kb.job_descriptions.revised_skeleton import revised_skeleton

        if reviewed.review is None:
            raise UsageError("There is no review of a document without duties.", "Mend its findings first.")
        return review_page(reviewed.review, self.records), revised_skeleton(reviewed.review)

    def job_descriptions(self, occupation: str = "") -> CountedDescriptions:
        """Return the job descriptions of agencies that count, and why the others do not."""
        from kb.job_descriptions.counted_descriptions import counted_descriptions

        return counted_descriptions(self.records, self._snapshot.standings, occupation)

    def duty_shares(self, code: str, by: str = "") -> DutyShares:
        """Return how many agencies' job descriptions require each federally recorded duty.

        Args:
            code: SOC code.
            by: `state` or `size` to have the agencies of each besides.

        Raises:
            MissingError: no description of it counts, or no duties of it are recorded.
            UsageError: there is nothing of that name to part agencies by.
        """
        from kb.job_descriptions.duty_shares import By, duty_shares

        if by and by not in set(By):
            raise UsageError(f"Agencies are not parted by `{by}`.", f"Use one of: {', '.join(By)}.")
        return duty_shares(self.records, code, self._snapshot.standings, By(by) if by else None)
