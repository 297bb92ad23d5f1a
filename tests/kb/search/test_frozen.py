from __future__ import annotations

from pathlib import Path

from kb.search.text_passages import digest, frozen_texts, read_texts, split
from kb.workspace import open_workspace

TEXT = """\
Chapter Five: The Work

Calls come in at all hours. They are answered by Dr. Lee and others in the U.S. today.

• A bullet stands alone.
\fRules

Nobody may smoke.
"""


def test_passages_end_with_their_paragraph_and_carry_their_place() -> None:
    found = [(p.text, p.locator) for p in split(TEXT, "handbook")]
    assert found == [
        (
            "Calls come in at all hours. They are answered by Dr. Lee and others in the U.S. today.",
            'section "Chapter Five: The Work", page 1, line 3',
        ),
        ("• A bullet stands alone.", 'section "Chapter Five: The Work", page 1, line 5'),
        ("Nobody may smoke.", 'section "Rules", page 2, line 8'),
    ]


def test_a_text_without_any_full_stop_is_cut_at_a_blank() -> None:
    parts = [p.text for p in split("word " * 1000, "x")]
    assert max(map(len, parts)) <= 1200
    assert " ".join(parts) == ("word " * 1000).strip()


def test_a_changed_text_changes_the_digest(office: Path) -> None:
    (office / "texts").mkdir()
    (office / "texts" / "handbook.txt").write_text(TEXT)
    workspace = open_workspace()
    before = digest(frozen_texts(workspace))
    (office / "texts" / "handbook.txt").write_text(TEXT + "More.")
    assert digest(frozen_texts(workspace)) != before


def test_what_cannot_be_read_is_told(office: Path) -> None:
    (office / "texts").mkdir()
    (office / "texts" / "bad.txt").write_bytes(bytes(range(32)) * 9)
    passages, refused = read_texts(frozen_texts(open_workspace()))
    assert passages == []
    assert refused[0].startswith("bad.txt: It is no text")
