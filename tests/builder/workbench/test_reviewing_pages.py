"""Reviewing in a browser: what an office sent waits, is shown with its source, and is decided on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

import kb
from builder.workbench.request_guards import FORM_KEY
from kb.workspace import open_workspace
from tests.kb.contributing.workbooks import duties
from tests.kb.reviewing.offices import HEADER, fill, make_office, packed

from .conftest import Made
from .filled_forms import Form, hand_in


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an office sent: a procedure, a quotation, two duties, its agent."""
    root = tmp_path_factory.mktemp("bay")
    return packed(fill(make_office(root / "bay", "bay", "Bay County ECC", "Dana Reyes")), root / "bay.zip")


@pytest.fixture
def association(tmp_path: Path) -> Path:
    return make_office(tmp_path / "apco", "apco", "APCO", "Jo Steward")


@pytest.fixture
def client(association: Path, client_of: Made) -> TestClient:
    """A browser of the workbench of an association."""
    return client_of(open_workspace(association))


def receive(client: TestClient, pack: Path) -> str:
    key = Form(client.get("/review").text).value(FORM_KEY)
    return client.post("/review", data={FORM_KEY: key}, files=[("pack", (pack.name, pack.read_bytes()))]).text


def outcomes(folder: Path) -> dict[str, str]:
    """Return what was decided on each row of the office."""
    with kb.open(folder) as base:
        return {row.name: row.outcome.value for row in base.review("bay")[0].rows}


def test_rows_are_decided_on_together_and_one_by_one(
    client: TestClient, association: Path, pack: Path
) -> None:
    assert "<h1>Received from Bay County ECC</h1>" in receive(client, pack)
    form = Form(client.get("/review/bay").text).set("row", "duty/bay.1", "duty/bay.2")
    unsaid = form.set("outcome", "returned").send(client, "/review/bay")
    assert "Write it under Remark or reason." in unsaid
    page = form.set("reason", "Which page?").send(client, "/review/bay")
    assert "3 waiting" in page
    assert "2 returned" in page
    alone = client.get("/review/bay/evidence/bay.1").text
    assert "<mark>shall provide pre-arrival instructions</mark>" in alone
    assert "quotation: exact" in alone
    following = Form(alone).set("outcome", "accepted").send(client, "/review/bay/evidence/bay.1")
    assert "2 rows of this office wait" in following or "accepted" in following
    assert outcomes(association) == {
        "agent/bay.ecc": "waiting",
        "duty/bay.1": "returned",
        "duty/bay.2": "returned",
        "evidence/bay.1": "accepted",
        "source/bay.sop": "waiting",
    }
    answer = client.get("/review/bay/answer.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert b"Which page?" in archive.read("decisions.csv")


def test_a_row_that_came_again_is_not_decided_on_unseen(
    client: TestClient, association: Path, pack: Path, tmp_path: Path
) -> None:
    receive(client, pack)
    seen = Form(client.get("/review/bay/duty/bay.1").text).set("outcome", "accepted")
    bay = fill(make_office(tmp_path / "again", "bay", "Bay County ECC", "Dana Reyes"))
    duties = bay / "evidence" / "duties.csv"
    duties.write_text(duties.read_text().replace("Ask where help is needed on the line", "Ask what happened"))
    assert "Ask what happened" in receive(client, packed(bay, tmp_path / "again.zip"))
    assert "says something else than you saw" in seen.send(client, "/review/bay/duty/bay.1")
    assert outcomes(association)["duty/bay.1"] == "waiting"


def test_near_duplicates_stand_beside_a_row(client: TestClient, tmp_path: Path) -> None:
    bay = fill(make_office(tmp_path / "bay", "bay", "Bay County ECC", "Dana Reyes"))
    said = "Ask every caller where exactly help is needed on the line"
    rows = [f"{n},43-5031,required,{said},protect-life,ecc,It helps,sop,4.1,verified\n" for n in (1, 2)]
    (bay / "evidence" / "duties.csv").write_text(HEADER + "".join(rows))
    receive(client, packed(bay, tmp_path / "bay.zip"))
    page = client.get("/review/bay/duty/bay.2").text
    assert "duty/bay.1" in page[page.index("severity-warning") :]
    assert "Like it in the base" in page


def test_a_pack_that_was_changed_is_refused(
    client: TestClient, association: Path, pack: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(pack) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    torn = tmp_path / "torn.zip"
    with zipfile.ZipFile(torn, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data + b"x" if name.startswith("records/") else data)
    page = receive(client, torn)
    assert "<h1>Nothing was taken in</h1>" in page
    assert "was changed after it was made" in page
    assert not (association / "evidence" / "received").exists()
    assert not list((association / ".soc-evidence" / "uploads").iterdir())


def test_an_answer_comes_back_to_the_office(
    client: TestClient, client_of: Made, pack: Path, tmp_path: Path
) -> None:
    receive(client, pack)
    form = Form(client.get("/review/bay").text).set("row", "duty/bay.1").set("outcome", "returned")
    form.set("reason", "Which page?").send(client, "/review/bay")
    answer = tmp_path / "answer.zip"
    answer.write_bytes(client.get("/review/bay/answer.zip").content)
    bay = fill(make_office(tmp_path / "bay", "bay", "Bay County ECC", "Dana Reyes"))
    page = receive(client_of(open_workspace(bay)), answer)
    assert "<h1>The answer of APCO</h1>" in page
    assert "evidence/duties.csv:2:1" in page
    assert "Which page?" in page


def test_a_form_that_is_returned_carries_the_remarks_in_its_cells(
    client: TestClient, client_of: Made, tmp_path: Path
) -> None:
    bay = client_of(open_workspace(make_office(tmp_path / "bay", "bay", "Bay County ECC", "Dana Reyes")))
    book = tmp_path / "bay.xlsx"
    duties().save(book)
    address, page = hand_in(bay, [("bay.xlsx", book.read_bytes())])
    assert "<h1>Taken in</h1>" in Form(page).set("allowed", "1").send(bay, address, "take")
    pack = tmp_path / "pack.zip"
    pack.write_bytes(bay.get("/pack").content)
    receive(client, pack)
    form = Form(client.get("/review/bay").text).set("row", "duty/bay.bay-1").set("outcome", "returned")
    assert "1 returned" in form.set("reason", "How soon?").send(client, "/review/bay")
    answer = client.get("/review/bay/answer.zip").content
    key = Form(bay.get("/review").text).value(FORM_KEY)
    files = [("pack", ("answer.zip", answer)), ("workbook", ("bay.xlsx", book.read_bytes()))]
    sent = bay.post("/review", data={FORM_KEY: key}, files=files)
    rows = openpyxl.load_workbook(io.BytesIO(sent.content))["duties"]
    remarks = [cell.comment.text for row in rows for cell in row if cell.comment]
    assert len(remarks) == 1
    assert "How soon?" in remarks[0]
    assert "Jo Steward" in remarks[0]
