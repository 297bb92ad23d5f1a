"""Text files: their characters, whatever program wrote them, and their parts as lines tell them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.texts import RefusedError, extract
from kb.texts.line_blocks import blocks_of
from kb.texts.line_looks import marker_of

SAID = "The “911” caller – café"
CASES = sorted((Path(__file__).parent / "lines").glob("*.txt"))


@pytest.mark.parametrize(
    ("data", "remarks"),
    [
        (SAID.encode(), ()),
        (SAID.encode("utf-8-sig"), ()),
        (SAID.encode("utf-16"), ()),
        (("\ufeff" + SAID).encode("utf-16-be"), ()),
        (SAID.encode("cp1252"), ("It is not UTF-8, and was read as windows-1252.",)),
    ],
)
def test_characters_are_read_whatever_wrote_them(
    data: bytes, remarks: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    found = extract(tmp_path / "a.txt")
    assert (found.text, found.remarks) == (SAID, remarks)


def test_utf_16_without_a_mark_is_known_by_its_zeros(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Answers calls.".encode("utf-16-le"))
    assert extract(tmp_path / "a.txt").text == "Answers calls."


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b" \n\t\n", "empty"), (bytes(range(32)) * 20, "no text")]
)
def test_what_is_no_text_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(RefusedError, match=reason):
        extract(tmp_path / "a.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_lines_make_parts(case: Path) -> None:
    """A case has the text, a line of tildes, and the parts: kind, level, and what it holds on one line."""
    text, _, expected = case.read_text("utf-8").partition("~~~~\n")
    told = [f"{b.kind} {b.level} {' '.join(text[b.start : b.end].split())}" for b in blocks_of(text)]
    assert told == expected.splitlines()


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("• Answer", "•"),
        ("  - Answer", "-"),
        ("4.2 Answering", "4.2"),
        ("4.2.1. Answering", "4.2.1."),
        ("(a) answer", "(a)"),
        ("iv) answer", "iv)"),
        ("12. Answer", "12."),
        ("9-1-1 calls", ""),
        ("2019 was", ""),
        ("-5 degrees", ""),
        ("A caller", ""),
        ("I answer", ""),
        ("3.5 percent"[:3], ""),
    ],
)
def test_markers(line: str, marker: str) -> None:
    assert marker_of(line) == marker


@given(
    st.lists(
        st.sampled_from(["", "- a b", "1. c", "Duties:", "d e f", "  x", "A\tB", "\x0c", "# h"]), max_size=12
    )
)
def test_parts_follow_one_another_and_leave_no_word_out(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = blocks_of(text)
    ends = [0, *(block.end for block in blocks)]
    assert all(end <= block.start < block.end for end, block in zip(ends, blocks, strict=False))
    told = "".join(text[block.start : block.end] for block in blocks)
    assert "".join(told.split()) == "".join(text.split())
