"""A reference to something that no file describes."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator

from kb.findings import Check, Finding, Location, Severity
from kb.namespaces import BASE, RECORDS, SCHEMES, SOC_2010, SOC_2018, iri
from kb.records.collection import Collection

CHECK = Check(
    "dangling-reference",
    Severity.ERROR,
    "A value names a record, concept or code that is not in the graph.",
    "Correct the spelling, or add the record that is meant.",
)
_WATCHED = (RECORDS, SCHEMES, SOC_2018, SOC_2010)
_IN_SCHEME = iri("skos:inScheme")


def find(collection: Collection) -> Iterator[Finding]:
    """Report each reference into our own namespaces whose target is described nowhere."""
    known = {
        statement.subject
        for file in collection.files
        for statement in file.statements
        if statement.subject.startswith(BASE)
    }
    families: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known):
        family, _, local = name.rpartition("/")
        families[family].append(local)
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            target = term.value
            if target in known or not target.startswith(_WATCHED) or predicate == _IN_SCHEME:
                continue
            where = file.location(subject, predicate, target) or Location(file.shown)
            yield _finding(target, families, where)


def _finding(target: str, families: dict[str, list[str]], where: Location) -> Finding:
    family, _, local = target.rpartition("/")
    kind = "code of the SOC" if "/soc/" in family else family.rpartition("/")[2].replace("-", " ")
    message = f"There is no {kind} `{local}`."
    near = difflib.get_close_matches(local, families.get(family, []), n=1, cutoff=0.6)
    if near:
        return CHECK.finding(message, where, f"Did you mean `{near[0]}`?")
    if family + "/" == SCHEMES + family.rpartition("/")[2] + "/" and family in families:
        return CHECK.finding(message, where, f"Use one of: {', '.join(families[family])}.")
    if "/soc/" in family:
        fix = "Correct the code, or bring the whole classification in with `soc-evidence import soc`."
        return CHECK.finding(message, where, fix)
    return CHECK.finding(message, where)
