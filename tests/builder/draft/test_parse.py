"""Reading drafts: nodes, their places, and that nothing a draft holds raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.draft import nodes, parse
from builder.draft.outline import all_inlines, outline, walk

HEAD = "---\ntitle: A test\ndocket: d\n---\n"
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "word ",
                "[@a, p. 3]",
                "@b ",
                "{figure}`43-5031 employment 2025-05`",
                "{title}`",
                "*",
                "**",
                "`",
            ),
            *(
                "[^1]",
                "[x](#y)",
                "\n",
                "\n\n",
                "> ",
                "- ",
                "1. ",
                "# ",
                "## H {claim=a}\n",
                "é",
                "“",
                "\u2028",
            ),
            *("| a | b |\n|---|---|\n", "```{matrix} x\n", "```\n", ":::{note}\n", ":::\n", "<b>", "<!--"),
            *("-->", "\\", "&amp;", "  \n", "\t", "[^1]: note\n", "---\n", "![", "](", "]", "~~"),
        ]
    ),
    max_size=40,
).map("".join)


def blocks(text: str) -> tuple[nodes.Block, ...]:
    return parse(HEAD + text, "d.md", bodies={"redline": "literal"}).blocks


def inlines(text: str) -> list[nodes.Inline]:
    return list(all_inlines(parse(HEAD + text, "d.md")))


@given(PIECES)
def test_no_draft_raises_and_places_are_inside(text: str) -> None:
    draft = parse(HEAD + text, "d.md")
    lines = draft.text.split("\n")
    for inline in all_inlines(draft):
        assert 1 <= inline.place.line <= len(lines)
        assert 1 <= inline.place.column <= len(lines[inline.place.line - 1]) + 1
    for finding in draft.findings:
        assert finding.location.line <= len(lines)
        assert finding.message
        assert finding.fix


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    parse(text, "d.md")


@given(PIECES)
def test_roles_and_citations_are_where_they_say(text: str) -> None:
    draft = parse(HEAD + text, "d.md")
    lines = draft.text.split("\n")
    for inline in all_inlines(draft):
        rest = lines[inline.place.line - 1][inline.place.column - 1 :]
        if isinstance(inline, nodes.Role):
            assert rest.startswith("{" + inline.name + "}")
        if isinstance(inline, nodes.Cite):
            assert rest.startswith(("[", "@", "-@"))


@pytest.mark.parametrize(
    ("text", "name", "line", "column"),
    [
        ("A {code}`1`", "code", 5, 3),
        ("one\ntwo {code}`1`", "code", 6, 5),
        ("> quoted\n> and {code}`1`", "code", 6, 7),
        ("- item\n  - inner {code}`1`", "code", 6, 11),
        ("| a | b |\n|---|---|\n| {code}`1` | {code}`1` |", "code", 7, 3),
        (":::{note}\nbody {code}`1`\n:::", "code", 6, 6),
        ("> :::{note}\n> body {code}`1`\n> :::", "code", 6, 8),
        ("*styled {code}`1`* word", "code", 5, 9),
        ("&amp; {code}`1`", "code", 5, 7),
        ("\u2028\nword {code}`1`", "code", 6, 6),
        ("[^1]\n\n[^1]: see {code}`1`", "code", 7, 11),
    ],
)
def test_places(text: str, name: str, line: int, column: int) -> None:
    role = next(i for i in inlines(text) if isinstance(i, nodes.Role))
    assert (role.name, role.place.line, role.place.column) == (name, line, column)


def test_the_second_of_two_equal_cells_has_its_own_place() -> None:
    roles = [i for i in inlines("| a | b |\n|---|---|\n| {x}`1` | {x}`1` |") if isinstance(i, nodes.Role)]
    assert [role.place.column for role in roles] == [3, 12]


def test_directive() -> None:
    text = "```{figures} 43-5031 33-9031\n:measures: employment\n:caption: A: b\n\nbody [@a]\n```"
    (directive,) = blocks(text)
    assert isinstance(directive, nodes.Directive)
    assert directive.name == "figures"
    assert directive.argument == "43-5031 33-9031"
    assert dict(directive.options) == {"measures": "employment", "caption": "A: b"}
    assert directive.body == "body [@a]"
    (paragraph,) = directive.blocks
    assert isinstance(paragraph, nodes.Paragraph)
    assert paragraph.place.line == 9


def test_the_body_of_a_redline_is_not_markdown() -> None:
    (directive,) = blocks("```{redline} 43-5031\nTake <b> calls {++*now*++}\n```")
    assert isinstance(directive, nodes.Directive)
    assert directive.blocks == ()
    assert directive.body == "Take <b> calls {++*now*++}"


def test_heading_attributes() -> None:
    (heading,) = blocks('## The work {#work claim=a,b topic="T5 T4" answers=O3b}')
    assert isinstance(heading, nodes.Heading)
    assert dict(heading.attributes) == {
        "id": ("work",),
        "claim": ("a", "b"),
        "topic": ("T5", "T4"),
        "answers": ("O3b",),
    }
    assert isinstance(heading.content[0], nodes.Words)
    assert heading.content[0].text == "The work"


def test_quotation_marks_become_typographic_and_code_does_not() -> None:
    words = [i.text for i in inlines('He said "no" and `"yes"`.') if isinstance(i, nodes.Words)]
    assert words == ["He said “no” and ", '"yes"', "."]


def test_line_ends_and_byte_order_mark_do_not_matter() -> None:
    unix = parse(HEAD + "# A\n\ntext [@a]\n", "d.md")
    dos = parse(("\ufeff" + HEAD + "# A\n\ntext [@a]\n").replace("\n", "\r\n"), "d.md")
    assert unix == dos


def test_outline_gives_each_section_its_own_anchor() -> None:
    draft = parse(HEAD + "# A\n\n# A\n\n# Ä!\n\n# B {#a-2}\n", "d.md")
    assert [s.anchor for s in outline(draft, {}).sections] == ["a", "a-2", "section", "a-2-2"]


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("The work protects life", "the-work-protects-life"),
        ("9-1-1: what dispatchers’ rules (O\\*NET) say", "9-1-1-what-dispatchers-rules-o-net-say"),
        ("Why Köln counts", "why-k-ln-counts"),
        ("§", "section"),
        ("A heading " * 12, "-".join(["a-heading"] * 12)),
    ],
)
def test_anchors_stay_what_links_of_filed_drafts_call_them(title: str, anchor: str) -> None:
    assert [s.anchor for s in outline(parse(f"{HEAD}# {title}\n", "d.md"), {}).sections] == [anchor]


def test_a_thousand_nested_quotations() -> None:
    assert list(walk(blocks("> " * 1000 + "text")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O*NET and O*NET again", "O*NET and O*NET again"),
        ("O*NET *so* O*NET", "O*NET so O*NET"),
        ("2*3*4", "2*3*4"),
    ],
)
def test_an_asterisk_inside_a_word_is_no_emphasis(text: str, expected: str) -> None:
    found = [i for i in inlines(text) if isinstance(i, nodes.Words)]
    assert "".join(word.text for word in found) == expected
    assert [word.text for word in found if word.emphasis] == (["so"] if "*so*" in text else [])


@pytest.mark.parametrize("text", ["So says [@a]: this.", "[@a]: this.", "[@a]: this", "[@a, p. 3]: /url"])
def test_a_citation_before_a_colon(text: str) -> None:
    (cite,) = (i for i in inlines(text) if isinstance(i, nodes.Cite))
    assert cite.items[0].key == "a"


def test_an_option_that_is_markdown_knows_its_place() -> None:
    (directive,) = blocks("```{figures} 43-5031\n:measures: employment\n:caption: See {code}`1`\n```")
    assert isinstance(directive, nodes.Directive)
    role = next(i for i in directive.inlines["caption"] if isinstance(i, nodes.Role))
    assert (role.place.line, role.place.column) == (7, 15)
