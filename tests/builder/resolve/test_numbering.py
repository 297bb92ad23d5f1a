"""Numbers of sections, tables and figures, and the references that print them."""

from __future__ import annotations

from collections.abc import Callable

from builder import document as doc
from tests.builder.conftest import Examined

Examine = Callable[..., Examined]

MATRIX = "```{matrix} 43-5031\n:functions: protect-life\n:id: functions\n```"


def numbers(result: Examined, kind: type) -> list[object]:
    return [block.number for block in result.blocks if isinstance(block, kind)]  # type: ignore[attr-defined]


def links(result: Examined) -> list[doc.Link]:
    paragraphs = (block for block in result.blocks if isinstance(block, doc.Paragraph))
    return [inline for block in paragraphs for inline in block.content if isinstance(inline, doc.Link)]


def test_sections_are_numbered_and_back_matter_is_not(examined: Examine) -> None:
    result = examined("# A\n\n## B\n\n### C\n\n# D\n\n## E\n\n# Works\n\n```{bibliography}\n```\n\n# F")
    assert numbers(result, doc.Heading) == ["1", "1.1", "1.1.1", "2", "2.1", "", "3"]


def test_tables_with_a_caption_are_numbered(examined: Examine) -> None:
    result = examined(
        f"{MATRIX}\n\n| a |\n|---|\n| b |\n\n" + "```{figures} 43-5031\n:measures: employment\n```"
    )
    assert numbers(result, doc.Table) == [1, 2, 0, 3]


def test_a_reference_names_section_or_table(examined: Examine) -> None:
    result = examined(
        f"# The work {{#work}}\n\nSee {{ref}}`work`, {{ref}}`functions`, [there](#functions).\n\n{MATRIX}"
    )
    section, table, words = links(result)
    assert (section.content, section.label, section.paged) == ((doc.Text("The work"),), "§ 1", True)
    assert (table.content, table.label, table.target) == ((), "Table 1", "#functions")
    assert (words.content, words.label) == ((doc.Text("there"),), "Table 1")


def test_a_reference_that_leads_nowhere_is_a_finding(examined: Examine) -> None:
    assert examined("See {ref}`function`.\n\n" + MATRIX).of("unknown-anchor")
