"""`init`: a workspace that can go under git as it is."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.workspace import open_workspace
from tests.conftest import Told


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_sees_what_the_office_wrote_and_nothing_else(
    empty: Path, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("init", "office", "--contributor", "Dana Reyes", "--organization", "Bay County").code == 0
    office = empty / "office"
    monkeypatch.chdir(office)
    for name in ("texts/aha-2020.pdf", "texts/bay-sop.txt", "comment.pdf", ".soc-evidence/store/CURRENT"):
        path = office / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A document of somebody else.\n")
    subprocess.run(["git", "init", "--quiet"], check=True)
    listed = ["git", "ls-files", "--others", "--exclude-standard"]
    seen = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split()
    assert seen == [
        ".gitignore",
        "evidence/README.md",
        "evidence/contribution.yaml",
        "letter.md",
        "soc-evidence.toml",
        "submission.md",
    ]


def test_the_files_of_two_workspaces_have_addresses_of_their_own(
    empty: Path, cli: Callable[..., Told]
) -> None:
    for name in ("one", "two"):
        assert cli("init", name, "--contributor", "Dana Reyes", "--organization", "Bay County").code == 0
    homes = {open_workspace(empty / name).layers[1].graph("") for name in ("one", "two", "two")}
    assert len(homes) == 2
    assert all("/file/own/bay-county-" in home for home in homes)


class _Terminal(io.StringIO):
    """Answers typed on a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_asked_for_the_case(
    empty: Path, cli: Callable[..., Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal("n\n\nletter\n29-2042\nagainst\n33-0000\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert cli("init", "office").code == 0
    draft = (empty / "office" / "submission.md").read_text("utf-8")
    for line in ("occupation: 29-2042", "proposes: 33-0000", "position: against", "kind: letter"):
        assert f"\n{line}\n" in draft


def test_without_a_terminal_nothing_is_asked(empty: Path, cli: Callable[..., Told]) -> None:
    assert cli("init", "example").code == 0
    assert "# Summary" in (empty / "example" / "submission.md").read_text("utf-8")
    assert "comment-box: yes" in (empty / "example" / "letter.md").read_text("utf-8")
    told = cli("init", "two words", "--occupation", "33-9031", "--kind", "letter", "--position", "in part")
    assert told.code == 0
    assert "cd 'two words', put your words into submission.md, then: soc-evidence build" in told.err
    draft = (empty / "two words" / "submission.md").read_text("utf-8")
    assert "\nposition: in part\n" in draft
    already = cli("init", "third", "--occupation", "29-2042", "--proposes", "29-0000")
    assert (already.code, "29-2042 is in 29-0000 already." in already.err) == (2, True)
    wrong = cli("init", "third", "--occupation", "43-5013")
    assert wrong.code == 2
    assert "Did you mean '43-5031'?" in wrong.err
    assert not (empty / "third").exists()
