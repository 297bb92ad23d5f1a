"""A draft's pages: saved, checked, built, sent to colleagues and taken back, with suggestions settled."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builder.workbench.application import make_application
from builder.workbench.draft_versions import versions_of
from builder.workbench.request_guards import FORM_KEY
from builder.workspace import Contributor, make_workspace
from kb.workspace import open_workspace
from tests.builder.clean_draft import CLEAN
from tests.builder.merging.colleague import Colleague

from .conftest import ADDRESS
from .filled_forms import Form

PLACE = "/draft/submission.md"
WRONG = f"{CLEAN}\nThey deserve better pay.\n\nReplace this with what your office does.\n"
STRESS = CLEAN.replace("{topic=T5}\n", "{topic=T5}\n\nDispatchers report acute stress and burnout.\n", 1)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starlette]:
    root = tmp_path_factory.mktemp("drafting") / "office"
    make_workspace(root, Contributor("A. Clerk", "Bay County ECC", "CC-BY-4.0"), {"submission.md": CLEAN})
    made = make_application(open_workspace(root))
    yield made
    made.state.workbench.shared.close()
    made.state.workbench.drafts.close()


@pytest.fixture(scope="module")
def client(application: Starlette) -> TestClient:
    return TestClient(application, ADDRESS, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def draft(application: Starlette) -> Path:
    """The draft, clean before each test."""
    path: Path = application.state.workbench.shared.workspace.root / "submission.md"
    path.write_text(CLEAN, "utf-8")
    return path


def send(client: TestClient, path: str, **values: str) -> bytes:
    """Send a form of values, and return what comes."""
    key = Form(client.get(PLACE).text).value(FORM_KEY)
    answer = client.post(path, data={FORM_KEY: key, **values})
    return answer.content


def test_what_is_wrong_stands_beside_the_text_before_it_is_saved(client: TestClient, draft: Path) -> None:
    told = send(client, f"{PLACE}/findings", text=WRONG).decode()
    lines = WRONG.split("\n")
    found = {
        check: int(line) for line, check in re.findall(r'data-line="(\d+)">\n.*\n.*"name">([\w-]+)<', told)
    }
    assert lines[found["benefits-language"] - 1] == "They deserve better pay."
    assert lines[found["placeholder"] - 1].startswith("Replace this")
    assert draft.read_text("utf-8") == CLEAN


def test_the_findings_are_taken_away_as_text(client: TestClient, draft: Path) -> None:
    draft.write_text(WRONG, "utf-8")
    report = client.get(f"{PLACE}/findings.txt")
    assert report.headers["content-disposition"] == 'attachment; filename="submission-findings.txt"'
    assert re.search(r"^submission\.md:\d+:\d+: error\[placeholder\] ", report.text, re.MULTILINE)


def test_a_draft_with_errors_is_made_for_colleagues_and_not_for_filing(
    client: TestClient, draft: Path
) -> None:
    draft.write_text(WRONG, "utf-8")
    page = client.get(f"{PLACE}/build").text
    assert "in the way of filing" in page
    assert set(re.findall(r'name="product" value="([\w-]+)"', page)) == {"draft-pdf", "word"}
    refused = send(client, f"{PLACE}/build", product="pdf").decode()
    assert "in the way of filing" in refused
    assert "is a placeholder" in refused
    assert send(client, f"{PLACE}/build", product="draft-pdf").startswith(b"%PDF")


def test_a_draft_without_errors_is_built_into_everything_that_is_filed(
    client: TestClient, draft: Path
) -> None:
    page = client.get(f"{PLACE}/build").text
    assert set(re.findall(r'value="([\w-]+)">Download', page)) == {"filing", "pdf", "draft-pdf", "word"}
    assert send(client, f"{PLACE}/build", product="pdf").startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(send(client, f"{PLACE}/build", product="filing"))) as packed:
        names = packed.namelist()
    assert all(name.startswith("submission/") for name in names)
    assert any(name.endswith(".pdf") for name in names)


def test_changes_of_a_colleague_are_shown_and_taken_over(
    client: TestClient, draft: Path, tmp_path: Path
) -> None:
    draft.write_text(STRESS, "utf-8")
    word = tmp_path / "submission.docx"
    word.write_bytes(send(client, f"{PLACE}/build", product="word"))
    colleague = Colleague(word)
    colleague.track("acute stress", "severe stress")
    colleague.save()
    key = Form(client.get(PLACE).text).value(FORM_KEY)
    shown = client.post(
        f"{PLACE}/returned", data={FORM_KEY: key}, files={"file": ("back.docx", word.read_bytes())}
    ).text
    assert "by Dana Reyes" in shown
    assert "<ins>+ Dispatchers report severe stress and burnout.</ins>" in shown
    assert draft.read_text("utf-8") == STRESS, "nothing is written before it is said"
    assert "Saved." in Form(shown).send(client, f"{PLACE}/returned/taken")
    assert draft.read_text("utf-8") == STRESS.replace("acute", "severe")
    assert versions_of(draft)[0].text() == STRESS


def test_a_word_file_of_something_else_is_told(client: TestClient, draft: Path) -> None:
    key = Form(client.get(PLACE).text).value(FORM_KEY)
    for name, data in (("back.docx", b"no Word file"), ("", b"")):
        answer = client.post(f"{PLACE}/returned", data={FORM_KEY: key}, files={"file": (name, data)})
        assert answer.status_code in (400, 500), name
        assert "What to do:" in answer.text
    assert draft.read_text("utf-8") == CLEAN


def suggested(client: TestClient, decision: str) -> list[dict[str, str]]:
    """Return what the forms of a decision send, once every paragraph was looked at."""
    for _ in range(100):
        page = client.get(f"{PLACE}/suggestions").text
        if 'id="going-on"' not in page:
            break
    forms = [form for form in page.split('<form method="post"')[1:] if f'value="{decision}"' in form]
    found = [dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', form)) for form in forms]
    return [{name: unescape(value) for name, value in values.items()} for values in found]


def test_suggestions_are_accepted_into_the_text_and_rejected_with_a_reason(
    client: TestClient, draft: Path
) -> None:
    draft.write_text(STRESS + "\nThey give medical instructions until help arrives.\n", "utf-8")
    accepted, *_ = suggested(client, "accepted")
    answer = client.post(f"{PLACE}/suggestions", data=accepted)
    assert answer.headers["location"].endswith("?done=accepted")
    assert accepted["paste"] in draft.read_text("utf-8")
    rejected, *_ = suggested(client, "rejected")
    assert "needs a reason" in client.post(f"{PLACE}/suggestions", data=rejected).text
    client.post(f"{PLACE}/suggestions", data=rejected | {"reason": "It is of another trade."})
    kept = list(csv.DictReader((draft.parent / "suggestions.csv").read_text("utf-8").splitlines()))
    assert [row["decision"] for row in kept] == ["accepted", "rejected"]
    assert kept[1]["reason"] == "It is of another trade."
    assert rejected["record"] not in [values["record"] for values in suggested(client, "rejected")]


def test_what_speaks_against_a_draft_has_a_page_that_rejecting_leads_back_to(
    client: TestClient, draft: Path
) -> None:
    argued = "\n# Help {claim=life-saving-instructions}\n\nThey tell callers what to do.\n"
    draft.write_text(STRESS + argued, "utf-8")
    place = f"{PLACE}/suggestions?against=1"
    assert f'href="{place}"' in client.get(f"{PLACE}/suggestions").text
    page = client.get(place).text
    assert f"What speaks against {draft.name}" in page
    assert 'side-against">' in page
    form = next(part for part in page.split('<form method="post"') if 'value="rejected"' in part)
    sent = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', form))
    answer = client.post(
        f"{PLACE}/suggestions",
        data=sent | {"reason": "It is answered in the letter.", "decision": "rejected"},
    )
    assert answer.headers["location"].endswith("?done=rejected&against=1")


def test_what_the_draft_owes_is_listed_with_what_answers_it(client: TestClient, draft: Path) -> None:
    page = client.get(f"{PLACE}/coverage").text
    left, count = map(int, re.findall(r"(\d+) of (\d+) left to do", page)[0])
    assert page.count("<tr><td>") == count
    assert page.count("standing-disputed") == left
    assert 'href="/objection/A1"' in page


def test_the_finder_gives_what_is_put_at_the_cursor(client: TestClient, draft: Path) -> None:
    found = client.get(f"{PLACE}/finder?q=stress").text
    assert re.search(r'data-insert="\[@[\w-]+\]">Cite', found)
    assert re.search(r'data-insert="\{quote\}`[\w-]+`">Quote', found)


def test_a_record_is_offered_as_a_block_that_the_draft_takes(client: TestClient, draft: Path) -> None:
    blocks = set()
    for words in ("life-saving instructions", "objection A1", "principle 2", "43-5031", "H.R. 637"):
        found = client.get(f"{PLACE}/finder", params={"q": words}).text
        blocks |= set(re.findall(r'data-block="([^"]+)"', found))
    assert {block.split("}")[0].strip("`{") for block in blocks} >= {
        "claim",
        "objection",
        "principles",
        "duties",
    }
    text = "\n\n".join([draft.read_text("utf-8"), *sorted(blocks)])
    told = send(client, f"{PLACE}/findings", text=text).decode()
    assert not re.search(r"unknown-(claim|objection|principle|code|directive)|directive-option", told)
