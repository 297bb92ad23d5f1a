"""The agreement of a study for people and for programs."""

from __future__ import annotations

from kb.common.output import as_csv
from kb.common.tables import table
from kb.model.rating_records import RatingSheet
from kb.rating.agreement import ENOUGH, FunctionAgreement
from kb.rating.agreement_report import StudyReport
from kb.rating.discrimination import Discrimination


def report_text(found: StudyReport, width: int | None) -> str:
    """Write a report for people."""
    agreed, told = found.agreement, found.discrimination
    lines = [f"Study {agreed.study}: {agreed.duties} duties, {len(agreed.raters)} raters who count.\n"]
    lines += [f"  {s.rater}, {s.role} ({s.date}): {s.independence}\n" for s in found.counted]
    lines += [_apart(sheet) for sheet in found.apart]
    lines += [
        f"{s.rater} failed {', '.join(s.failed)} and counts by a decision of {s.counted_by} "
        f"({s.counted_on}): {s.counted_because}\n"
        for s in found.decided
    ]
    if found.older_book:
        lines.append("The functions on record are no longer those of the code book that was rated by.\n")
    rows = [_row(one) for one in (*agreed.functions, agreed.overall)]
    heads = ("function", "alpha [95 % interval]", "Fleiss' kappa", "majority", "all", "split")
    lines += ["\n", table(heads, rows, width, frozenset((3, 4, 5)))]
    weak = [one.label for one in agreed.functions if one.weak]
    if weak:
        lines.append(f"Below {ENOUGH:g}, so to be redefined or dropped: {', '.join(weak)}.\n")
    silent = [one.label for one in agreed.functions if one.alpha.value is None]
    if silent:
        lines.append(f"Not defined, for all marks are alike: {', '.join(silent)}.\n")
    if not agreed.complete:
        lines.append("Kappa is not defined, for not every rater rated every duty.\n")
    lines += ["\n", _told(told, width)]
    return "".join(lines)


def _apart(sheet: RatingSheet) -> str:
    if not sheet.counts:
        return f"Kept apart and not counted: {sheet.rater}, who failed {', '.join(sheet.failed)}.\n"
    return f"Not counted: {sheet.rater}, whose sheet or study is withdrawn or awaits review.\n"


def _row(one: FunctionAgreement) -> tuple[str, ...]:
    counts = (str(one.majority), str(one.unanimous), str(one.split))
    return (one.label, one.alpha.said(), one.kappa.said(), *counts)


def _told(found: Discrimination, width: int | None) -> str:
    counts = [
        (one.code, one.title, str(one.duties), str(one.functions), _WHERE[one.member]) for one in found.counts
    ]
    said = table(
        ("code", "occupation", "duties", "functions", "in the group"), counts, width, frozenset((2, 3))
    )
    cut_offs = [
        (f"at least {c.least}", _share(c.passing_members, c.members), _share(c.failing_others, c.others))
        for c in found.cut_offs
    ]
    tried = table(("functions", "sensitivity", "specificity"), cut_offs, width, frozenset((1, 2)))
    head = f"Protective functions by {found.party}, as a test of membership in {found.group}:\n"
    return f"{head}\n{said}\n{tried}"


_WHERE = {True: "yes", False: "no", None: "in question"}


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.2f})" if whole else "–"


def report_csv(found: StudyReport) -> str:
    """Write the coefficients and the cut-offs for programs, a row each."""
    heads = ("section", "item", "value", "lower", "upper", "count", "of")
    rows: list[tuple[object, ...]] = []
    for one in (*found.agreement.functions, found.agreement.overall):
        name = one.function or "all"
        rows.append(("alpha", name, one.alpha.value, one.alpha.lower, one.alpha.upper, one.split, ""))
        rows.append(("kappa", name, one.kappa.value, one.kappa.lower, one.kappa.upper, one.split, ""))
    rows += (("functions", c.code, c.functions, "", "", c.duties, "") for c in found.discrimination.counts)
    for cut in found.discrimination.cut_offs:
        least = f"at least {cut.least}"
        rows.append(("sensitivity", least, cut.sensitivity, "", "", cut.passing_members, cut.members))
        rows.append(("specificity", least, cut.specificity, "", "", cut.failing_others, cut.others))
    return as_csv(heads, rows)
