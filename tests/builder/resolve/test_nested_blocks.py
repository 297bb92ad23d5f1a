"""Blocks that lie in boxes, quotations and lists: headings, notes, the appendix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from builder import document as doc
from builder.layout import render
from builder.resolve.resolve_draft import Resolved, read, resolve
from kb.model import Records
from kb.workspace import Workspace

Fill = Callable[[str], Resolved]


def every(blocks: tuple[doc.Block, ...]) -> Iterator[doc.Block]:
    """Yield blocks in the order of reading, nested ones too."""
    found: list[doc.Block] = []
    doc.rebuilt(blocks, lambda block: (found.append(block) or block,))  # type: ignore[func-returns-value]
    yield from found


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n```{note} Box\n#### In a box\n\ntext\n```\n\n## B",
        "# A\n\n> ### In a quotation\n>\n> text",
        "- ## In a list\n\n  text\n\n1. > - #### Deep",
        "# A\n\n```{disclosure} Box\n> - ### Deep\n>   #### Deeper\n```",
    ],
)
def test_levels_of_headings_never_jump(filled: Fill, text: str) -> None:
    document = filled(text).document
    levels = [block.level for block in every(document.blocks) if isinstance(block, doc.Heading)]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert render(document)


def test_notes_in_a_box_are_filled_and_stand_once(lookup: Records, small_workspace: Workspace) -> None:
    text = "A [@aha-2020].\n\n```{note} Notes\n:::{notes}\n:::\n```\n\n```{notes}\n```"
    draft = read(f"---\ntitle: A\ndocket: bls-2024-0001\nnotes: end\n---\n{text}", "draft.md")
    document = resolve(draft, lookup, small_workspace).document
    assert sum(isinstance(block, doc.Notes) for block in every(document.blocks)) == 1
    assert len(document.notes) == 1


def test_the_appendix_in_a_quotation_is_filled(filled: Fill) -> None:
    document = filled("{evidence}`tcpr-initial-care`\n\n> ```{evidence-appendix}\n> ```").document
    assert render(document)


def test_an_attribution_stands_behind_an_em_dash(filled: Fill) -> None:
    (quotation,) = filled("> Words.\n>\n> -- Dana Reyes").document.blocks
    assert isinstance(quotation, doc.Quotation)
    assert quotation.attribution == (doc.Text("— Dana Reyes"),)


def test_code_keeps_its_spaces(filled: Fill) -> None:
    assert filled("```\nif a:\n    b  =  1\n```").document.blocks == (doc.CodeBlock("if a:\n    b  =  1"),)
