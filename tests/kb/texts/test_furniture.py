from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kb.quoting import Selector, SourceText, Verdict, compare
from kb.texts.frozen_texts import extract
from kb.texts.page_furniture import furniture


def test_a_sentence_that_crosses_a_page_is_found_whole(tmp_path: Path) -> None:
    sentence = "Telecommunicators decide what response each call needs and guide the caller until it comes."
    words = sentence.split()
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for page, said in enumerate(
        ("The report begins.", " ".join(words[:6]), " ".join(words[6:]), "It ends."), 1
    ):
        canvas.drawString(70, 800, "Bay County Emergency Communications")
        canvas.drawString(70, 700, said)
        canvas.drawString(70, 40, f"Annual report 2025 | {page} of 4")
        canvas.showPage()
    canvas.save()
    text = extract(tmp_path / "a.pdf").text
    found = compare(Selector(sentence), SourceText(text))
    assert found.verdict is Verdict.NORMALISED
    assert text.count("Bay County") == text.count("Annual report 2025") == 1
    assert len(text.split("\f")) == 4


def without_furniture(pages: list[str]) -> list[str]:
    lines = [page.split("\n") for page in pages]
    _, again = furniture(lines)
    return [
        "\n".join(line for number, line in enumerate(page) if (at, number) not in again)
        for at, page in enumerate(lines)
    ]


def test_figures_at_the_edge_of_pages_stay() -> None:
    pages = [f"Table of calls\nA {n}\nTotal {n * n} calls" for n in (3, 8, 5, 9)]
    assert [page.split("\n")[-1] for page in without_furniture(pages)] == [
        "Total 9 calls",
        "Total 64 calls",
        "Total 25 calls",
        "Total 81 calls",
    ]


LINES = st.lists(st.sampled_from(["a", "b 1", "2", "", "c 3 4"]), max_size=9)


@given(st.lists(LINES.map("\n".join), min_size=1, max_size=8))
def test_only_the_edges_of_later_pages_lose_lines(pages: list[str]) -> None:
    kept = without_furniture(pages)
    assert len(kept) == len(pages)
    assert kept[0] == pages[0]
    for before, after in zip(pages, kept, strict=True):
        told, left = ([line for line in text.split("\n") if line] for text in (before, after))
        middle = told[2:-2]
        assert any(left[at : at + len(middle)] == middle for at in range(3))
        assert len(told) - len(left) <= 4
