"""Uploads that mean harm, or are only wrong: each a clear page, nothing written but what is kept apart."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builder.workbench.kept_uploads import MOST_FILES, plain_name
from kb.workspace import open_workspace

from .conftest import Made
from .filled_forms import File, Form, hand_in


@pytest.fixture
def client(office: Path, client_of: Made) -> TestClient:
    return client_of(open_workspace(office))


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


SCRIPT = b"<h1>Call taker</h1><script>alert(1)</script><p onclick='x()'>Answers calls &lt;b&gt;at once.</p>"
REFUSED: dict[str, tuple[File, str]] = {
    "zip bomb": (("bomb.zip", zipped(**{"job.txt": b"0" * 2**25})), "times its size"),
    "path in a zip file": (("slip.zip", zipped(**{"../../evil.txt": b"x"})), "named to land outside"),
    "wrong suffix": (("scan.pdf", b"MZ no document"), "is named .pdf and is not a PDF"),
    "program": (("setup.exe", b"MZ"), "Programs are not taken"),
    "no workbook": (("duties.xlsx", b"duty,occupation\n"), "is not an Excel workbook"),
    "path of a file": (("../../../etc/passwd", b"root:x:0:0"), "<code>passwd</code> files are not taken"),
    "active record": (("a.yaml", b"agent: !!python/object:os.system {id: x}\n"), "a.yaml:1"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused_is_told_and_not_taken_in(client: TestClient, office: Path, kind: str) -> None:
    file, said = REFUSED[kind]
    address, page = hand_in(client, [file])
    assert said in page
    assert str(office) not in page
    assert "Nothing was taken in" in Form(page).set("allowed", "1").send(client, address, "take")
    assert [path.name for path in (office / "evidence").iterdir()] == ["contribution.yaml"]
    assert not (office / "texts").exists()
    kept = office / ".soc-evidence" / "uploads" / address.rpartition("/")[2] / "files"
    assert all(path.parent == kept for path in kept.rglob("*"))


def test_markup_of_a_file_is_only_text(client: TestClient) -> None:
    _, page = hand_in(client, [("a<script>alert(2)</script>.html", SCRIPT)])
    assert "<script>alert" not in page
    assert "onclick" not in page


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("empty.txt", b"")], "empty.txt is empty."),
        ([(f"{n}.txt", b"Answer.") for n in range(MOST_FILES + 1)], f"More than {MOST_FILES} files at once"),
    ],
    ids=["empty", "too many"],
)
def test_what_is_no_upload_is_told_at_the_form(
    client: TestClient, office: Path, files: list[File], said: str
) -> None:
    address, page = hand_in(client, files)
    assert said in page
    assert not address
    assert not list((office / ".soc-evidence" / "uploads").iterdir())


def test_others_on_the_machine_cannot_read_what_waits(client: TestClient, office: Path) -> None:
    address, _ = hand_in(client, [("sop.txt", b"Answer every call.")])
    folder = office / ".soc-evidence" / "uploads" / address.rpartition("/")[2]
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("key", ["..%2f..%2fevidence", "aaaaaaaaaaaaaaaaaaaaaa", "x"])
def test_an_address_of_no_upload_leads_nowhere(client: TestClient, key: str) -> None:
    assert client.get(f"/contribute/{key}").status_code == 404


NAMES = {
    "C:\\Users\\dana\\job.docx": "job.docx",
    "../../evil.txt": "evil.txt",
    "a:b*c?.txt": "a-b-c-.txt",
    ".yaml": "yaml",
    "..": "file",
    "": "file",
    "line\nbreak\x1b[31m.pdf": "line-break-[31m.pdf",
    "Außendienst 2025.docx": "Außendienst 2025.docx",
    f"{'x' * 300}.docx": f"{'x' * 120}.docx",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_lead_nowhere(name: str) -> None:
    assert plain_name(name) == NAMES[name]
