"""A study with synthetic raters from the sheets to the agreement, and the sheets that are refused."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest

import kb
from kb.rating.agreement_report import StudyReport
from kb.rating.agreement_text import report_csv, report_text
from kb.rating.sheet_form import BOOK, DUTIES, NONE, READ_ME
from kb.rating.study_design import StudyPlan, design_study
from kb.workspace import Workspace
from tests.conftest import CONTRIBUTION, Told

from .synthetic_raters import careful, fill_csv, fill_workbook, key_of, slipping

CODES = ("43-5031", "33-9032", "43-5032")
Cli = Callable[..., Told]


def make_office(folder: Path) -> Path:
    (folder / "evidence").mkdir(parents=True)
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    (folder / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    return folder


def plan(study: str = "trial", raters: int = 3) -> StudyPlan:
    return StudyPlan(study, CODES, "43-5031", controls=(), raters=raters, seed=7)


def recorded_truth(root: Path, study: str = "trial") -> dict[str, tuple[str, ...]]:
    """What the editors assigned, by row: synthetic raters begin from it."""
    duties = kb.open(root).records.duties
    rows = key_of(root, study).rows
    return {row.id: duties[row.statement.duty].functions for row in rows if row.statement}


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


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a study that nobody has rated; what is refused leaves it as it is."""
    root = make_office(tmp_path_factory.mktemp("sent") / "office")
    kb.open(root).write_rating_study(plan())
    return root


@pytest.fixture
def sent(study: Path, office: Path) -> Path:
    """The sheets of such a study in an office of its own, to take them in."""
    shutil.copytree(study / "ratings", office / "ratings")
    return office / "ratings/trial/sheets"


def filled(sent: Path, sheet: str = "sheet-1.xlsx", rater: str = "synthetic-dee") -> Path:
    office = sent.parent.parent.parent
    fill = fill_csv if sheet.endswith(".csv") else fill_workbook
    return fill(sent / sheet, rater, careful(key_of(office, "trial"), {}))


@pytest.fixture(scope="module")
def in_order(study: Path) -> bytes:
    """A filled sheet with which nothing is wrong."""
    path = filled(study / "ratings/trial/sheets")
    data = path.read_bytes()
    path.unlink()
    return data


def changed(path: Path, sheet: str, cell: str, value: object) -> Path:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path


MISTAKES = {
    "changed id": (DUTIES, "A3", "r999", "`r999` is no row of the study", "duties!A3"),
    "changed words": (DUTIES, "B4", "Something else.", "reads otherwise", "duties!B4"),
    "a mark of another kind": (DUTIES, "D5", "maybe", "`maybe` is no mark", "duties!D5"),
    "a function of one's own": (DUTIES, "D1", "Save the day", "no function “Save the day”", "duties!D1"),
    "none and some": (DUTIES, "C6", "x", "marks “none of these” and", "duties!R6"),
    "no pseudonym": (READ_ME, "B10", None, "“your pseudonym” is empty", "'read me first'!B10"),
    "no independence": (READ_ME, "B12", None, "“independence” is empty", "'read me first'!B12"),
    "a day to come": (READ_ME, "B13", "2199-01-01", "is no day that has been", "'read me first'!B13"),
    "an unknown study": (READ_ME, "B15", "other", "There is no study `other`", "'read me first'!B15"),
    "an unknown sheet": (READ_ME, "B16", "9", "has sheets 1 to 3, and none `9`", "'read me first'!B16"),
    "another code book": (READ_ME, "B17", "0" * 64, "not that of the study", "'read me first'!B17"),
    "a definition rewritten": (BOOK, "B3", "Anything.", "says something else of", "'code book'!B3"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_at_its_cell(mistake: str, study: Path, in_order: bytes, tmp_path: Path) -> None:
    sheet, cell, value, message, place = MISTAKES[mistake]
    path = tmp_path / "filled.xlsx"
    path.write_bytes(in_order)
    changed(path, sheet, cell, value)
    before = path.read_bytes()
    taking = kb.open(study).take_ratings([path])
    (finding,) = [finding for finding in taking.findings if message in finding.message]
    assert (finding.location.cell, finding.severity.label) == (place, "error")
    assert (taking.refused, taking.written) == (True, [])
    assert path.read_bytes() == before
    assert not (study / "ratings/trial/filled").exists()
    assert not (study / "evidence/ratings").exists()


def test_half_a_sheet_is_refused_row_by_row(sent: Path, cli: Cli) -> None:
    path = filled(sent)
    book = openpyxl.load_workbook(path)
    rows = range(30, book[DUTIES].max_row + 1)
    for row in rows:
        for column in range(3, book[DUTIES].max_column + 1):
            book[DUTIES].cell(row, column).value = None
    book.save(path)
    told = cli("rate", "add", path)
    assert told.code == 1
    assert told.out.count("has no mark") == len(rows)
    assert "duties!R30: error" in told.out


def test_a_mistake_in_csv_has_line_and_column(sent: Path, cli: Cli) -> None:
    path = filled(sent, "sheet-2.csv")
    text = path.read_text("utf-8-sig")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("r0"))
    path.write_text(text.replace("\nr0", "\nq0", 1), "utf-8-sig")
    told = cli("rate", "add", path)
    assert told.code == 1
    assert f"synthetic-dee.csv:{line}:1: error" in told.out


def test_two_sheets_of_one_rater_are_refused(sent: Path, cli: Cli) -> None:
    first, second = filled(sent), filled(sent, "sheet-2.csv")
    told = cli("rate", "add", first, second)
    assert told.code == 1
    assert "A sheet of `synthetic-dee` is in synthetic-dee.xlsx too" in told.out
    assert cli("rate", "add", first).code == 0
    told = cli("rate", "add", second)
    assert (told.code, "on record since 2026-11-20" in told.out) == (1, True)


def test_a_sheet_handed_to_two_raters_is_refused(sent: Path, cli: Cli) -> None:
    assert cli("rate", "add", filled(sent)).code == 0
    told = cli("rate", "add", filled(sent, rater="synthetic-eve"))
    assert (told.code, "Sheet 1 of trial is filled by trial.synthetic-dee" in told.out) == (1, True)


def test_a_code_book_that_changed_since_is_refused(sent: Path, cli: Cli) -> None:
    path = filled(sent)
    office = sent.parent.parent.parent
    (office / "evidence" / "functions.yaml").write_text(
        "function:\n  id: hold-hands\n  label: Hold hands\n  protective: false\n  definition: Hold hands.\n"
        "  derived-from: [43-5031]\n  assessed-by: editors\n  rationale: none\n"
        "  source: soc-2018-definitions\n"
        "  locator: {sheet: 2018 SOC}\n  verification: verified\n  order: 99\n"
    )
    told = cli("rate", "add", path)
    assert told.code == 1
    assert "no longer those that were rated: Hold hands" in told.out
    assert "'read me first'!B17: error" in told.out


def test_a_failed_dummy_is_named_kept_apart_and_counts_by_decision(sent: Path, cli: Cli) -> None:
    pytest.importorskip("krippendorff", reason="krippendorff is not installed: make agreement")
    office = sent.parent.parent.parent
    key = key_of(office, "trial")
    careless = fill_workbook(sent / "sheet-1.xlsx", "synthetic-fay", lambda row: [])
    told = cli(
        "rate", "add", careless, filled(sent, "sheet-2.csv"), filled(sent, "sheet-3.xlsx", "synthetic-gus")
    )
    dummies = [row.id for row in key.rows if row.dummy]
    assert told.code == 0
    assert all(f"Row {row} is a dummy duty" in told.out for row in dummies)
    report = kb.open(office).rating_agreement()
    assert [sheet.rater for sheet in report.apart] == ["trial.synthetic-fay"]
    assert len(report.agreement.raters) == 2
    assert "Kept apart and not counted: trial.synthetic-fay" in report_text(report, None)
    counted = cli("rate", "count", "trial", "synthetic-fay", "--by", "Dana Reyes", "--because", "A slip.")
    assert counted.code == 0
    report = kb.open(office).rating_agreement()
    assert (len(report.agreement.raters), list(report.apart)) == (3, [])
    assert "counts by a decision of Dana Reyes" in report_text(report, None)
    assert cli("rate", "count", "trial", "synthetic-fay", "--by", "x", "--because", "y").code == 2


def test_controls_without_duties_are_named_with_the_import_that_brings_them(office: Path, cli: Cli) -> None:
    told = cli("rate", "sheet", "pilot")
    assert told.code == 3
    assert "no duties of 11-9161, 29-2042" in told.err
    assert "soc-evidence import onet" in told.err
    assert not (office / "ratings").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bad/name",), "`bad/name` is no name of a study"),
        (("trial", "33-0000"), "33-0000 is a group"),
        (("trial", "99-9999"), "no SOC code `99-9999`"),
        (("trial", "43-5031", "--source", "onet-29"), "There is no source `onet-29`"),
    ],
)
def test_a_study_that_cannot_be(arguments: tuple[str, ...], message: str, office: Path, cli: Cli) -> None:
    told = cli("rate", "sheet", *arguments, "--control", "43-5032")
    assert told.code in (2, 3)
    assert message in told.err
    assert not (office / "ratings").exists()


def test_controls_are_rated_by_their_imported_tasks(official_base: Workspace) -> None:
    base = kb.open(official_base)
    key = design_study(base.records, StudyPlan("trial"), base._snapshot.standings, official_base)
    rated = [row.statement for row in key.rows if row.statement]
    controls = {"11-9161", "29-2042", "43-2011", "53-2021"}
    assert controls < {statement.occupation for statement in rated}
    assert all(s.task or s.source == "soc-2018-definitions" for s in rated if s.occupation in controls)


def test_who_takes_sheets_in_is_asked_for(sent: Path, cli: Cli) -> None:
    office = sent.parent.parent.parent
    (office / "evidence" / "contribution.yaml").unlink()
    path = filled(sent)
    told = cli("rate", "add", path)
    assert (told.code, '--contributor "…"' in told.err) == (2, True)
    who = ("--contributor", "Dana Reyes", "--organization", "Bay County ECC", "--licence", "CC0-1.0")
    assert cli("rate", "add", path, *who).code == 0
    assert "Dana Reyes" in (office / "evidence/ratings/trial/contribution.yaml").read_text()


def test_the_sheet_hides_and_the_key_tells(sent: Path) -> None:
    book = openpyxl.load_workbook(sent / "sheet-1.xlsx")
    assert book.sheetnames == [READ_ME, BOOK, DUTIES]
    words = " ".join(str(cell) for row in book[DUTIES].values for cell in row if cell)
    assert not any(code in words for code in CODES)
    assert all(sheet.protection.sheet for sheet in book)
    assert book[DUTIES].data_validations.dataValidation
    key = key_of(sent.parent.parent.parent, "trial")
    assert {row.statement.occupation for row in key.rows if row.statement} == set(CODES)
    orders = [
        [row[0] for row in openpyxl.load_workbook(sent / f"sheet-{n}.xlsx")[DUTIES].values] for n in (1, 2)
    ]
    assert sorted(map(str, orders[0])) == sorted(map(str, orders[1]))
    assert orders[0] != orders[1]


def test_the_same_seed_gives_the_same_study(office: Path) -> None:
    base = kb.open(office)
    base.write_rating_study(plan("trial"))
    first = key_of(office, "trial")
    (office / "ratings").rename(office / "before")
    base.write_rating_study(plan("trial"))
    assert key_of(office, "trial") == first


def test_a_study_is_not_written_over(sent: Path, cli: Cli) -> None:
    told = cli("rate", "sheet", "trial", "43-5031", "--control", "43-5032")
    assert (told.code, "is there already" in told.err) == (2, True)


def test_a_letter_is_no_rating_sheet(sent: Path, cli: Cli) -> None:
    letter = sent / "letter.csv"
    letter.write_text("Dear all,\nhere is my sheet.\n")
    told = cli("rate", "add", letter)
    assert (told.code, "This is no rating sheet" in told.out) == (1, True)
