"""Text that would act on the machine of whoever opens it: spreadsheet formulas, scripts, embedded markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding, Location
from kb.namespaces import FILES
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A value begins like a spreadsheet formula, or holds a script or other active markup.",
    "Write plain text; a formula becomes its value.",
)
_FORMULA = re.compile(r"\s*(?:=|[+\-@][^\s]*[(|!])")
_MARKUP = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|svg|img|link|meta|form|base)\b|javascript\s*:|\bon\w+\s*=\s*[\"']",
    re.IGNORECASE,
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report literals of own files; exports and pages would carry them on."""
    for file in collection.files:
        if not file.graph.startswith(FILES + "own/"):
            continue
        for subject, predicate, term, _ in file.statements:
            value = term.value
            if _FORMULA.match(value):
                said = "like a spreadsheet formula"
            elif _MARKUP.search(value):
                said = "active markup"
            else:
                continue
            where = file.location(subject, predicate, value) or Location(file.shown)
            yield CHECK.finding(
                f"`{value[:40]}` looks {said}." if said[0] == "l" else f"The text holds {said}.", where
            )
