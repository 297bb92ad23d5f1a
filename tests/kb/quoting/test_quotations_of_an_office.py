"""Quotations in an office's files: what `check` and `quote` say of them, and what is written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kb.quoting.source_text import SourceText, section_before
from kb.quoting.verdict import Span
from tests.conftest import Told
from tests.kb.texts import documents

TEXT = (
    "Manual of the center\n\fDuties\nTelecommunicators do not leave the desk without relief.\n"
    "They answer within 10 seconds.\n\fTraining\nThey answer within 10 seconds.\n"
)
RECORD = """\
source:
  id: manual
  type: report
  title: Manual
  authority: government-page
  text: {{extent: full, retrieved: 2026-11-21, sha256: {sha256}}}
evidence:
  - id: manual-desk
    statement: Staff wait for relief.
    quote: {quote}
    locator: {{page: {page}}}
    about: [43-5031]
    verification: verified
"""


@pytest.fixture
def write(office: Path) -> Callable[..., Path]:
    """Write the manual and one evidence item that quotes it."""
    (office / "texts").mkdir()
    (office / "texts" / "manual.txt").write_text(TEXT)

    def call(quote: str, page: str = "2", sha256: str = "") -> Path:
        digest = sha256 or hashlib.sha256(TEXT.encode()).hexdigest()
        path = office / "evidence" / "manual.yaml"
        path.write_text(RECORD.format(quote=quote, page=page, sha256=digest))
        return path

    return call


Write = Callable[..., Path]
Cli = Callable[..., Told]


def quotation_lines(told: Told) -> list[str]:
    return [line for line in told.out.splitlines() if "[quotation" in line or "[source-changed" in line]


def test_a_true_quotation_on_its_page_is_not_mentioned(write: Write, cli: Cli) -> None:
    assert quotation_lines(cli("check", write("do not leave the desk without relief"))) == []


def test_a_dropped_not_is_an_error_at_its_line(write: Write, cli: Cli) -> None:
    told = cli("check", write("Telecommunicators do leave the desk without relief"))
    assert told.code == 1
    assert quotation_lines(told) == [
        (
            "evidence/manual.yaml:10:12: error[quotation] The quotation from `manual` is altered:"
            " `not` was left out."
        )
    ]


def test_a_wrong_page_is_a_warning_at_the_locator(write: Write, cli: Cli) -> None:
    assert quotation_lines(cli("check", write("do not leave the desk without relief", "1"))) == [
        (
            "evidence/manual.yaml:11:21: warning[quotation-place] The quotation is misplaced:"
            " it stands on page 2 of the text, not on page 1."
        )
    ]


def test_the_page_chooses_among_places(write: Write, cli: Cli) -> None:
    assert quotation_lines(cli("check", write("They answer within 10 seconds", "3"))) == []
    unclear = quotation_lines(cli("check", write("They answer within 10 seconds", "2-3")))
    assert "[quotation-unclear] The quotation stands 2 times" in unclear[0]


def test_a_changed_document_is_an_error_at_its_hash(write: Write, cli: Cli) -> None:
    told = cli("check", write("do not leave the desk without relief", sha256="0" * 64))
    assert [line.split(" ")[1] for line in quotation_lines(told)] == ["error[source-changed]"]
    assert quotation_lines(told)[0].startswith("evidence/manual.yaml:6:55:")


def test_a_recorded_verdict_is_shown_when_the_text_is_gone(write: Write, cli: Cli, office: Path) -> None:
    path = write("do not leave the desk without relief")
    assert cli("quote", "--record").code == 0
    ledger = office / "evidence" / "quotations.json"
    row = json.loads(ledger.read_text())["evidence/manual-desk"]
    assert (row["verdict"], len(row["date"])) == ("exact", 10)
    before = ledger.read_bytes()
    (office / "texts" / "manual.txt").unlink()
    assert f"the quotation was exact on {row['date']}." in quotation_lines(cli("check", path))[0]
    assert cli("quote", "--record").code == 0
    assert ledger.read_bytes() == before
    write("do never leave the desk without relief")
    assert "has never been compared" in quotation_lines(cli("check", path))[0]


def test_recording_twice_changes_nothing(
    write: Write, cli: Cli, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("do not leave the desk without relief")
    cli("quote", "--record")
    before = (office / "evidence" / "quotations.json").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    assert "written" not in cli("quote", "--record").err
    assert (office / "evidence" / "quotations.json").read_bytes() == before


def test_a_damaged_record_of_verdicts_is_said(write: Write, cli: Cli, office: Path) -> None:
    write("do not leave the desk without relief")
    (office / "evidence" / "quotations.json").write_text('{"evidence/manual-desk": {}}')
    told = cli("check")
    assert (told.code, "Restore it from git" in told.err) == (4, True)


def test_words_in_brackets_need_a_persons_yes(write: Write, cli: Cli) -> None:
    bracketed = "do not leave the [console] without relief"
    told = cli("check", write(f'"{bracketed}"'))
    assert "error[quotation]" in told.out
    assert "`[console]` stands for `desk`" in told.out
    assert "brackets-agreed" in told.out
    agreed = json.dumps({"exact": bracketed, "brackets-agreed": "Dana Reyes, 2026-11-21"})
    assert quotation_lines(cli("check", write(agreed))) == []
    assert "elided" in cli("quote", "--all").out


def test_a_quotation_cut_beside_a_negation_is_pointed_out(write: Write, cli: Cli) -> None:
    (line,) = quotation_lines(cli("check", write("leave the desk without relief")))
    assert "warning[quotation-unclear]" in line
    assert "`not`" in line


def test_quote_prints_a_record_ready_to_paste(write: Write, cli: Cli) -> None:
    write("They answer within 10 seconds")
    told = cli("quote", "manual", "do not leave the desk without relief")
    assert told.code == 0
    assert told.out == (
        "# exact\n# page 2, line 3\nevidence:\n  - id: \n    statement: \n    source: manual\n    quote:\n"
        '      exact: "do not leave the desk without relief"\n'
        '      prefix: "of the center Duties Telecommunicators"\n'
        '      suffix: ". They answer within 10"\n    locator: {page: 2}\n'
    )
    pasted = yaml.safe_load(told.out)["evidence"][0]["quote"]
    write(json.dumps(pasted))
    assert quotation_lines(cli("check", "evidence/manual.yaml")) == []


def test_quote_says_what_is_missing(office: Path, cli: Cli) -> None:
    told = cli("quote", "manual", "some words")
    assert (told.code, told.err.splitlines()[0]) == (3, "soc-evidence: The text of `manual` is not at hand.")
    assert cli("quote", "manual").code == 2
    assert cli("quote", "../../etc/passwd", "root and more").code == 3


def test_quotations_of_the_base_hold(official: Path, office: Path, cli: Cli) -> None:
    """All quotations from the three documents that are at hand, as the bundled evidence has them."""
    (office / "texts").mkdir()
    for name, document in (
        ("apco-soc-legacy", "apco-soc-revision.txt"),
        ("justice-clearinghouse-2024", "justice-clearinghouse-2024-04-11.txt"),
        ("transform911-2022", "transform911-chapter-5.txt"),
    ):
        (office / "texts" / f"{name}.txt").write_bytes((official / "sources" / document).read_bytes())
    told = cli("quote", "--all", "--format", "json")
    settled = [row for row in json.loads(told.out) if row["verdict"] != "text not available"]
    assert len(settled) >= 19
    assert {row["verdict"] for row in settled} == {"exact"}


def test_quote_says_what_was_not_read_of_a_document_that_lacks_the_words(office: Path, cli: Cli) -> None:
    (office / "texts").mkdir()
    documents.docx_with_raised_hidden_and_struck(office / "texts" / "manual.docx")
    lacking = cli("quote", "manual", "Staff shall not leave the desk.")
    assert "# Not read: 1 passage that is hidden, 1 passage that is struck out." in lacking.out
    assert "Not read" not in cli("quote", "manual", "Staff shall leave the desk.").out


@pytest.mark.parametrize(
    ("section", "before"),
    [
        ("4.2 Answering calls", True),
        ("Answering calls", True),
        ("4.2", True),
        ("Section 4.3", False),
        ("Sending units", False),
        ("7.1", None),
        ("2", None),
        ("Answering", None),
    ],
)
def test_a_section_is_found_by_its_heading_or_number(section: str, before: bool | None) -> None:
    text = "4.2 Answering calls\nAnswer within ten seconds.\n4.3. Sending units\n2. Send them.\n"
    at = text.index("Answer within")
    assert section_before(section, Span(at, at + 25), SourceText(text)) is before
