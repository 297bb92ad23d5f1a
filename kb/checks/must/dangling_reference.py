"""A reference to something that no file describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.common.names import nearest_names
from kb.findings import Finding, Location
from kb.namespaces import BASE, RECORDS, SCHEMES, SOC, iri
from kb.records.collection import Collection
from kb.records.statements import Statement
from kb.store.sync import described_by_imports

CHECK = declare(
    __name__,
    "A value names a record, concept or code that is not in the graph.",
    "Correct the spelling, or add the record that is meant.",
)
_WATCHED = (RECORDS, SCHEMES, SOC)
_IN_SCHEME, _LINE = iri("skos:inScheme"), iri("soce:line")


def find(collection: Collection) -> Iterator[Finding]:
    """Report each reference into our own namespaces whose target neither files nor imports describe."""
    known = {
        statement.subject
        for file in collection.files
        for statement in file.statements
        if statement.subject.startswith(BASE) and statement.predicate != _LINE
    }
    families: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known):
        family, _, local = name.rpartition("/")
        families[family].append(local)
    suspects = [
        (file, statement, target)
        for file in collection.files
        for statement in file.statements
        for target in _targets(statement)
        if target.startswith(_WATCHED) and target not in known
    ]
    if collection.workspace is not None:
        known |= described_by_imports(collection.workspace, {target for _, _, target in suspects})
    for file, (subject, predicate, term, _), target in suspects:
        if target not in known:
            where = file.location(subject, predicate, term.value) or file.location(
                term.value, predicate, target
            )
            yield _finding(target, families, where or Location(file.shown))


def _targets(statement: Statement) -> tuple[str, ...]:
    """Return what a statement refers to: its value, and for a line that is added to a claim, the claim."""
    if statement.predicate == _IN_SCHEME:
        return ()
    return (statement.subject, statement.value) if statement.predicate == _LINE else (statement.value,)


def _finding(target: str, families: dict[str, list[str]], where: Location) -> Finding:
    family, _, local = target.rpartition("/")
    kind = "code of the SOC" if "/soc/" in family else family.rpartition("/")[2].replace("-", " ")
    message = f"There is no {kind} `{local}`."
    near = nearest_names(local, families.get(family, []), 1)
    if near:
        return CHECK.finding(message, where, f"Did you mean `{near[0]}`?")
    if family + "/" == SCHEMES + family.rpartition("/")[2] + "/" and family in families:
        return CHECK.finding(message, where, f"Use one of: {', '.join(families[family])}.")
    if "/soc/" in family:
        fix = "Correct the code, or bring the whole classification in with `soc-evidence import soc`."
        return CHECK.finding(message, where, fix)
    return CHECK.finding(message, where)
