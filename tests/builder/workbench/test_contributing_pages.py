"""Contributing in a browser: files read, corrected, checked as `add` checks them, and taken in on request."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from kb.workspace import Workspace, open_workspace
from tests.kb.contributing.workbooks import duties

from .conftest import Made
from .filled_forms import Form, hand_in

JOB = b"""\
Call Taker, Bay County
Revised March 2025
Questions: (850) 248-6040

Duties:
- Ask callers where help is needed and stay with them.
- Send fire department units to the scene.
"""


@pytest.fixture
def bay(office: Path) -> Workspace:
    """The workspace of an office without evidence yet."""
    return open_workspace(office)


@pytest.fixture
def client(bay: Workspace, client_of: Made) -> TestClient:
    """A browser of its workbench."""
    return client_of(bay)


def book(**changes: object) -> bytes:
    """Return a workbook with one duty."""
    out = io.BytesIO()
    duties(**changes).save(out)
    return out.getvalue()


def written(workspace: Workspace) -> set[str]:
    """Return the files of an office, but for what is derived from them."""
    root = workspace.root
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and not path.is_relative_to(workspace.derived)
    }


def test_a_document_is_read_proposed_corrected_and_taken_in(client: TestClient, bay: Workspace) -> None:
    before = written(bay)
    address, page = hand_in(client, [("job.txt", JOB)], "43-5031")
    assert "(***) ***-**40" in page
    assert "248-6040" not in page
    form = Form(page)
    assert form.value("record-0-title") == "Call Taker, Bay County"
    assert form.value("record-0-issued") == "2025-03"
    assert form.value("duty-1-statement") == "Send fire department units to the scene."
    form.set("record-0-author", "Bay County").set("duty-1-taken", "1").set(
        "duty-1-functions", "direct-response"
    )
    form.set("duty-1-statement", "Send the units of the fire department where they are needed.")
    form.set("assessor", "Bay County ECC").set("allowed", "1")
    page = form.send(client, address, "check")
    assert "Type why it performs these functions" in page
    assert written(bay) == before
    form = Form(page).set("duty-1-rationale", "Whoever is sent helps.")
    page = Form(form.send(client, address, "check")).send(client, address, "take")
    assert "<h1>Taken in</h1>" in page
    fresh = written(bay) - before
    assert "texts/call-taker-bay-county.txt" in fresh
    (sheet,) = [name for name in fresh if name.endswith("duties-duties.csv")]
    text = (bay.root / sheet).read_text()
    assert "Send the units of the fire department where they are needed." in text
    assert "Ask callers" not in text
    assert not list((bay.derived / "uploads").iterdir())
    assert client.get("/source/call-taker-bay-county").status_code == 200
    assert client.get(address).status_code == 404


def test_a_cell_is_corrected_on_the_page(client: TestClient, bay: Workspace) -> None:
    before = written(bay)
    address, page = hand_in(client, [("bay.xlsx", book(occupation="43-503"))])
    assert "There is no code of the SOC" in page
    copy = client.get(f"{address}/remarks/bay.xlsx")
    remarked = openpyxl.load_workbook(io.BytesIO(copy.content)).worksheets[0]
    assert "There is no code" in str(remarked["B2"].comment.text)
    form = Form(page).set("allowed", "1")
    assert form.value("cell:bay.xlsx:B2") == "43-503"
    refused = form.send(client, address, "take")
    assert "Something is wrong still. Nothing was taken in." in refused
    assert written(bay) == before
    page = Form(refused).set("cell:bay.xlsx:B2", "43-5031").send(client, address, "check")
    assert "Nothing stands in the way. It would bring 1 duty." in page
    page = Form(page).send(client, address, "take")
    assert "<h1>Taken in</h1>" in page
    (link,) = re.findall(r'href="(/duty/[^"]+)"', page)
    assert "Ask the caller where the emergency is" in client.get(link).text


def test_a_record_file_is_told_by_line_and_can_be_replaced(client: TestClient) -> None:
    wrong = b"agent:\n  id: bay\n  name: Bay County\n  kinds: office\n"
    address, page = hand_in(client, [("agents.yaml", wrong)])
    assert "agents.yaml:4:3" in page
    form = Form(page).set("allowed", "1")
    answer = client.post(
        address,
        data=dict(form.fields) | {"action": "check"},
        files=[("files", ("agents.yaml", wrong.replace(b"kinds", b"kind")))],
    )
    page = client.get(answer.headers["location"]).text
    assert "It would bring 1 agent." in page


def test_what_was_not_seen_is_shown_before_it_goes_in(client: TestClient) -> None:
    address, page = hand_in(client, [("sop.txt", b"Radio procedure\n\nAnswer every call at once.\n")])
    form = Form(page).set("allowed", "1").set("seen", "of another look")
    assert "Something more was found; look at it." in form.send(client, address, "take")


def test_nothing_goes_in_without_leave(client: TestClient, bay: Workspace) -> None:
    before = written(bay)
    address, page = hand_in(client, [("sop.txt", b"Radio procedure\n\nAnswer every call at once.\n")])
    assert "Say that your office may hand this in" in Form(page).send(client, address, "take")
    assert written(bay) == before


def test_an_upload_is_discarded(client: TestClient, bay: Workspace) -> None:
    address, page = hand_in(client, [("sop.txt", b"Radio procedure\n\nAnswer every call at once.\n")])
    assert "<h1>Contribute" in Form(page).send(client, address, "discard")
    assert not list((bay.derived / "uploads").iterdir())


def test_who_contributes_may_be_said_here(client_of: Made, bay: Workspace) -> None:
    (bay.root / "evidence" / "contribution.yaml").unlink()
    client = client_of(bay)
    address, page = hand_in(client, [("agents.yaml", b"agent: {id: b, name: Bay, kind: office}\n")])
    refused = Form(page).set("allowed", "1").send(client, address, "take")
    assert "Say who contributes" in refused
    form = Form(refused).set("contributor", "Dana Reyes").set("organization", "Bay County ECC")
    page = form.set("licence", "CC-BY-4.0").send(client, address, "check")
    assert "<h1>Taken in</h1>" in Form(page).send(client, address, "take")


def test_without_a_workspace_the_page_says_what_to_do(client_of: Made, bay: Workspace) -> None:
    alone = Workspace(bay.root, bay.layers[:1], bay.derived, None, bay.queries)
    client = client_of(alone)
    for path in ("/contribute", "/review"):
        assert 'href="/start"' in client.get(path).text
    assert client.get("/forms/workbook.xlsx").status_code == 200


FORMS: dict[str, Callable[[bytes], bool]] = {
    "workbook.xlsx": lambda data: "duties" in openpyxl.load_workbook(io.BytesIO(data)).sheetnames,
    "duties.xlsx": lambda data: "duties" in openpyxl.load_workbook(io.BytesIO(data)).sheetnames,
    "figures.csv": lambda data: data.startswith(b"figure,"),
    "source.yaml": lambda data: b"source:" in data,
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_to_fill_in_are_downloaded(client: TestClient, name: str) -> None:
    answer = client.get(f"/forms/{name}")
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{name}"')
    assert FORMS[name](answer.content)


def test_a_pack_is_sent_on_to_review(client: TestClient, bay: Workspace) -> None:
    (bay.root / "evidence" / "agents.yaml").write_text("agent: {id: b, name: Bay, kind: office}\n")
    packed = client.get("/pack?documents=1")
    assert packed.headers["content-type"] == "application/zip", unescape(packed.text)
    _, page = hand_in(client, [("bay.zip", packed.content)])
    assert "is a pack that another office made" in page
