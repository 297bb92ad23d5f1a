"""`add` of the files that offices have: zip files, e-mails, folders, documents that are on record already."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Told
from tests.kb.texts import office_documents

Cli = Callable[..., Told]


@pytest.fixture
def inbox(office: Path) -> Path:
    folder = office.parent / "inbox"
    folder.mkdir()
    return folder


def text(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def titled(number: int) -> bytes:
    return f"Bid solicitation\n\nRadio consoles, lot {number}, are wanted.\n".encode()


def stored(office: Path) -> list[str]:
    return sorted(path.name for path in (office / "texts").glob("[!.]*"))


def test_many_documents_of_one_title_go_in_one_go(office: Path, inbox: Path, cli: Cli) -> None:
    for number in range(4):
        (inbox / f"bid{number}.txt").write_bytes(titled(number))
    told = cli("add", inbox, "--yes")
    assert told.code == 0, told
    names = [
        "bid-solicitation-2.txt",
        "bid-solicitation-3.txt",
        "bid-solicitation-4.txt",
        "bid-solicitation.txt",
    ]
    assert stored(office) == names
    (inbox / "bid9.txt").write_bytes(titled(9))
    assert cli("add", inbox / "bid9.txt", "--yes").code == 0
    assert "bid-solicitation-5.txt" in stored(office)
    assert cli("check").code == 0


def test_one_of_several_documents_is_corrected_by_its_name(office: Path, inbox: Path, cli: Cli) -> None:
    text(inbox, "a.txt", "Radio procedure", "Answer.")
    text(inbox, "b.txt", "Radio procedure", "Answer at once.")
    several = cli("add", inbox, "--yes", "--set", "title=Another")
    assert several.code == 2
    assert "Say which: --set a.txt:title=..." in several.err
    unasked = cli("add", inbox, "--yes")
    assert 'help: Say what it should be: --set b.txt:author="…"' in unasked.out
    shutil.rmtree(office / "evidence" / "contributed")
    shutil.rmtree(office / "texts")
    told = cli(
        "add", inbox, "--yes", "--set", "b.txt:title=Call transfer", "--set", "b.txt:author=Bay County"
    )
    assert told.code == 0
    assert stored(office) == ["call-transfer.txt", "radio-procedure.txt"]
    assert "b.txt: warning" not in told.out


def test_what_is_wrong_with_a_proposed_record_is_said_of_the_document(
    office: Path, inbox: Path, cli: Cli
) -> None:
    path = text(inbox, "sop.txt", "Radio procedure", "Answer.")
    told = cli("add", path, "--yes", "--set", "title=Call (850) 248-6040")
    assert told.code == 1
    assert "../inbox/sop.txt: error[personal-data]" in told.out
    assert 'help: Say what it should be: --set title="…"' in told.out


def test_the_members_of_a_zip_file_are_taken_as_if_handed_singly(office: Path, inbox: Path, cli: Cli) -> None:
    members = {
        "2025/sop.txt": b"Radio procedure\n\nAnswer at once.\n",
        "2025/bid.txt": titled(1),
        "agent.yaml": b"agent: {id: bay, name: Bay County, kind: organization}\n",
        "__MACOSX/2025/._sop.txt": b"x",
        "2025/Thumbs.db": b"x",
    }
    path = office_documents.packed(inbox / "ours.zip", members)
    told = cli("add", path, "--yes", "--set", "ours.zip!2025/sop.txt:author=Bay County")
    assert told.code == 0, told
    assert stored(office) == ["bid-solicitation.txt", "radio-procedure.txt"]
    assert (office / "texts" / "radio-procedure.txt").read_bytes() == members["2025/sop.txt"]
    assert "../inbox/ours.zip!2025/bid.txt: warning[source-author-date]" in told.out
    assert "../inbox/ours.zip!2025/Thumbs.db: note[file-passed-over]" in told.out
    (folder,) = (office / "evidence" / "contributed").iterdir()
    assert (folder / "agent.yaml").read_bytes() == members["agent.yaml"]
    again = cli("add", path, "--yes")
    assert again.out.count("taken in before; nothing was added") == 3


def test_a_mistake_in_a_zip_file_names_the_member_and_takes_nothing(
    office: Path, inbox: Path, cli: Cli
) -> None:
    inner = office_documents.packed(inbox / "inner.zip", {"a.txt": b"Radio procedure\n"}).read_bytes()
    members = {"inner.zip": inner, "call.wav": b"RIFF", "ok.txt": b"Radio procedure\n"}
    path = office_documents.packed(inbox / "ours.zip", members)
    told = cli("add", path, "--yes")
    assert told.code == 1
    assert "ours.zip!inner.zip: error[file-refused] It is a zip file within a zip file." in told.out
    assert "ours.zip!call.wav: error[file-refused] `.wav` files are not taken." in told.out
    assert "help: Write down what is said in it" in told.out
    assert not (office / "texts").exists()


def test_an_e_mail_and_its_attachments_become_sources_and_nobody_an_author(
    office: Path, inbox: Path, cli: Cli
) -> None:
    attachments = {"sop.txt": b"Radio procedure\n\nAnswer.\n", "Thumbs.db": b""}
    path = office_documents.eml(inbox / "mail.eml", attachments)
    told = cli("add", path, "--yes")
    assert told.code == 0, told
    assert stored(office) == ["new-hours-of-the-desk.eml", "radio-procedure.txt"]
    record = next((office / "evidence" / "contributed").rglob("new-hours-of-the-desk.yaml")).read_text()
    assert 'type: "personal_communication"' in record
    assert 'issued: "2025-03-03"' in record
    assert "Roe" not in record
    assert cli("quote", "new-hours-of-the-desk", "The desk is staffed").out.startswith("# exact")
    assert "mail.eml!sop.txt" in cli("add", path, "--yes").out


def test_an_e_mail_whose_attachments_cannot_be_taken_out_is_not_taken_without_them(
    office: Path, inbox: Path, cli: Cli
) -> None:
    path = office_documents.eml(inbox / "mail.eml", {f"{n}.txt": b"x" for n in range(501)})
    told = cli("add", path, "--yes")
    assert told.code == 1
    assert "mail.eml: error[file-refused] There is more in it than 500 files" in told.out


def test_what_programs_leave_in_a_folder_is_passed_over_and_named(
    office: Path, inbox: Path, cli: Cli
) -> None:
    text(inbox, "sop.txt", "Radio procedure", "Answer.")
    litter = "Thumbs.db desktop.ini .DS_Store ~$sop.docx .~lock.sop.odt# README.md quotations.json".split()
    for name in litter:
        text(inbox, name, "x")
    (inbox / ".git").mkdir()
    text(inbox / ".git", "config", "x")
    told = cli("add", inbox, "--yes")
    assert told.code == 0, told
    assert stored(office) == ["radio-procedure.txt"]
    for name in [*litter, ".git"]:
        assert f"../inbox/{name}: note[file-passed-over] Passed over:" in told.out, name
    assert ".git/config" not in told.out


def test_what_is_no_file_or_cannot_be_read_is_told(office: Path, inbox: Path, cli: Cli) -> None:
    (inbox / "link").symlink_to(office)
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    text(inbox, "sop.txt", "Radio procedure", "Answer.")
    told = cli("add", inbox, "--yes")
    assert told.code == 0, told
    assert "../inbox/link: note[file-passed-over] Passed over: it is a link to a folder." in told.out
    assert (
        "../inbox/gone.txt: note[file-passed-over] Passed over: it is a link to what is not there."
        in told.out
    )
    os.mkfifo(inbox / "pipe.zip")
    assert "pipe.zip: error[file-refused] This is not a regular file." in cli("add", inbox, "--yes").out


def test_the_workspaces_own_files_are_no_contribution_to_it(office: Path, cli: Cli) -> None:
    text(office, "sop.txt", "Radio procedure", "Answer.")
    (office / "proposals").mkdir()
    text(office / "proposals", "job-duties.csv", "not,yet")
    told = cli("add", ".", "--yes")
    assert told.code == 0, told
    assert stored(office) == ["radio-procedure.txt"]
    assert "evidence: note[file-passed-over] Passed over: it is in this workspace already." in told.out
    (folder,) = (office / "evidence" / "contributed").iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["contribution.yaml", "radio-procedure.yaml"]


RECORD = "source:\n  id: bay-sop\n  type: report\n  title: Radio procedure\n  authority: government-page\n"


def test_a_document_that_a_record_describes_is_stored_and_said_so(
    office: Path, inbox: Path, cli: Cli
) -> None:
    path = text(inbox, "sop.txt", "Radio procedure", "Answer.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    described = f"{RECORD}  text: {{extent: full, sha256: {digest}}}\n"
    (office / "evidence" / "sop.yaml").write_text(described)
    told = cli("add", path, "--yes")
    assert told.code == 0, told
    assert "../inbox/sop.txt: stored as the document of `source/bay-sop`, which is on record" in told.out
    assert stored(office) == ["bay-sop.txt"]
    assert not (office / "evidence" / "contributed").exists()
    assert "taken in before" in cli("add", path, "--yes").out
    shutil.rmtree(office / "texts")
    assert "stored as the document" in cli("add", path, "--yes").out


def test_a_document_may_be_given_to_a_record_by_its_id(office: Path, inbox: Path, cli: Cli) -> None:
    path = text(inbox, "sop.txt", "Radio procedure", "Answer.")
    (office / "evidence" / "sop.yaml").write_text(RECORD)
    told = cli("add", path, "--yes", "--set", "id=bay-sop")
    assert told.code == 0, told
    assert stored(office) == ["bay-sop.txt"]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert f"help: Add to the record: text: {{sha256: {digest}, bytes: 24}}" in told.out


def test_a_record_of_another_document_keeps_it_out_with_both_named(
    office: Path, inbox: Path, cli: Cli
) -> None:
    path = text(inbox, "sop.txt", "Radio procedure", "Answer.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (office / "evidence" / "sop.yaml").write_text(f"{RECORD}  text: {{extent: full, sha256: {'ab' * 32}}}\n")
    told = cli("add", path, "--yes", "--set", "id=bay-sop")
    assert told.code == 1
    assert "`source/bay-sop` describes another document" in told.out
    assert "abababababab" in told.out
    assert digest[:12] in told.out
    assert not (office / "texts").exists()


def test_every_refusal_says_what_to_do_with_that_very_file(office: Path, inbox: Path, cli: Cli) -> None:
    for name in ("a.pages", "b.lnk", "c.exe", "d.rar", "e.qqq"):
        (inbox / name).write_bytes(b"x")
    told = cli("add", inbox, "--yes")
    assert told.code == 1
    helps = [line.strip() for line in told.out.splitlines() if line.strip().startswith("help:")]
    assert len(set(helps)) == 5
    assert not any(".trig" in line for line in helps)


def test_what_is_told_before_confirming_is_told_again(office: Path, inbox: Path, cli: Cli) -> None:
    path = text(inbox, "sop.txt", "Radio procedure", "Answer at once.")
    asked = cli("add", path)
    assert "warning[source-author-date]" in asked.out
    assert cli("add", path, "--yes").out.startswith(asked.out)
