"""Every way of kb to draw on a record times every standing, in one table; and no two ways disagree."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pytest

import builder
from kb.analysis.compare import Comparison, compare
from kb.analysis.coverage import coverage
from kb.analysis.explain import explain
from kb.blind.work_statements import read_corpus
from kb.checking import check
from kb.model.record_names import PREDECLARED
from kb.named_queries.query_catalogue import named_queries
from kb.namespaces import record
from kb.querying.query_parameters import bind
from kb.search import Question as Sought
from kb.search import Session, open_session
from kb.search.signal_weights import LEXICAL
from kb.standing import Standing
from kb.standing.gathering import standings_of_graph
from kb.standing.support import claim_support
from kb.store import open_readonly
from kb.store.merged_graph import is_merged
from kb.workspace import Workspace, open_workspace

from .bases import OCCUPATION, write_base

ITEM, DUTY, FIGURE, CLAIM = "county-gives", "county-duty", "county-jobs", "base-claim-x"
TEXT = "Tell callers how to stop bleeding until help comes."
TABLE = Path(__file__).with_name("uses.txt").read_text("utf-8")
"""What each way does with the record; `-`: nothing."""


class Base:
    """One base and the ways to draw on its records."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.graph = open_readonly(workspace)
        self.ways: dict[str, Callable[[], str]] = {
            "check": self.checked,
            "coverage": self.covered,
            "claim-support": self.supporting,
            "explain": self.explained,
            "compare-functions": lambda: _in(DUTY, self.performing()),
            "compare-duties": lambda: _in(DUTY, [duty.id for duty in self.compared.duties]),
            "compare-figures": lambda: _in(FIGURE, [figure.id for figure in self.compared.figures]),
            "compare-left-out": lambda: "+".join(
                one.record.partition("/")[0] for one in self.compared.left_out
            ),
            "blind": lambda: _in(TEXT, [statement.text for statement in read_corpus(self.graph).statements]),
            "search": self.found,
            "suggest-evidence": lambda: self.suggested("evidence/county-gives"),
            "suggest-number": lambda: self.suggested("figure/county-jobs"),
            "query-matrix": lambda: self.counted("duty-function-matrix"),
            "query-required-and-may": lambda: self.counted("required-and-may-duties"),
            "query-shared-functions": self.shared,
            "query-wages": self.employed,
            "query-duties-of": lambda: self.standing_in("duties-of", "duty", code=OCCUPATION),
            "query-evidence-about": lambda: self.standing_in("evidence-about", "evidence"),
            "query-quotations": lambda: self.standing_in("claim-to-quotation", "record", claim=CLAIM),
            "query-hearsay": lambda: self.standing_in("hearsay", "record"),
            "query-superseded": lambda: self.standing_in("superseded-or-disputed", "record"),
            "query-hearsay-claims": lambda: _in(CLAIM, self.names("hearsay-claims", "claim")),
            "query-unsupported": lambda: _in(CLAIM, self.names("unsupported-claims", "claim")),
        }

    @cached_property
    def session(self) -> Session:
        return open_session(self.workspace, LEXICAL, print)

    @cached_property
    def compared(self) -> Comparison:
        return compare(self.graph, [OCCUPATION], ["functions", "employment"])

    def performing(self) -> list[str]:
        return [name for row in self.compared.functions for cell in row.cells for name in cell.duties or ()]

    def checked(self) -> str:
        wanted = {"line-outdated": "anew", "outdated-source": "outdated"}
        return "+".join(sorted({wanted[f.check] for f in check(self.workspace) if f.check in wanted}))

    def covered(self) -> str:
        (entry,) = (entry for entry in coverage(self.graph) if entry.id == CLAIM)
        return "anew" if entry.state.startswith("to be argued anew") else entry.state.replace(" ", "-")

    def supporting(self) -> str:
        return _in(ITEM, claim_support(self.graph, standings_of_graph(self.graph))[CLAIM].counting)

    def explained(self) -> str:
        return explain(self.graph, record("evidence", ITEM), lambda iri: None).standing

    def found(self) -> str:
        hits = self.session.ask(
            Sought("county telecommunicators medical instructions every cardiac call", LEXICAL)
        )
        return next(hit.standing for hit in hits if hit.name == f"evidence/{ITEM}")

    def suggested(self, name: str) -> str:
        says = "The county's telecommunicators give medical instructions on every cardiac call."
        (self.workspace.root / "draft.md").write_text(f"{says} It has 4,321 jobs.\n", "utf-8")
        found = builder.suggest(self.workspace, "draft.md", LEXICAL)
        offers = [suggestion for suggestion in found if suggestion.record == name]
        return "" if not offers else "remark" if "`" in offers[0].why else "offer"

    def rows(self, name: str, **values: str) -> list[dict[str, str]]:
        query = named_queries([self.workspace.ontology / "queries"])[name]
        text = bind(query.text, {name: [value] for name, value in values.items()})
        store = self.graph.store
        found = store.query(text, prefixes=PREDECLARED, use_default_graph_as_union=not is_merged(store))
        names = [variable.value for variable in found.variables]
        return [{name: getattr(row[name], "value", "") for name in names} for row in found]

    def names(self, query: str, column: str) -> list[str]:
        return [row[column].rpartition("/")[2] for row in self.rows(query)]

    def counted(self, query: str) -> str:
        counts = [int(row["required"]) for row in self.rows(query) if row["code"] == OCCUPATION]
        return "counts" if sum(counts) else ""

    def shared(self) -> str:
        rows = [row for row in self.rows("shared-functions", code="43-5031") if row["other"] == OCCUPATION]
        return "counts" if any("protect-life" in row["functions"] for row in rows) else ""

    def employed(self) -> str:
        return _in("4321", [row["employment"] for row in self.rows("employment-and-wages", code=OCCUPATION)])

    def standing_in(self, query: str, column: str, **values: str) -> str:
        rows = [r for r in self.rows(query, **values) if r[column].rpartition("/")[2] in (ITEM, DUTY)]
        return rows[0]["standing"] if rows else ""


def _in(name: str, names: object) -> str:
    return "counts" if name in list(names) else ""  # type: ignore[call-overload]


def table() -> dict[str, dict[str, str]]:
    """Return the expected outcome by way and standing; a cell that is missing fails."""
    head, *lines = TABLE.strip().splitlines()
    rows = [dict(zip(head.split(), line.split(), strict=True)) for line in lines]
    return {row.pop("way"): row for row in rows}


OF_RECORDS = [standing for standing in Standing if standing is not Standing.UNSETTLED]
"""Only a claim can be unsettled: see `test_claims.py`."""


def test_the_table_has_every_standing() -> None:
    assert all(set(row) == {standing.value for standing in OF_RECORDS} for row in table().values())


@pytest.mark.parametrize("standing", OF_RECORDS, ids=lambda s: s.value)
def test_each_way_goes_by_the_standing(office: Path, standing: Standing) -> None:
    write_base(office / "evidence", standing)
    base = Base(open_workspace())
    found = {way: draw() or "-" for way, draw in base.ways.items()}
    assert found == {way: row[standing.value] for way, row in table().items()}
