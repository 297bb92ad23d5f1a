"""A filing with figures, a quotation, notes, a chart and links, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.building import build
from builder.verifying.embedded_files import Embedded
from builder.verifying.proving import Rebuild
from builder.verifying.rebuilding import Rebuilt, rebuild
from kb.workspace import open_workspace
from tests.conftest import CONTRIBUTION, ROOT

OBJECTIONS = sorted(path.stem for path in (ROOT / "evidence" / "objections").glob("*.yaml"))
FILING = """\
---
title: A short comment
docket: bls-2024-0001
submitter: {name: Jane Doe, organization: Example Association}
date: 2026-11-21
required-items: [R1, R2, R3, R4, R5, R6, R7, R8, R9]
topics: [T5]
declines-to-contest:
DECLINED---

# The work {topic=T5}

There were {figure}`43-5031 employment 2025-05` {title}`43-5031` [@soc-2018-definitions, row 921]. Giving
callers instructions is a core task [@onet-43-5031-medical-instructions]. The finding of the bill reads:
{quote}`s725-finding-work-performed`.

```{figures} 43-5031 33-9031
:measures: employment
```

```{chart} 43-5031 33-9031
:measure: employment
```

# The duties {#duties}

```{duties} 43-5031
```

See {ref}`duties`.

```{bibliography}
```
"""
FILING = FILING.replace("DECLINED", "".join(f"  {o}: a test\n" for o in OBJECTIONS))


def filed(folder: Path, text: str = FILING) -> bytes:
    """Build a draft in a new workspace and return its PDF."""
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    (folder / "evidence" / "contribution.yaml").write_text(CONTRIBUTION)
    (folder / "submission.md").write_text(text, "utf-8")
    result = build(open_workspace(folder))
    assert result.pdf, "\n".join(f"{f.check}: {f.message}" for f in result.findings)
    return result.pdf


@pytest.fixture(scope="session")
def filing(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of the filing."""
    return filed(tmp_path_factory.mktemp("filing"))


def remembering() -> Rebuild:
    """Return a way to make documents again that does so once for each content."""
    made: dict[Embedded, Rebuilt] = {}

    def again(embedded: Embedded) -> Rebuilt:
        key = embedded.files
        if key not in made:
            made[key] = rebuild(embedded)
        return made[key]

    return again
