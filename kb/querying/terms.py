"""Names of our own vocabulary that a query uses and the ontology does not have.

SPARQL answers a misspelt term with no rows, and no word of why.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from kb.querying.tokens import Kind, tokens

_DECLARED = re.compile(r"^soce:(\w+)\s+a\s", re.MULTILINE)


def unknown_terms(query: str, ontology: Path) -> list[str]:
    """Return a sentence for each `soce:` name that is no term, with the nearest one."""
    known = set(_DECLARED.findall((ontology / "terms.ttl").read_text("utf-8")))
    used = {t.text[5:] for t in tokens(query) if t.kind is Kind.PNAME and t.text.startswith("soce:")}
    said = []
    for name in sorted(used - known - {""}):
        near = difflib.get_close_matches(name, sorted(known), n=1)
        hint = f" Did you mean soce:{near[0]}?" if near else " docs/graph.md lists what there is."
        said.append(f"soce:{name} is not a term of the graph.{hint}")
    return said
