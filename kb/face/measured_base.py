"""Comparisons, counts, consequences and coverage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kb.common.output import Results, results
from kb.errors import MissingError, UsageError
from kb.face.opened_workspace import OpenedWorkspace, Values, several

if TYPE_CHECKING:
    from kb.analysis.compare import Comparison
    from kb.analysis.coverage import Entry
    from kb.analysis.group_shares import GroupShare
    from kb.analysis.impact import Impact
    from kb.analysis.sensitivity import Sensitivity


class MeasuredBase(OpenedWorkspace):
    """Comparisons, counts, consequences and coverage."""

    def compare(
        self,
        *codes: str | Iterable[str],
        by: Values = (),
        whole: bool = False,
        series: bool = False,
        required_by: str = "",
        elements: Iterable[str] = (),
        ratings: str = "",
    ) -> Comparison:
        """Put occupations and groups side by side, the first as the one that the others are compared with.

        Args:
            codes: SOC codes; one text may hold several between blanks or commas.
            by: some of functions, activities, context, ratings, training, wages, employment, figures,
                elsewhere; without it, all.
            whole: take groups as wholes only, without each of their occupations.
            series: give figures of all periods, not only the latest.
            required_by: a threshold such as `relevance>=80` by which tasks count as required.
            elements: of work activities and context only those with one of these texts in their name.
            ratings: whose functions duties have: `majority` or `unanimous` of the raters, or one of them by
                pseudonym; without it, those that the records have.

        Raises:
            MissingError: a code is not in the base, or nothing of what is asked for is imported.
            UsageError: no code is given, there is nothing of that name to compare by, `required_by` is
                no threshold, or nobody of the name of `ratings` rated.
        """
        from kb.analysis.compare import SECTIONS, compare

        named = [code for given in codes for code in several(given)]
        return compare(
            self.graph,
            named,
            several(by) or SECTIONS,
            whole=whole,
            series=series,
            required_by=required_by,
            elements=tuple(elements),
            party=ratings,
        )

    def sensitivity(
        self, *codes: str | Iterable[str], required_by: str = "", ratings: str = ""
    ) -> Sensitivity:
        """Return how many protective functions duties perform, counted under every rule there is.

        A threshold such as `relevance>=80` makes another rule: tasks that meet it count as required. Of
        `ratings` see `compare`.

        Raises:
            MissingError: the base has no such code.
            UsageError: no code is given, `required_by` is no threshold, or nobody of that name rated.
        """
        from kb.analysis.sensitivity import sensitivity_of

        named = [code for given in codes for code in several(given)]
        if not named:
            raise UsageError("There is nothing to count.", "Give SOC codes, such as 43-5031 and 33-9031.")
        return sensitivity_of(self.records, named, self._snapshot.standings, required_by, ratings)

    def shares(self, group: str, part: Values = ()) -> Results[GroupShare]:
        """Return shares of a group's jobs without each of its members: those on record, or that of `part`.

        Raises:
            MissingError: the base has no such code, or no share of the group on record.
            UsageError: it is no group, one of `part` is not in it, or no jobs of its members are on record.
        """
        from kb.analysis.group_shares import members_of_group, share_of_part, shares_on_record

        standings = self._snapshot.standings
        named = [code for given in several(part) for code in re.split(r"[\s,]+", given.strip()) if code]
        if named:
            return results([share_of_part(self.records, group, named, standings)])
        found = shares_on_record(self.records, group, standings)
        if not found:
            some = " ".join(members_of_group(self.records, group)[:2])
            raise MissingError(
                f"No share of {group} that names members is on record.", f"Name members: --part '{some}'."
            )
        return results(found)

    def impact(self, code: str, to: str) -> Impact:
        """Return what moving an occupation to another group changes, at every level and in every series.

        Raises:
            MissingError: the base has no such code.
            UsageError: the first code is no detailed occupation, or is in the group already.
        """
        from kb.analysis.impact import impact

        return impact(self.records, code, to, self._snapshot.standings)

    def coverage(self, docket: str = "") -> Results[Entry]:
        """Return all that wants an answer, with what covers it; `docket` keeps the topics of that docket."""
        from kb.analysis.coverage import coverage

        return results(coverage(self.graph, docket))
