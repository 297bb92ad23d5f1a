"""The Python face of the knowledge base: a workspace opened for questions, answered with typed values.

Commands, and every front end after them, go through it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kb.common.output import Results, results
from kb.errors import MissingError, UsageError
from kb.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from kb.analysis.compare import Comparison
    from kb.analysis.coverage import Entry
    from kb.analysis.explain import Node
    from kb.analysis.impact import Impact
    from kb.analysis.sensitivity import Sensitivity
    from kb.findings import Check, Finding
    from kb.model import Records
    from kb.model.records import Figure, Record
    from kb.querying.answers import Answer, Triples
    from kb.querying.asking import Question as Query
    from kb.querying.evaluation import Limits, Result
    from kb.querying.query_catalogue import NamedQuery
    from kb.reviewing.contribution_answers import Answer as Answered
    from kb.reviewing.deciding import Decided
    from kb.reviewing.packing import Packing
    from kb.reviewing.receipts import Receipt
    from kb.reviewing.review_listing import Review
    from kb.search import Filters, Hits, Session, Sides
    from kb.snapshot import Progress, Say, Snapshot
    from kb.standing import Judgement
    from kb.standing.support import Support
    from kb.store import Knowledge

Parameters = Mapping[str, str | int | float | Sequence[str]]
Values = str | Iterable[str]
"""One value, or several of which one must hold."""

_LOG = logging.getLogger(__name__)


def open_base(place: Path | str | Workspace | Base | None = None) -> Base:
    """Open the knowledge base of a workspace.

    Args:
        place: a folder in the workspace, a workspace, or a base, which is returned as it is. Without one, the
            workspace of the working folder. Where there is no workspace, the bundled base alone.

    Raises:
        MissingError: there is no such folder.
        UsageError: the workspace's configuration is malformed.
    """
    if isinstance(place, Base):
        return place
    if isinstance(place, Workspace):
        return Base(place)
    return Base(open_workspace(Path(place) if place is not None else None))


class Base:
    """A workspace opened for questions: the bundled evidence and the office's own.

    The graph is read when the first question needs it, and answers stay those of that moment until
    `refresh`; only `check` reads the files themselves, each time. Paths given are taken from the workspace's
    root, paths returned are absolute: nothing depends on the working folder.

    Several threads may ask one base, except for `search`, which belongs to the thread that first searched;
    `refresh` and `close` are for when no other thread asks. While another process changes the same
    workspace, `query` may see its changes early; after it, call `refresh`.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        """Where everything is."""
        self._opened: Snapshot | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Base {self.root}>"

    @property
    def root(self) -> Path:
        """The workspace's root, from which relative paths are taken."""
        return self.workspace.root

    @property
    def _snapshot(self) -> Snapshot:
        if self._opened is None:
            from kb.snapshot import Snapshot

            self._opened = Snapshot(self.workspace)
        return self._opened

    @property
    def graph(self) -> Knowledge:
        """The graph, for trusted queries of one's own code; what users write goes to `query`."""
        return self._snapshot.graph

    @property
    def records(self) -> Records:
        """All records as typed values by id: `records.claims["O3b"]`, evidence, duties and the rest."""
        return self._snapshot.records

    def refresh(self) -> bool:
        """Take up what changed in the files; return whether the graph is another than before."""
        former = self._opened.held if self._opened else None
        self.close()
        return self._snapshot.held != former and former is not None

    def close(self) -> None:
        """Let go of the graph and the search index; a later question opens them anew."""
        if self._opened:
            self._opened.close()
        self._opened = None

    def check(self, paths: Iterable[Path | str] = ()) -> Results[Finding]:
        """Check the records as the files have them now, or only report on some files and folders.

        Raises:
            UsageError: a path does not exist or holds no records.
        """
        from kb.checking import check

        return results(check(self.workspace, [Path(path) for path in paths]))

    def read_in_part(self) -> Results[Finding]:
        """Return an error of each own file that could not be read as a whole: answers lack what it holds."""
        from kb.records.collection import read_in_part

        return results(read_in_part(self.workspace))

    def checks(self) -> Results[Check]:
        """Return every check of records there is, by id."""
        from kb.checking import list_checks

        return results(list_checks(self.workspace))

    def query(
        self, asked: str | Path | Query, parameters: Parameters | None = None, limits: Limits | None = None
    ) -> Answer | Triples | bool:
        """Ask in SPARQL 1.1: rows for SELECT, triples for CONSTRUCT and DESCRIBE, yes or no for ASK.

        Args:
            asked: the name of a named query, the path of a file (`*.rq`), or the query itself. The usual
                prefixes need no declaration.
            parameters: new values for the query's `VALUES ?name { … }`.
            limits: most rows (10,000), seconds and memory; `cut` says that there was more.

        Raises:
            UsageError: the query is at fault, would write, or would reach another computer.
            MissingError: there is no query of the name.
            SocEvidenceError: it ran into a limit.
        """
        from kb.querying.answers import read_answer

        return read_answer(self.evaluate(asked, parameters, limits))

    def evaluate(
        self, asked: str | Path | Query, parameters: Parameters | None = None, limits: Limits | None = None
    ) -> Result:
        """Ask like `query`, for the answer in the W3C's form, which keeps datatypes and languages."""
        from kb.querying.asking import Question, ask, question_from, texts_of
        from kb.querying.evaluation import Limits

        found = asked if isinstance(asked, Question) else question_from(asked, self.workspace)
        store = self._snapshot.graph.folder
        return ask(self.workspace, found, texts_of(parameters or {}), limits or Limits(), store)

    def queries(self) -> Results[NamedQuery]:
        """Return the named queries, the office's own among them, by name."""
        from kb.querying.query_catalogue import named_queries

        return results(named_queries(self.workspace.queries).values())

    def search(
        self,
        text: str,
        mode: str = "hybrid",
        *,
        count: int = 10,
        kind: Values = (),
        occupation: Values = (),
        group: Values = (),
        function: Values = (),
        authority: Values = (),
        verification: Values = (),
        standing: Values = (),
        contributor: Values = (),
        claim: Values = (),
        direction: str = "",
        since: str = "",
        until: str = "",
        model: Path | None = None,
        say: Say = _LOG.warning,
        progress: Progress | None = None,
    ) -> Hits:
        """Find evidence by words and by meaning, for and against; the best first.

        Of the answer, `close` is false where the base seems to have nothing on the question and the hits are
        merely the nearest; `read_as` is the question with misspelt words put right.

        Args:
            text: what is looked for.
            mode: `hybrid`, `lexical` (by words only) or `dense` (by meaning only). Hybrid search does without
                meaning, and says so, where the model is missing.
            count: most hits.
            kind: of records, such as evidence or duty. This and the next seven take one value, or several
                of which one must hold.
            occupation: SOC code, such as 33-9031.
            group: SOC group, such as 33-0000.
            function: of work, such as protect-life.
            authority: kind of source, such as statute.
            verification: mark, such as verified.
            standing: how far it may be relied on, such as usable or superseded; all without it.
            contributor: person or office that contributed the file.
            claim: ids of claims that it must bear on.
            direction: `supports` or `disputes`: how it must bear on claims.
            since: not older: 2016, 2016-07 or 2016-07-22.
            until: not younger.
            model: folder of another embedding model.
            say: told what takes a while and what is missing; the log otherwise.
            progress: told how many of how many passages are encoded.

        Raises:
            UsageError: there is nothing to look for, no such mode, or a filter names what is nowhere.
            MissingError: dense search was asked for, or a model was named, and something is missing.
        """
        from kb.search import Filters, Question

        facets = {
            "kind": kind,
            "occupation": occupation,
            "group": group,
            "function": function,
            "authority": authority,
            "verification": verification,
            "standing": standing,
            "contributor": contributor,
        }
        chosen = tuple((name, _several(values)) for name, values in facets.items() if _several(values))
        filters = Filters(chosen, _several(claim), direction, since, until)
        question = Question(text, mode, filters, count)
        if not text.strip():
            raise UsageError("Nothing to look for.", "Give some words, such as `staffing shortages`.")
        return self.session(mode, model, say, progress, filters).ask(question)

    def sides(
        self,
        sentence: str,
        mode: str = "hybrid",
        *,
        count: int = 10,
        model: Path | None = None,
        say: Say = _LOG.warning,
        progress: Progress | None = None,
    ) -> Sides:
        """Find what supports and what disputes a sentence, by the claims that say nearly the same.

        There are at most `count` hits on each side. Whether the sentence affirms or denies those claims is
        for the reader to see: they come with the answer.

        Raises:
            UsageError: there is nothing to look for, or no such mode.
            MissingError: dense search was asked for, or a model was named, and something is missing.
        """
        from kb.search import Question

        if not sentence.strip():
            raise UsageError("Nothing to look for.", "Give a sentence that somebody might dispute.")
        return self.session(mode, model, say, progress).sides(Question(sentence, mode, count=count))

    def session(
        self,
        mode: str,
        model: Path | None = None,
        say: Say = _LOG.warning,
        progress: Progress | None = None,
        filters: Filters | None = None,
    ) -> Session:
        """Return what `search` asks, for front ends that ask several questions at once.

        Raises:
            UsageError: there is no such mode, or a filter of the first question names what is nowhere.
        """
        from kb.search.signal_weights import MODES

        if mode not in MODES:
            raise UsageError(f"`{mode}` is no way to search.", f"Search in mode {', '.join(MODES)}.")
        return self._snapshot.session(mode, model, say, progress, filters)

    def explain(self, name: str) -> Node:
        """Return what a record rests on, down to words and files, and what uses it.

        Raises:
            MissingError: there is no such record; the remedy names the nearest.
            UsageError: the bare id stands for several records.
        """
        from kb.analysis.explain import explain
        from kb.analysis.record_places import Places

        return explain(self.graph, self.iri(name), Places(self.workspace, self.graph))

    def compare(
        self, *codes: str | Iterable[str], by: Values = (), whole: bool = False, series: bool = False
    ) -> Comparison:
        """Put occupations and groups side by side, the first as the one that the others are compared with.

        Args:
            codes: SOC codes; one text may hold several between blanks or commas.
            by: some of functions, activities, ratings, training, wages, employment, figures; without it, all.
            whole: take groups as wholes only, without each of their occupations.
            series: give figures of all periods, not only the latest.

        Raises:
            MissingError: a code is not in the base, or nothing of what is asked for is imported.
            UsageError: no code is given, or there is nothing of that name to compare by.
        """
        from kb.analysis.compare import SECTIONS, compare

        named = [code for given in codes for code in _several(given)]
        return compare(self.graph, named, _several(by) or SECTIONS, whole=whole, series=series)

    def sensitivity(self, *codes: str | Iterable[str]) -> Sensitivity:
        """Return how many protective functions duties perform, counted under every rule there is.

        Raises:
            MissingError: the base has no such code.
            UsageError: no code is given.
        """
        from kb.analysis.sensitivity import sensitivity_of

        named = [code for given in codes for code in _several(given)]
        if not named:
            raise UsageError("There is nothing to count.", "Give SOC codes, such as 43-5031 and 33-9031.")
        return sensitivity_of(self.records, named, self._snapshot.standings)

    def impact(self, code: str, to: str) -> Impact:
        """Return what moving an occupation to another group changes, at every level and in every series.

        Raises:
            MissingError: the base has no such code.
            UsageError: the first code is no detailed occupation, or is in the group already.
        """
        from kb.analysis.impact import impact

        return impact(self.records, code, to, self._snapshot.standings)

    def coverage(self, docket: str = "") -> Results[Entry]:
        """Return all that wants an answer, with what covers it; `docket` keeps the topics of that docket."""
        from kb.analysis.coverage import coverage

        return results(coverage(self.graph, docket))

    def pack(self, places: Iterable[Path | str] = (), *, documents: bool = True) -> Packing:
        """Put contributions into one file that travels, without writing it: its bytes are in `data`.

        Args:
            places: folders or files of contributions, which go with all that they rest on; without them,
                everything that the office has.
            documents: whether the documents of sources go too; those with `travels: false` never do.

        Raises:
            UsageError: there is no workspace, nothing of the office's own at a place, or nobody says whose
                it is.
        """
        from kb.reviewing.packing import pack

        return pack(self.workspace, [self.root / place for place in places], documents=documents)

    def receive(self, path: Path | str, *, office: str = "") -> Receipt | Answered:
        """Take in what another office sent, to wait for a decision; of an answer, return what it says.

        Args:
            path: of a pack, or of a folder of records that is shared or checked out.
            office: short name to file it under, where that is not what it says itself.

        Raises:
            UsageError: there is no workspace, or nothing at the path.
            UnreadableError: the workspace cannot be written.
            BusyError: another process is writing to it.
        """
        from kb.reviewing.receiving import receive

        return receive(self.workspace, self.root / path, office)

    def review(self, office: str = "") -> Results[Review]:
        """Return what offices sent, row by row, with what was decided; of one office, or of all.

        Raises:
            UsageError: there is no workspace.
        """
        from kb.reviewing.review_listing import review

        return results(review(self.workspace, office))

    def decide(self, office: str, rows: str, outcome: str, *, by: str = "", reason: str = "") -> Decided:
        """Decide on rows that an office sent, and write the decisions down.

        Args:
            office: its short name.
            rows: their numbers in its review (`1,3-5`), names such as `duty/bay.1`, or `all` that wait.
            outcome: `accepted`, `returned`, `rejected`, or `waiting` to take a decision back.
            by: who decides; the contributor of the workspace's own evidence without it.
            reason: the remark that they are returned with, or why they are rejected.

        Raises:
            UsageError: no such row or outcome, nobody decides, no reason, or a row to accept has an error.
            MissingError: the office sent nothing.
            BusyError: another process is writing to the workspace.
        """
        from kb.reviewing.deciding import Choice, decide
        from kb.reviewing.review_decisions import outcome_named

        return decide(self.workspace, office, [Choice(outcome_named(outcome), rows, reason)], by=by)

    def answer(self, office: str) -> bytes:
        """Return the bytes of an answer to an office: what was decided on each of its rows.

        Raises:
            MissingError: the office sent nothing.
        """
        from kb.reviewing.deciding import answer

        return answer(self.workspace, office)

    def iri(self, name: str) -> str:
        """Return the IRI of what a name stands for: `kind/id`, a bare id, a SOC code, `prefix:id` or an IRI.

        Raises:
            MissingError: there is no such record; the remedy names the nearest.
            UsageError: the bare id stands for several records.
        """
        from kb.model.record_names import identify

        return identify(self.graph, name)

    def record(self, name: str) -> Record:
        """Return a record by its name, under its own id even when another took its place.

        Raises:
            MissingError: there is no such record; the remedy names the nearest.
            UsageError: the bare id stands for several records.
        """
        found = self.records.at(self.iri(name))
        if found is None:
            raise MissingError(f"`{name}` is no record with a type of its own.", "Ask `explain` about it.")
        return found

    def figures(
        self, code: str, measure: str = "", period: str = "latest", *, place: str = "", label: str = ""
    ) -> Results[Figure]:
        """Return figures of an occupation that may be counted; none where none is recorded.

        Those that were superseded or retracted, for example, are left out: `records.figures_of` has them all.

        Args:
            code: SOC code.
            measure: such as `employment`. Without it every figure of the occupation is given, whatever its
                period, place and label.
            period: such as `2025-05`, `latest`, or `all`.
            place: part of the country; without it only figures of the whole country answer.
            label: what tells the figure from others; without it only figures that need none answer.

        Raises:
            MissingError: the base has no such code.
        """
        from kb.model.evidence import choose_figures
        from kb.standing.listing import listed

        self.iri(f"soc/{code}")
        known = listed(self.records.figures_of(code).values(), self._snapshot.standings).counted
        if not measure:
            return results(known)
        classification = self.records.classification
        return results(choose_figures(known, measure, period, classification, place=place, label=label).found)

    def standing(self, name: str) -> Judgement:
        """Return whether a record may be relied on, and why not.

        It has a `standing` and the `reasons` for it, and says for a use of the record what follows:
        `allows(Use.SUPPORT)`.

        Raises:
            MissingError: there is no such record; the remedy names the nearest.
            UsageError: the bare id stands for several records.
        """
        return self._snapshot.standings.of(self.iri(name))

    def support(self, claim: str) -> Support:
        """Return how well a claim is supported, by its id, and through which records.

        Raises:
            MissingError: there is no such claim; the remedy names the nearest.
        """
        identifier = claim.removeprefix("claim/")
        if identifier not in self._snapshot.supports:
            self.iri(f"claim/{identifier}")
            raise MissingError(f"There is no claim `{claim}`.", "`coverage` lists the claims.")
        return self._snapshot.supports[identifier]


def _several(values: Values) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)
