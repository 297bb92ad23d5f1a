"""A short draft without errors, bound to the bundled evidence, for tests that build."""

from __future__ import annotations

from tests.conftest import ROOT

OBJECTIONS = [path.stem for path in (ROOT / "evidence" / "objections").glob("*.yaml")]
CLEAN = """\
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

There were {figure}`43-5031 employment 2025-05` {title}`43-5031` [@soc-2018-definitions, row 921].

```{figures} 43-5031 33-9031
:measures: employment
```

```{chart} 43-5031 33-9031
:measure: employment
```

```{bibliography}
```
"""
CLEAN = CLEAN.replace("DECLINED", "".join(f"  {o}: a test\n" for o in sorted(OBJECTIONS)))
