"""Formats that people have, read through libraries and programs, and what is said where these are missing."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from kb.texts import BlockKind, RefusedError, extract
from kb.texts.document_kinds import KINDS, Use
from kb.texts.unpacking import unpack
from tests.kb.texts import documents, office_documents
from tests.kb.texts.compound_files import compound_file, outlook_letter
from tests.kb.texts.office_documents import DUTY, formats, libreoffice, ocrmypdf


@libreoffice
def test_rich_text_is_read_and_what_the_program_says_of_itself_is_not(tmp_path: Path) -> None:
    found = extract(office_documents.rtf(tmp_path / "job.rtf", "Telecommunicator", DUTY))
    assert found.text.split("\n")[:2] == ["Telecommunicator", DUTY]
    assert "author" not in found.details


@libreoffice
def test_what_an_old_word_document_is_saved_as_is_read_whatever_it_is(tmp_path: Path) -> None:
    path = tmp_path / "job.doc"
    path.write_text(f"<html><body><h1>Telecommunicator</h1><ul><li>{DUTY}</li></ul></body></html>")
    assert DUTY in extract(path).text


@libreoffice
def test_a_program_asks_nobody_for_what_a_document_links_to(tmp_path: Path) -> None:
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            asked.append(connection.recv(100))
            connection.close()

    threading.Thread(target=listen, daemon=True).start()
    link = f"http://127.0.0.1:{server.getsockname()[1]}"
    body = (
        f'<text:p>{DUTY}<draw:frame text:anchor-type="as-char" svg:width="1cm" svg:height="1cm"><draw:image '
        f'xlink:href="{link}/a.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{link}/b.odt"/></text:section>'
    )
    found = extract(office_documents.open_document(tmp_path / "job.odt", "text", body))
    server.close()
    assert DUTY in found.text
    assert asked == []


@libreoffice
def test_what_a_program_cannot_open_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "job.doc"
    path.write_bytes(compound_file({"WordDocument": bytes(5000)}))
    with pytest.raises(RefusedError, match="damaged or have a password") as caught:
        extract(path)
    assert "remove the password" in caught.value.remedy


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".odt", ".xls", ".ods", ".ppt", ".jpg", ".tiff"])
def test_a_missing_program_is_named_with_what_to_do_instead(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kb.texts import outside_programs

    monkeypatch.setattr(outside_programs, "program_path", lambda program: "")
    kind = KINDS[suffix]
    assert kind.needs
    with pytest.raises(RefusedError, match=f"takes the program {kind.needs.value}") as caught:
        outside_programs.needed(kind.needs, kind)
    assert kind.instead in caught.value.remedy
    assert f"install {kind.needs.value}" in caught.value.remedy


def test_the_worker_says_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = office_documents.scan(tmp_path / "scan.pdf", "Anything")
    with pytest.raises(RefusedError, match=r"a scan.*takes the program OCRmyPDF"):
        extract(path)


@ocrmypdf
@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_a_scan_is_read_and_said_to_be_one(name: str, tmp_path: Path) -> None:
    found = extract(office_documents.scan(tmp_path / name, "Telecommunicators give instructions"))
    assert " ".join(found.text.split()) == "Telecommunicators give instructions"
    assert any("text recognition: check each quotation by eye" in remark for remark in found.remarks)


@pytest.mark.parametrize(("name", "package"), [("deck.pptx", "pptx"), ("mail.msg", "oxmsg")])
def test_a_missing_package_is_named(
    name: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{package}.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    if package == "oxmsg":
        path = outlook_letter(tmp_path / name, {"0037": "New hours"}, {})
    else:
        parts = {"[Content_Types].xml": b"<t/>", "ppt/presentation.xml": b"<p/>"}
        path = office_documents.packed(tmp_path / name, parts)
    with pytest.raises(RefusedError, match=f"takes the Python package python-{package}") as caught:
        extract(path)
    assert 'pip install "soc-evidence[formats]"' in caught.value.remedy


@formats
def test_slides_give_titles_points_tables_and_notes(tmp_path: Path) -> None:
    found = extract(office_documents.pptx(tmp_path / "deck.pptx"))
    assert found.text == f"Night shift\nAnswer calls\n{DUTY}\nSay why.\fStaffing\nDesks\t12"
    parts = [(block.kind, found.text[block.start : block.end]) for block in found.blocks]
    assert parts == [
        (BlockKind.HEADING, "Night shift"),
        (BlockKind.ITEM, "Answer calls"),
        (BlockKind.ITEM, DUTY),
        (BlockKind.NOTE, "Say why."),
        (BlockKind.HEADING, "Staffing"),
        (BlockKind.ROW, "Desks\t12"),
    ]
    assert set(found.unread) == {"1 picture", "1 slide that is hidden"}


def test_templates_and_documents_with_macros_are_word_documents(tmp_path: Path) -> None:
    from docx.opc.constants import CONTENT_TYPE

    for suffix, declared in (
        (".docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        (".dotx", CONTENT_TYPE.WML_DOCUMENT_MAIN.replace("document.main", "template.main")),
    ):
        path = documents.docx(tmp_path / "a.docx", [DUTY]).rename(tmp_path / f"a{suffix}")
        types = documents.part(path, "[Content_Types].xml").decode()
        documents.with_part(
            path, "[Content_Types].xml", types.replace(CONTENT_TYPE.WML_DOCUMENT_MAIN, declared).encode()
        )
        assert extract(path).text.startswith(DUTY)


def test_an_e_mail_gives_its_headers_and_body(tmp_path: Path) -> None:
    found = extract(office_documents.eml(tmp_path / "a.eml", {"sop.txt": b"Stay."}))
    assert found.text.splitlines() == [
        "Subject: Re: New hours of the desk",
        "Date: Mon, 03 Mar 2025 09:00:00 -0600",
        "From: Jo Roe <jo@example.org>",
        "To: Al Poe <al@example.org>",
        "Attachments: sop.txt",
        "",
        "The desk is staffed day and night.",
    ]
    assert dict(found.details) == {"title": "Re: New hours of the desk", "date": "2025-03-03"}


def test_the_body_of_an_e_mail_may_be_a_page(tmp_path: Path) -> None:
    page = "<p>The desk is <b>staffed</b>.</p><img src=cid:logo>"
    found = extract(office_documents.eml(tmp_path / "a.eml", {}, page))
    assert found.text.endswith("\n\nThe desk is staffed.")
    assert found.unread == ("1 picture within the e-mail",)


@formats
def test_an_outlook_e_mail_gives_the_same_and_its_attachments(tmp_path: Path) -> None:
    fields = {"001A": "IPM.Note", "0037": "New hours", "1000": "The desk is staffed.\r\n"}
    path = outlook_letter(tmp_path / "a.msg", fields, {"sop.txt": b"Stay at the desk. " * 400, "b.txt": b"x"})
    assert extract(path).text == "Subject: New hours\nAttachments: sop.txt, b.txt\n\nThe desk is staffed."
    (tmp_path / "out").mkdir()
    assert [(m.name, len(m.path.read_bytes())) for m in unpack(path, tmp_path / "out")] == [
        ("sop.txt", 7200),
        ("b.txt", 1),
    ]


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"../../outside.txt": b"x"}, "named to land outside"),
        ({"/etc/outside.txt": b"x"}, "named to land outside"),
        ({"C:\\outside.txt": b"x"}, "named to land outside"),
        ({f"{n}.txt": b"x" for n in range(501)}, "more in it than 500 files"),
    ],
    ids=["above", "root", "drive", "many"],
)
def test_a_hostile_zip_file_is_refused(members: dict[str, bytes], reason: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(RefusedError, match=reason):
        unpack(office_documents.packed(tmp_path / "a.zip", members), tmp_path / "out")
    assert not list(tmp_path.glob("outside*"))


def test_members_are_written_under_names_that_a_disk_takes(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    names = ["2025/job.docx", "a\x00b.txt", "con|?*.txt", "é/ü.txt", f"{'x' * 300}.txt", "..."]
    found = unpack(office_documents.packed(tmp_path / "a.zip", dict.fromkeys(names, b"x")), tmp_path / "out")
    assert found[0].name == "2025/job.docx"
    assert all(member.path.is_relative_to(tmp_path / "out") and member.path.is_file() for member in found)


@pytest.mark.parametrize(
    ("name", "content", "reason", "remedy"),
    [
        ("a.docx", {"EncryptedPackage": bytes(10)}, "protected with a password", "remove the password"),
        ("a.xlsx", {"EncryptedPackage": bytes(10)}, "protected with a password", "remove the password"),
        ("a.docx", {"WordDocument": bytes(10)}, "named .docx and is an old Word document", "save it again"),
        ("a.pdf", {"Workbook": bytes(10)}, "named .pdf and is an old Excel workbook", "save it again"),
        ("a.msg", {"WordDocument": bytes(10)}, "named .msg and is an old Word document", "save it again"),
        ("a.jpg", {"x": bytes(10)}, "named .jpg", "save it again"),
    ],
)
def test_what_a_file_really_is_is_said(
    name: str, content: dict[str, bytes], reason: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(compound_file(dict(content)))
    with pytest.raises(RefusedError, match=reason) as caught:
        extract(path)
    assert remedy in caught.value.remedy


def test_one_office_document_named_as_another_is_told(tmp_path: Path) -> None:
    sheet = documents.xlsx(tmp_path / "a.xlsx", [["x"]]).rename(tmp_path / "a.docx")
    with pytest.raises(RefusedError, match=r"named \.docx and is an Excel workbook"):
        extract(sheet)


def test_a_locked_pdf_says_how_to_unlock_it(tmp_path: Path) -> None:
    import pikepdf

    path = documents.pdf(tmp_path / "open.pdf", [["Words."]])
    with pikepdf.open(path) as opened:
        opened.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    with pytest.raises(RefusedError, match="protected with a password") as caught:
        extract(tmp_path / "a.pdf")
    assert caught.value.remedy == "Open it, remove the password, save it again."


def test_whatever_needs_something_says_what_to_do_without_it() -> None:
    for kind in KINDS.values():
        assert bool(kind.instead) == bool(kind.needs or kind.package), kind
        assert kind.read_as == "" or kind.read_as in KINDS
        assert kind.use is not Use.FOLDER or not kind.needs
