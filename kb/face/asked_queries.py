"""SPARQL asked of a base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kb.common.output import Results, results
from kb.face.searched_base import SearchedBase

if TYPE_CHECKING:
    from kb.named_queries.query_catalogue import NamedQuery
    from kb.querying.answer_formats import Format
    from kb.querying.answers import Answer, Triples
    from kb.querying.asking import Question as Query
    from kb.querying.evaluation import Graphs, Limits, Outcome, Result
    from kb.querying.query_terms import QueryTerm

Parameters = Mapping[str, str | int | float | Sequence[str]]
"""New values for the parameters of a named query, by name."""


class AskedQueries(SearchedBase):
    """SPARQL asked of a base."""

    def query(
        self, asked: str | Path | Query, parameters: Parameters | None = None, limits: Limits | None = None
    ) -> Answer | Triples | bool:
        """Ask in SPARQL 1.1: rows for SELECT, triples for CONSTRUCT and DESCRIBE, yes or no for ASK.

        Args:
            asked: the name of a named query, the path of a file (`*.rq`), or the query itself. The usual
                prefixes need no declaration.
            parameters: new values for the query's `VALUES ?name { … }`.
            limits: most rows (all, unless you set it), seconds and memory; `cut` says that there was more.

        Raises:
            UsageError: the query is at fault, would write, or would reach another computer.
            MissingError: there is no query of the name.
            SocEvidenceError: it ran into a limit.
        """
        from kb.querying.answers import read_answer

        return read_answer(self.evaluate(asked, parameters, limits))

    def evaluate(
        self,
        asked: str | Path | Query,
        parameters: Parameters | None = None,
        limits: Limits | None = None,
        graphs: Graphs | None = None,
    ) -> Result:
        """Ask like `query`, for the answer in the W3C's form, which keeps datatypes and languages.

        `graphs` takes the place of the query's own FROM and FROM NAMED.
        """
        from kb.querying.asking import ask, texts_of
        from kb.querying.evaluation import Graphs, Limits

        found, store = self.searched(asked), self._snapshot.graph.folder
        bound = texts_of(parameters or {})
        return ask(self.workspace, found, bound, limits or Limits(), store, graphs or Graphs())

    def write_answer(
        self,
        path: Path | str,
        asked: str | Path | Query,
        parameters: Parameters | None = None,
        form: Format | str | None = None,
        limits: Limits | None = None,
        graphs: Graphs | None = None,
    ) -> Outcome:
        """Ask like `evaluate`, and write the answer into a file, however large it is.

        `path` counts from the root of the workspace; what is there is replaced. `form` is csv, tsv, json or
        xml; of a graph turtle, ntriples, json or xml; nquads or trig of a graph, and of rows of subject,
        predicate, object and graph. Without one, it is json for rows and turtle for a graph.
        """
        from kb.querying.answer_formats import Format
        from kb.querying.asking import ask_into, texts_of
        from kb.querying.evaluation import Graphs, Limits

        return ask_into(
            self.workspace.root / path,
            Format(form) if form else None,
            self.workspace,
            self.searched(asked),
            texts_of(parameters or {}),
            limits or Limits(),
            self._snapshot.graph.folder,
            graphs or Graphs(),
        )

    def why_empty(self, asked: str | Path | Query, parameters: Parameters | None = None) -> Results[str]:
        """Return why a query finds nothing, a sentence each: names, values, graphs that occur nowhere."""
        from kb.querying.asking import texts_of
        from kb.querying.empty_answers import why_empty
        from kb.querying.query_parameters import bind

        text = bind(self._question(asked).text, texts_of(parameters or {}))
        return results(why_empty(text, self.embedded.store, self.workspace.ontology))

    def unknown_terms(self, asked: str | Path | Query) -> Results[str]:
        """Return the names of our own vocabulary in a query that it does not have, a sentence each."""
        from kb.querying.absent_terms import unknown_terms

        return results(unknown_terms(self._question(asked).text, self.workspace.ontology))

    def searched(self, asked: str | Path | Query) -> Query:
        """Return a query with its searches done: what they find by words or by meaning stands in their place.

        Like `search`, it belongs to the thread that first searched, where the query has a search.
        """
        from kb.namespaces import RECORDS
        from kb.querying.search_patterns import with_searches

        question = self._question(asked)

        def find(text: str, mode: str, count: int) -> list[str]:
            return [RECORDS + hit.name for hit in self.search(text, mode, count=count)]

        return replace(question, text=with_searches(question.text, find))

    def _question(self, asked: str | Path | Query) -> Query:
        from kb.querying.asking import Question, question_from

        return asked if isinstance(asked, Question) else question_from(asked, self.workspace)

    def terms(self) -> Results[QueryTerm]:
        """Return the names of the graph as they are typed into a query, with what they are called."""
        from kb.querying.query_terms import query_terms

        return results(query_terms(self.graph))

    def queries(self) -> Results[NamedQuery]:
        """Return the named queries, the office's own among them, by name."""
        from kb.named_queries.query_catalogue import named_queries

        return results(named_queries(self.workspace.queries).values())
