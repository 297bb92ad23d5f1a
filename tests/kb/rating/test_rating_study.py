"""A study with synthetic raters from the sheets to the agreement, and what counts by it."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest

import kb
from kb.rating.agreement_report import StudyReport
from kb.rating.agreement_text import report_csv, report_text
from kb.rating.sheet_form import DUTIES, NONE

from .rated_offices import CODES, Cli, make_office, plan, recorded_truth
from .synthetic_raters import careful, fill_csv, fill_workbook, key_of, slipping


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose study three synthetic raters have filled in: two workbooks and a CSV."""
    root = make_office(tmp_path_factory.mktemp("rated") / "office")
    kb.open(root).write_rating_study(plan())
    key, sheets = key_of(root, "trial"), root / "ratings/trial/sheets"
    judge = careful(key, recorded_truth(root))
    filled = [
        fill_workbook(sheets / "sheet-1.xlsx", "synthetic-ann", slipping(judge, key, "ann", 40)),
        fill_csv(sheets / "sheet-2.csv", "synthetic-bob", slipping(judge, key, "bob", 12)),
        fill_workbook(sheets / "sheet-3.xlsx", "synthetic-cy", slipping(judge, key, "cy", 25)),
    ]
    taking = kb.open(root).take_ratings(filled)
    assert [f.message for f in taking.findings] == []
    return root


@pytest.fixture(scope="module")
def report(rated: Path) -> StudyReport:
    pytest.importorskip("krippendorff", reason="krippendorff is not installed: make agreement")
    return kb.open(rated).rating_agreement()


def marks_in(root: Path) -> dict[str, dict[str, set[str]]]:
    """What each rater marked, read from the kept files apart from the program: rater -> row -> labels."""
    found: dict[str, dict[str, set[str]]] = {}
    for path in sorted((root / "ratings/trial/filled").iterdir()):
        if path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
            rows = rows[next(n for n, row in enumerate(rows) if row[:1] == ["row"]) :]
        else:
            rows = [
                ["" if v is None else str(v) for v in row]
                for row in openpyxl.load_workbook(path)[DUTIES].values
            ]
        head, *body = rows
        found[path.stem] = {
            row[0]: {label for label, value in zip(head[2:], row[2:], strict=True) if value} for row in body
        }
    return found


def disagreement(units: list[list[bool]]) -> tuple[Fraction, Fraction]:
    """Shares of unlike pairs within units and over all, by counting them (neither numpy nor a library)."""
    inside = Fraction(
        sum(a != b for u in units for a, b in permutations(u, 2)), sum(len(u) * (len(u) - 1) for u in units)
    )
    yes, all_of_them = sum(sum(unit) for unit in units), sum(len(unit) for unit in units)
    return inside, Fraction(2 * yes * (all_of_them - yes), all_of_them**2)


def test_the_coefficients_are_those_of_another_program(rated: Path, report: StudyReport) -> None:
    marks = marks_in(rated)
    dummies = {row.id for row in key_of(rated, "trial").rows if row.dummy}
    rows = sorted(set(next(iter(marks.values()))) - dummies)
    every: list[list[bool]] = []
    for one in report.agreement.functions:
        units = [[one.label in marks[rater][row] for rater in sorted(marks)] for row in rows]
        every += units
        observed, expected = disagreement(units)
        n = len(rows) * len(marks)
        assert one.kappa.value == pytest.approx(float(1 - observed / expected))
        assert one.alpha.value == pytest.approx(float(1 - observed / (expected * n / (n - 1))))
        assert one.majority == sum(2 * sum(unit) > len(unit) for unit in units)
        assert one.unanimous == sum(all(unit) for unit in units)
        assert one.split == sum(any(unit) and not all(unit) for unit in units)
    observed, expected = disagreement(every)
    assert report.agreement.overall.kappa.value == pytest.approx(float(1 - observed / expected))


def test_the_study_is_told_as_it_is(report: StudyReport) -> None:
    agreed = report.agreement
    assert agreed.raters == ("trial.synthetic-ann", "trial.synthetic-bob", "trial.synthetic-cy")
    assert (agreed.duties, agreed.complete, list(report.apart)) == (54, True, [])
    for one in (*agreed.functions, agreed.overall):
        if one.alpha.lower is not None and one.alpha.upper is not None:
            assert one.alpha.lower <= (one.alpha.value or 0) <= one.alpha.upper


def test_who_rated_and_how_independent_they_say_to_be_is_told(report: StudyReport) -> None:
    told = report_text(report, None)
    for sheet in report.counted:
        assert f"{sheet.rater}, synthetic rater, a program (2026-11-20): I have no part" in told


def test_weak_functions_are_named(report: StudyReport) -> None:
    weak = {one.label for one in report.agreement.functions if (one.alpha.value or 1) < 0.6}
    (line,) = [line for line in report_text(report, None).splitlines() if line.startswith("Below 0.6")]
    assert weak
    assert {label for label in weak if label in line} == weak


def test_the_same_seed_gives_the_same_intervals(rated: Path, report: StudyReport) -> None:
    assert report_csv(kb.open(rated).rating_agreement("trial")) == report_csv(report)


def test_at_least_k_functions_is_tried_for_each_k(report: StudyReport) -> None:
    counts = {one.code: one for one in report.discrimination.counts}
    assert [counts[code].member for code in CODES] == [None, True, False]
    assert report.discrimination.group == "33-0000"
    for cut in report.discrimination.cut_offs:
        assert cut.passing_members == (counts["33-9032"].functions >= cut.least)
        assert cut.failing_others == (counts["43-5032"].functions < cut.least)


def test_every_assignment_has_its_rater_and_the_records_are_in_order(rated: Path) -> None:
    base = kb.open(rated)
    assert [finding.message for finding in base.check() if finding.location.path.startswith(str(rated))] == []
    ratings = base.records.ratings.ratings
    assert len(ratings) == 3 * 54
    assert (
        {r.rater for r in ratings.values()}
        == {r.sheet for r in ratings.values()}
        == set(base.records.ratings.sheets)
    )
    sheet = base.records.ratings.sheets["trial.synthetic-bob"]
    assert (sheet.role, sheet.date) == ("synthetic rater, a program", "2026-11-20")


def test_functions_go_by_majority_by_all_or_by_one(rated: Path) -> None:
    base, marks = kb.open(rated), marks_in(rated)
    labels = {f.label: f.id for f in base.records.functions.values()}
    rows = {row.statement.duty: row.id for row in key_of(rated, "trial").rows if row.statement}
    for whose, least in (("majority", 2), ("unanimous", 3)):
        found = base.compare("43-5031", "43-5032", by="functions", ratings=whose)
        for duty in found.duties:
            tally = [label for rater in marks.values() for label in rater[rows[duty.id]] if label != NONE]
            assert set(duty.functions) == {labels[m] for m in tally if tally.count(m) >= least}
    found = base.compare("43-5031", by="functions", ratings="synthetic-bob")
    for duty in found.duties:
        assert set(duty.functions) == {labels[m] for m in marks["synthetic-bob"][rows[duty.id]] if m != NONE}
    assert "one rater, synthetic-bob, found" in found.assigned.said


def test_splits_are_shown(rated: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(rated)
    told = cli("compare", "43-5031", "--by", "functions", "--ratings", "majority")
    assert "they were split on" in told.out
    assert " of 3" in told.out


def test_what_the_party_did_not_rate_is_not_counted_as_nothing(rated: Path) -> None:
    found = kb.open(rated).compare("43-5031", "33-9031", by="functions", ratings="majority")
    assert {cell.required for row in found.functions for cell in row.cells if cell.code == "33-9031"} == {
        None
    }
    assert len(found.assigned.unrated) == 11


def test_sensitivity_goes_by_raters_too(rated: Path) -> None:
    base = kb.open(rated)
    recorded, agreed = base.sensitivity("43-5032"), base.sensitivity("43-5032", ratings="unanimous")
    assert recorded.assigned and "one set of editors; ratings by 3 others" in recorded.assigned.said
    assert agreed.assigned and "that all of 3 raters found" in agreed.assigned.said
    assert (agreed.of("43-5032")[0] or 0) <= (recorded.of("43-5032")[0] or 0)


def test_without_ratings_one_set_of_editors_is_named() -> None:
    said = kb.open().sensitivity("43-5031").assigned
    assert said and said.said.endswith("assigned by one set of editors; no independent rating is recorded.")


@pytest.mark.parametrize("whose", ["recorded", "majority", "unanimous", "synthetic-bob"])
def test_the_named_query_counts_alike(whose: str, rated: Path) -> None:
    base = kb.open(rated)
    rows = base.query("duty-function-matrix", {"ratings": whose}).to_dicts()
    found = base.compare("43-5031", by="functions", ratings=whose)
    asked = {row["function"].rpartition("/")[2]: row for row in rows if row["code"] == "43-5031"}
    for row in found.functions:
        (cell,) = row.cells
        assert int(asked[row.function]["duties"]) == len(cell.duties or ()), row.function
        assert int(asked[row.function]["required"]) == len(cell.required or ()), row.function


def test_an_unknown_party_names_those_there_are(rated: Path) -> None:
    with pytest.raises(kb.UsageError) as wrong:
        kb.open(rated).compare("43-5031", by="functions", ratings="synthetic-bop")
    assert "synthetic-bob" in wrong.value.remedy
