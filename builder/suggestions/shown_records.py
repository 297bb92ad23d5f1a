"""What a draft shows already: what it cites, what is of the same row of a source, and tables of duties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.draft import nodes
from builder.draft.outline import walk
from builder.prose.sentences import prose
from builder.suggestions.passages import Paragraph
from kb.model.record_names import id_of, name_of
from kb.search import Session

_TABLE_ROWS = """
SELECT ?it ?table ?row WHERE { ?it soce:locator ?at . ?at soce:table ?table ; soce:row ?row }
"""
_DUTIES = "SELECT ?it ?occupation WHERE { ?it a soce:DutyStatement ; soce:occupation ?occupation }"
_CITED = ("evidence", "claim", "duty", "objection", "figure", "decision")
"""Kinds of record that a key may stand for, besides its source."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Names of records, kind and id."""

    cited: frozenset[str]
    """What the draft names; of sources, all of them."""
    repeated: frozenset[str]
    """What would say again what it shows: another record of the same row, a duty of a table of duties."""

    def has(self, name: str, source: str) -> bool:
        """Say whether the draft shows a record already; what is no evidence is cited by its source."""
        if name in self.cited or name in self.repeated:
            return True
        return not name.startswith("evidence/") and f"source/{source}" in self.cited


def shown(draft: nodes.Draft, found: Iterable[Paragraph], session: Session) -> Shown:
    """Return what a draft with these paragraphs shows."""
    runs = prose(draft).of("cell", "option")
    in_tables = {item.key for run in runs for cite in run.citations for item in cite.items}
    keys = {key.rpartition(":")[2] for key in in_tables.union(*(paragraph.cited for paragraph in found))}
    names = {f"{kind}/{key}" for key in keys for kind in _CITED}
    cited = frozenset(names | {f"source/{key}" for key in keys})
    return Shown(cited, frozenset({*_of_same_rows(cited, session), *_in_tables(draft, session)}) - cited)


def _of_same_rows(cited: frozenset[str], session: Session) -> Iterator[str]:
    rows: dict[tuple[str, str, str], list[str]] = {}
    for found in session.knowledge.select(_TABLE_ROWS):
        name = name_of(found["it"])
        rows.setdefault((session.source_of(name), found["table"], found["row"]), []).append(name)
    for (source, _, _), names in rows.items():
        if source and not cited.isdisjoint(names):
            yield from names


def _in_tables(draft: nodes.Draft, session: Session) -> Iterator[str]:
    tables = [b for b in walk(draft.blocks) if isinstance(b, nodes.Directive) and b.name == "duties"]
    for found in session.knowledge.select(_DUTIES) if tables else ():
        name, code = name_of(found["it"]), id_of(found["occupation"])
        for table in (t for t in tables if t.argument.strip() == code):
            sources = table.options.get("sources", "").split()
            if not sources or session.source_of(name) in sources:
                yield name
