"""A text for each directive, and what tests look for in what it becomes."""

from __future__ import annotations

from collections.abc import Callable

from builder import document as doc
from tests.builder.conftest import HEAD, Examined, plain

Examine = Callable[..., Examined]


TEXTS = {
    "bibliography": "Cited [@oews].\n\n```{bibliography}\n```",
    "chart": "```{chart} 43-5031 33-9031\n:measure: employment\n:emphasise: 43-5031\n```",
    "claim": "```{claim} gives-instructions\n```",
    "comparison": "```{comparison} 43-5031 33-9031\n:measures: employment\n```",
    "contents": "```{contents}\n:depth: 3\n```",
    "contrary": "# A {claim=gives-instructions}\n\n```{contrary}\n```",
    "coverage": "# A {topic=T5 item=R1 answers=O3b}\n\n```{coverage}\n```",
    "decisions": "```{decisions}\n:outcome: not-accepted\n```",
    "definition": "```{definition} 33-9031\n```",
    "disclosure": ":::{disclosure} Against us\nA *word* [@oews].\n:::",
    "duties": "```{duties} 43-5031\n```",
    "elsewhere": "```{elsewhere}\n:about: 33-9091\n```",
    "evidence-appendix": "```{evidence-appendix}\n```\n\n{quote}`definition-may` {figure}`oews-43-5031-wage`",
    "figures": "```{figures} 43-5031 33-9031\n:measures: employment\n:periods: 2024-05 2025-05\n```",
    "job-descriptions": "```{job-descriptions} 33-9032\n:by: state\n```",
    "legislation": "```{legislation}\n:jurisdiction: federal\n```",
    "matrix": "```{matrix} 43-5031 33-9031\n:functions: protect-life detect-threats warn-and-inform\n```",
    "note": ":::{note}\nA word.\n:::",
    "impact": "```{impact} 43-5031\n:to: 33-9000\n```",
    "notes": "Cited [@oews].\n\n```{notes}\n```\n\nAfter.",
    "objection": "```{objection} O3b\nMore of a reply.\n```",
    "picture": "```{picture} pictures/square.png\n:alt: A square.\n:caption: A square\n:source: [@oews]\n```",
    "placements": "```{placements}\n```",
    "precedents": "```{precedents}\n```",
    "principles": "```{principles} P2 G6\n```",
    "proposal": ":::{proposal}\nA word.\n:::",
    "redline": "```{redline} 43-5031\nTake {++and give++} calls{-- only--}.\n```",
    "sensitivity": "```{sensitivity} 43-5031 43-5032\n```",
    "shares": "```{shares} share-33-9000-flaggers\n```",
    "signature": "```{signature}\n:name: Jane Doe\n:title: Director\n```",
    "survey": "```{survey} 43-5031 33-9031\n:elements: caring\n```",
    "table": "```{table} Options\n:widths: 1 3\n:heads: yes\n| a | b |\n|---|---|\n| one | two |\n```",
    "sparql-table": "```{sparql-table}\nSELECT ?code WHERE { VALUES ?code { 1 2 } }\n```",
}
FILED = HEAD.replace("\n---\n", "\nattachments: [evidence-appendix]\n---\n", 1)
"""The head of a draft that files its appendix beside it."""


def blocks(examined: Examine, name: str) -> tuple[doc.Block, ...]:
    return tuple(examined(TEXTS[name]).blocks)


def one(examined: Examine, name: str, kind: type) -> doc.Block:
    return next(block for block in blocks(examined, name) if isinstance(block, kind))


def rows(table: doc.Block) -> list[list[str]]:
    assert isinstance(table, doc.Table)
    return [[plain(cell.content) for cell in row] for row in (table.header, *table.rows)]
