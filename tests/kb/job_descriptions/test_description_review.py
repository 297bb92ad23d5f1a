"""The review of one description: each point with its place, in Word and in text; what is no description."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from kb.api import Base, open_base
from kb.errors import MissingError, UsageError
from kb.job_descriptions.description_review import DescriptionReview, Said
from kb.workspace import Workspace
from tests.conftest import Told

Cli = Callable[..., Told]
TITLE, REVISED = "Communications Clerk", "Revised August 2019"
DUTIES = (
    "Answers telephones for 9-1-1 and takes messages from callers about crimes, fires and emergencies.",
    "Asks callers where they are and what has happened to determine the response needed.",
    "Relays information to police officers, firefighters and ambulance crews in the field.",
    "Transfers routine calls to the right department.",
    "Runs NCIC queries on wanted persons and stolen vehicles.",
    "Waters the plants in the lobby of the courthouse.",
)
TEXT = f"{TITLE}\n{REVISED}\nCall (850) 321-7788 with questions.\n\nESSENTIAL DUTIES\n" + "".join(
    f"- {duty}\n" for duty in DUTIES
)


def in_word(path: Path) -> Path:
    """Write the description as a Word document."""
    word = docx.Document()
    word.add_heading(TITLE, 1)
    word.add_paragraph(REVISED)
    word.add_heading("Essential duties", 2)
    for duty in DUTIES:
        word.add_paragraph(duty, style="List Bullet")
    word.save(str(path))
    return path


def in_text(path: Path) -> Path:
    """Write the description as text."""
    path.write_text(TEXT)
    return path


@pytest.fixture(params=[(in_word, "job.docx", 4), (in_text, "job.txt", 6)], ids=["word", "text"])
def reviewed(
    request: pytest.FixtureRequest, agencies: Base, tmp_path: Path
) -> tuple[DescriptionReview, int, tuple[str, str]]:
    """The review, the line of the first duty, and both pages as Markdown."""
    from kb.job_descriptions.pages import as_markdown

    write, name, first = request.param
    found = agencies.review_description(
        write(tmp_path / name), "43-5031", agency="Pinefield County ECC", state="in", place="Oakton"
    )
    assert found.review is not None
    review, skeleton = agencies.description_pages(found)
    return found.review, first, (as_markdown(review), as_markdown(skeleton))


Reviewed = tuple[DescriptionReview, int, tuple[str, str]]


def test_duties_said_and_left_out_have_their_likeness_and_nearest_line(reviewed: Reviewed) -> None:
    review, first, _ = reviewed
    told = {verdict.duty.id: verdict for verdict in review.duties}
    assert len(told) == 23
    assert told["onet-2708"].said is Said.LIKELY
    assert told["onet-2708"].line.text == DUTIES[4]
    assert told["onet-2708"].line.number == first + 4
    assert told["onet-2715"].said is Said.NOTHING
    assert [line.text for line in review.own] == [DUTIES[5]]


def test_words_of_office_support_stand_with_the_duty_that_is_none(reviewed: Reviewed) -> None:
    review, _, _ = reviewed
    words = {one.word: one for one in review.clerical}
    assert words["Clerk"].duty is None
    assert words["Clerk"].line.number == 1
    relays = words["Relays"].duty
    assert relays is not None
    assert relays.id == "onet-2710"
    assert "Transfers" not in words  # routine calls are office work


def test_the_pages_cite_record_source_and_line(reviewed: Reviewed) -> None:
    _, first, (review, skeleton) = reviewed
    cited = rf"onet-2708 \(onet-29-3, Task 2708\) \| 0\.\d\d? \| line {first + 4}: “{re.escape(DUTIES[4])}”"
    assert re.search(cited, review)
    assert "2019-08 (line 2: “Revised August 2019”). That is" in review
    assert "Demands a 40-hour course" in review
    assert "(in-2022-sb158, ncsl-2022-911, seen in part)" in review
    assert "O\\*NET's tables of technology are not in this base" in review
    assert f"- {DUTIES[4]}\n" in skeleton
    assert "[Do your workers do this? Listen to a range of radio channels" in skeleton
    assert "[“Clerk” in the title:" in skeleton


def test_neighbours_and_other_services_of_the_place_are_set_beside(reviewed: Reviewed) -> None:
    _, _, (review, _) = reviewed
    assert (
        "| Oakton Communications (43-5031) | Tell callers what to do until the ambulance is there. |"
        in review
    )
    assert "(both: protect-life, rescue-and-aid) | Oakton Police Department (33-3051) |" in review
    assert "oakton-police-1 (oakton-police-job) | 2023 |" in review
    assert "Pinefield County ECC (43-5031)" not in review  # its own
    assert "Marsh County" not in review  # no permission, and another state


def test_personal_data_are_printed_nowhere(reviewed: Reviewed) -> None:
    assert not any("321-7788" in page for page in reviewed[2])


def test_nor_are_those_that_stand_beside_the_date(agencies: Base, tmp_path: Path) -> None:
    from kb.job_descriptions.pages import as_markdown

    path = tmp_path / "job.txt"
    path.write_text(TEXT.replace(REVISED, f"{REVISED}, call (850) 321-7788"))
    found = agencies.review_description(path, "43-5031")
    review, _ = map(as_markdown, agencies.description_pages(found))
    assert "2019-08" in review
    assert "321-7788" not in review


def test_no_state_no_laws_and_none_known_is_said(agencies: Base, tmp_path: Path) -> None:
    from kb.job_descriptions.pages import as_markdown

    def page(**said: str) -> str:
        found = agencies.review_description(in_text(tmp_path / "job.txt"), "43-5031", **said)
        return as_markdown(agencies.description_pages(found)[0])

    assert "No state was given, so that nothing can be said: --state adds it." in page()
    assert "the base holds no law of Wyoming on this work, which is not that none is" in page(state="WY")
    assert "None is on record in Wyoming." in page(state="WY")


def test_a_document_without_a_date_is_said_to_have_none(agencies: Base, tmp_path: Path) -> None:
    path = tmp_path / "job.txt"
    path.write_text(TEXT.replace(REVISED, ""))
    found = agencies.review_description(path, "43-5031")
    assert found.review is not None
    assert found.review.description.revised == ""
    assert "Last revised: not stated." in found.review.in_short()


def test_a_description_of_other_work_is_told_by_its_words(agencies: Base, tmp_path: Path) -> None:
    path = tmp_path / "lifeguard.txt"
    path.write_text(
        "Lifeguard\n\nDUTIES\n- Watches over swimmers from a tower at the pool.\n"
        "- Pulls people in distress out of the water with rescue equipment.\n"
        "- Gives first aid and CPR to people who are hurt.\n"
        "- Warns visitors about bad weather and unsafe places.\n- Tests pool water for chemicals.\n"
    )
    found = agencies.review_description(path, "43-5031")
    assert [finding.check for finding in found.findings] == ["description-of-other-work"]
    assert "33-9092" in found.findings[0].message
    assert agencies.review_description(path, "33-9092").findings == ()


@pytest.mark.parametrize(
    ("name", "content", "check", "said"),
    [
        ("empty.txt", "", "file-refused", "empty"),
        (
            "letter.txt",
            "Dear members,\n\nthank you for coming to the picnic. It was a fine day.\n",
            "description-without-duties",
            "states no duties",
        ),
        ("job.docx", "not a Word file", "file-refused", ""),
        ("job.xyz", "words", "file-refused", "are no documents"),
    ],
)
def test_what_is_no_description_is_a_finding_with_a_remedy(
    agencies: Base, tmp_path: Path, name: str, content: str, check: str, said: str
) -> None:
    (tmp_path / name).write_text(content)
    found = agencies.review_description(tmp_path / name, "43-5031")
    assert found.review is None
    assert [finding.check for finding in found.findings] == [check]
    assert said in found.findings[0].message
    assert found.findings[0].fix


def test_wrong_calls_say_what_to_type(agencies: Base, tmp_path: Path) -> None:
    path = in_text(tmp_path / "job.txt")
    with pytest.raises(UsageError, match="There is no state `Idiana`"):
        agencies.review_description(path, "43-5031", state="Idiana")
    with pytest.raises(UsageError, match="Nobody says what work"):
        agencies.review_description(path)
    with pytest.raises(MissingError, match="no SOC code `99-9999`"):
        agencies.review_description(path, "99-9999")
    with pytest.raises(MissingError, match="No federally recorded duties of 33-9099"):
        agencies.review_description(path, "33-9099")
    with pytest.raises(MissingError, match="The document of `oakton-job` is not at hand"):
        agencies.review_description("oakton-job")


def test_two_word_files_are_written_and_none_is_overwritten(empty: Path, cli: Cli) -> None:
    in_word(empty / "job.docx")
    told = cli("job-descriptions", "review", "job.docx", "--occupation", "43-5031", "--state", "IN")
    assert told.code == 0
    assert "Last revised: 2019-08." in told.out
    review = docx.Document(str(empty / "job-review.docx"))
    assert review.paragraphs[0].text == "Review of a job description: Communications Clerk"
    assert any(
        TITLE in paragraph.text for paragraph in docx.Document(str(empty / "job-revised.docx")).paragraphs
    )
    again = cli("job-descriptions", "review", "job.docx", "--occupation", "43-5031")
    assert again.code == 2
    assert "exists already; nothing was changed" in again.err


def test_an_added_description_is_reviewed_by_its_id(office: Path, cli: Cli) -> None:
    in_text(office / "job.txt")
    (office / "evidence" / "agency.yaml").write_text(
        "agent: {id: pinefield, name: Pinefield County ECC, kind: office, state: Indiana, positions: 12}\n"
    )
    said = ("id=pinefield-job", "describes=43-5031", "agency=pinefield", "author=Pinefield County")
    told = cli("add", "job.txt", "--yes", *(word for pair in said for word in ("--set", pair)))
    assert told.code == 0, told.out
    told = cli("job-descriptions", "review", "pinefield-job", "--format", "md")
    assert told.code == 0, told.err
    assert "Indiana. Reviewed on" in (office / "pinefield-job-review.md").read_text()


def test_imported_tasks_and_technology_serve_an_occupation_that_the_base_does_not_have(
    official_base: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "clerk.txt"
    path.write_text(
        "Receptionist\n\nDUTIES\n- Greets visitors and directs them.\n- Uses Microsoft Excel to log calls.\n"
    )
    found = open_base(official_base).review_description(path, "43-4171")
    assert found.review is not None
    assert {verdict.duty.source for verdict in found.review.duties} == {"onet-29-3"}
    assert all(verdict.duty.id.startswith("task-") for verdict in found.review.duties)
