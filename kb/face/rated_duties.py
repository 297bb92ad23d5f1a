"""Rating studies: sheets out, filled sheets in, agreement."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kb.face.opened_workspace import OpenedWorkspace

if TYPE_CHECKING:
    from kb.rating.agreement_report import StudyReport
    from kb.rating.study_design import StudyPlan
    from kb.rating.study_writing import WrittenStudy
    from kb.rating.taking_ratings import Taking


class RatedDuties(OpenedWorkspace):
    """Rating studies: sheets out, filled sheets in, agreement."""

    def write_rating_study(self, plan: StudyPlan) -> WrittenStudy:
        """Write the masked sheets of a study, and its key.

        Raises:
            MissingError: the base has no such code, or no duties of one that is not left out by name.
            UsageError: there is no workspace, or a study of this name already.
            BusyError: another process is writing to the workspace.
        """
        from kb.rating.study_design import design_study
        from kb.rating.study_writing import write_study

        key = design_study(self.records, plan, self._snapshot.standings, self.workspace)
        return write_study(self.workspace, key)

    def take_ratings(
        self, paths: Iterable[Path | str], *, contributor: str = "", organization: str = "", licence: str = ""
    ) -> Taking:
        """Check filled sheets and take them in, all of them or none.

        Args:
            paths: of the filled sheets, workbooks or CSV.
            contributor: who takes them in, where `contribution.yaml` of the evidence folder does not say.
            organization: for which office or association.
            licence: under which terms.

        Raises:
            MissingError: there is no such file.
            UsageError: there is no workspace, or nobody is named who takes them in.
            BusyError: another process is writing to it.
        """
        from kb.rating.taking_ratings import take_ratings

        steward = {"contributor": contributor, "organization": organization, "licence": licence}
        return take_ratings(self.workspace, self.records, [self.root / path for path in paths], steward)

    def count_rating_sheet(self, study: str, rater: str, *, by: str, reason: str) -> Path:
        """Record that a sheet counts although its rater failed a dummy duty, and return its file.

        Raises:
            MissingError: there is no such sheet.
            UsageError: it counts anyway, or nobody decides, or there is no reason.
        """
        from kb.rating.taking_ratings import count_sheet

        return count_sheet(self.workspace, study, rater, by, reason)

    def rating_agreement(self, study: str = "", *, group: str = "", ratings: str = "majority") -> StudyReport:
        """Return how far the raters of a study agree, and what a count of functions can tell.

        Args:
            study: its id; may be left out where there is only one.
            group: code of the group whose membership is tested; without it, the group whose definitions the
                functions are read from.
            ratings: `majority`, `unanimous` or the id of a rater.

        Raises:
            MissingError: there is no such study, or no two raters of it count.
        """
        from kb.rating.agreement_report import study_report

        return study_report(self.records, self._snapshot.standings, study, group, ratings)
