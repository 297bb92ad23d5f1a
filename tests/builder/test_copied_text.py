"""Sentences taken from the example, or from another draft of the same workspace."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.building import fill_and_check
from builder.resolve.resolve_draft import read
from kb.store import Knowledge
from kb.workspace import Workspace

Said = Callable[[str], list[tuple[int, str, str]]]
HEAD = "---\ntitle: A test\ndocket: bls-2024-0001\n---\n\n# The work\n\n"
OTHER = "The desks of our center are staffed by two people at all times of the day and the night."
EXAMPLE = (
    "Telecommunicators find out what the danger is, decide on the response and send it, and tell callers"
)
OWN = "Nobody else has ever put it quite in the way in which this one sentence happens to put it."


@pytest.fixture
def said(tmp_path: Path, small_workspace: Workspace, knowledge: Knowledge) -> Said:
    """Check a text beside another draft; return lines and messages of what was copied."""
    workspace = replace(small_workspace, root=tmp_path)
    (tmp_path / "ours.md").write_text(f"{HEAD}{OTHER}\n")
    (tmp_path / "README.md").write_text(f"{OWN}\n")

    def run(text: str) -> list[tuple[int, str]]:
        (tmp_path / "mine.md").write_text(HEAD + text)
        found = fill_and_check(read(HEAD + text, str(tmp_path / "mine.md")), "mine.md", knowledge, workspace)
        assert not [f for f in found.findings if re.search("[\ue100-\ue103]", f.message + f.fix)]
        return [
            (f.location.line, f.severity.label, f.message) for f in found.findings if f.check == "copied-text"
        ]

    return run


def test_a_sentence_of_another_draft_is_named_with_it(said: Said) -> None:
    ((line, _, message),) = said(f"{OWN}\n\n{OWN} {OTHER}\n")
    assert line == 10
    assert "ours.md" in message
    assert OTHER[:40] in message


def test_a_sentence_with_a_word_changed_is_named_too(said: Said) -> None:
    ((_, _, message),) = said(f"{OWN}\n\n{OWN}\n\n{OTHER.replace('two people', 'two persons')}\n")
    assert message.startswith("This sentence is nearly one of ours.md")


def test_what_a_sentence_hides_stays_hidden(said: Said, tmp_path: Path) -> None:
    call = "Our records desk with its four clerks is called at 850-388-4410 on every day of the week."
    (tmp_path / "theirs.md").write_text(f"{HEAD}{call}\n")
    ((_, _, message),) = said(f"{OWN}\n\n{OWN}\n\n{call}\n")
    assert message.endswith("is called at ***-***-**10 on every day of the week.”")


def test_a_frame_with_other_figures_is_no_copy(said: Said, tmp_path: Path) -> None:
    frame = "In the year {period}`%s employment latest` there were many of them in the whole of the country."
    (tmp_path / "theirs.md").write_text(f"{HEAD}{frame % '43-5031'}\n")
    ((_, _, message),) = said(f"{OWN}\n\n{OWN}\n\n{frame % '43-5031'}\n")
    assert "“In the year … there were many" in message
    assert said(f"{OWN}\n\n{OWN}\n\n{frame % '33-9032'}\n") == []


def test_a_draft_that_is_mostly_another_may_be_a_version_of_it(said: Said) -> None:
    ((_, severity, message),) = said(f"{OTHER}\n\n{OTHER}\n")
    assert severity == "note"
    assert message == "2 of 2 sentences are those of ours.md."


def test_a_sentence_of_the_example_is_named(said: Said, bundled_example: str) -> None:
    start = bundled_example.index(EXAMPLE)
    sentence = bundled_example[start : bundled_example.index(".", start) + 1]
    ((_, _, message),) = said(f"{OWN}\n\n{OWN}\n\n{sentence}\n")
    assert "the bundled example" in message


def test_ones_own_words_titles_and_quotations_are_not(said: Said, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "ours.md", tmp_path / "copy.md")
    assert said(f"{OWN}\n\n> {OTHER}\n>\n> — Our manual\n\n## {OTHER}\n") == []


@pytest.fixture
def bundled_example() -> str:
    """The text of the bundled example."""
    import builder

    return (Path(builder.__file__).parent / "example" / "submission.md").read_text("utf-8")
