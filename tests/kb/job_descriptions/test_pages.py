"""Pages as Markdown and as Word: nothing of a description is taken for markup, and tables have a head."""

from __future__ import annotations

from io import BytesIO

import docx
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.job_descriptions.pages import Grid, Heading, Items, Paragraph, as_markdown, as_word

WORDS = st.text(st.characters(exclude_categories=("C", "Z"), max_codepoint=0x2FF), min_size=1, max_size=12)


@given(WORDS)
@example("&lt;")
@example("[a]:")
@example("~~~")
@example("12.")
def test_words_of_a_description_come_out_as_they_are(words: str) -> None:
    (_, inline, _) = MarkdownIt().parse(as_markdown((Paragraph(f"{words} y"),)))
    assert "".join(child.content for child in inline.children or ()) == f"{words} y"


def test_a_table_in_word_has_a_head_that_is_repeated() -> None:
    page = (Heading("Title", 1), Items(("one", "two")), Grid(("a", "b"), (("1", "2\x0b3"),)))
    word = docx.Document(BytesIO(as_word(page)))
    assert word.core_properties.title == "Title"
    assert [paragraph.text for paragraph in word.paragraphs][:3] == ["Title", "one", "two"]
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1", "23"]]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")


def test_the_same_table_in_markdown() -> None:
    assert (
        as_markdown((Grid(("a", "b"), (("1|2", "[x](y)"),)),))
        == "| a | b |\n| --- | --- |\n| 1\\|2 | [x\\](y) |\n"
    )
