"""A short draft of every kind of text, sent as a Word file and come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder import word
from builder.building import fill_and_check
from builder.merging.draft_changes import Change, Proposal
from builder.merging.merge_draft import accepted_text, merge
from builder.resolve.resolve_draft import read
from builder.word.draft_part import Sent
from kb.store import Knowledge
from kb.workspace import Workspace
from tests.builder.merging.colleague import Colleague

DRAFT = """\
---
title: A test
docket: bls-2024-0001
date: 2024-07-01
---

# Summary {#summary}

**We ask** the committee to classify {occupation}`43-5031` in group 33. Callers get help
from them [@aha-initial-care]. In May there were {figure}`43-5031 employment 2025-05` jobs.

The work is a plain matter of record, and nothing here rests on O*NET alone.

1. to take the call;
2. to send the crew;
3. to stay on the line.

> Quoted words stand here.

| Duty | Kind |
| :-- | :-- |
| takes calls | required |

## Details {claim=gives-instructions}

They *calm* the caller [@not-every-center]. They send help. A footnote says more[^1].

```{note} Who we are
We are an office of nine.
```

[^1]: The footnote of our own.
"""


@dataclass
class Exchange:
    """A draft, the Word file made from it, and what it would become."""

    draft: Path
    docx: Path
    workspace: Workspace

    @property
    def colleague(self) -> Colleague:
        return Colleague(self.docx)

    def merge(self) -> Proposal:
        return merge(self.workspace, self.docx, self.draft)

    def merged(self, choose: Callable[[Change], bool] = lambda change: True) -> str:
        """Return the draft with the changes accepted that are chosen."""
        proposal = self.merge()
        return accepted_text(proposal, filter(choose, proposal.changes))


@pytest.fixture(scope="session")
def sent_file(knowledge: Knowledge, small_workspace: Workspace) -> bytes:
    """The short draft as a Word file."""
    return as_word(DRAFT, knowledge, small_workspace)


def as_word(text: str, knowledge: Knowledge, workspace: Workspace) -> bytes:
    """Return a draft as a Word file."""
    prepared = fill_and_check(read(text, "draft.md"), "draft.md", knowledge, workspace)
    return word.render(prepared.document, Sent("draft.md", text), prepared.findings)


@pytest.fixture
def exchange(sent_file: bytes, small_workspace: Workspace, tmp_path: Path) -> Exchange:
    """The short draft as a file and as a Word file, to be changed."""
    draft, docx = tmp_path / "draft.md", tmp_path / "draft.docx"
    draft.write_text(DRAFT, "utf-8")
    docx.write_bytes(sent_file)
    return Exchange(draft, docx, small_workspace)
