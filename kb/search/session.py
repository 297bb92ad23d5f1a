"""An index opened for questions, with the dense half where it is wanted and can be had."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kb.errors import MissingError, SocEvidenceError, UnreadableError
from kb.model.record_names import id_of, name_of
from kb.namespaces import record
from kb.search.facets import Filters, allowed
from kb.search.hits import Hits, describe
from kb.search.paragraph_evidence import Fitting, evidence_for
from kb.search.search_index import FOLDER, Index, Say, open_index
from kb.search.searching import Dense, Question, search
from kb.search.sentence_sides import Sides, sides_of
from kb.search.signal_weights import DENSE, LEXICAL
from kb.store import Knowledge, open_readonly
from kb.workspace import Workspace

Progress = Callable[[int, int], None]
_KEPT = 500
"""Paragraphs whose evidence is kept, the latest ones."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A record that bears on a claim."""

    name: str
    """Kind and id, such as `evidence/x`."""
    text: str
    """The first of its texts."""
    source: str
    """Id of its source; empty where none is recorded."""


@dataclass(frozen=True, slots=True)
class Session:
    """Answers questions; keep one open to ask several."""

    index: Index
    knowledge: Knowledge
    dense: Dense | None
    _kept: dict[tuple[object, ...], list[Fitting]] = field(default_factory=dict, repr=False, compare=False)
    """The evidence for paragraphs that were asked about: what is written today is asked about again."""

    def ask(self, question: Question) -> Hits:
        """Return the hits for a question.

        Raises:
            UsageError: a filter names something that is nowhere in the base.
        """
        return describe(self.index, self.knowledge, question, search(self.index, question, self.dense))

    def sides(self, question: Question) -> Sides:
        """Return the claims nearest to a sentence, each with what supports and what disputes it.

        The count of the question holds for each side of each claim.
        """
        return sides_of(question, self.ask, self.knowledge)

    def evidence_for(
        self, text: str, filters: Filters, claims: Collection[str] = (), cited: Collection[str] = ()
    ) -> list[Fitting]:
        """Return what fits a paragraph of a draft, the best first; nothing where the base has nothing on it.

        `claims` are ids of claims that it argues, `cited` names of records that it cites. What was asked once
        is answered at once.
        """
        key = _key(text, filters, claims, cited)
        if key not in self._kept:
            while len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = self._evidence_for(text, filters, claims, cited)
        return self._kept[key]

    def has_evidence_for(
        self, text: str, filters: Filters, claims: Collection[str] = (), cited: Collection[str] = ()
    ) -> bool:
        """Say whether the same was asked before."""
        return _key(text, filters, claims, cited) in self._kept

    def _evidence_for(
        self, text: str, filters: Filters, claims: Collection[str], cited: Collection[str]
    ) -> list[Fitting]:
        has = {record(*name.split("/", 1)) for name in cited}
        argued = [record("claim", claim) for claim in claims]
        return evidence_for(self.index, self.knowledge, self.dense, text, filters, argued, has)

    def source_of(self, name: str) -> str:
        """Return the id of the source of a record, by its name; empty where there is none."""
        return id_of(self.index.database.facets(record(*name.split("/", 1))).source)

    def bearing_on(self, claim: str, direction: str) -> list[Bearer]:
        """Return what `supports` or `disputes` a claim, by its id, by name; nothing for no claim."""
        rows = self.index.database.bearing_on(record("claim", claim), direction)
        return sorted(
            (Bearer(name_of(iri), text, id_of(source)) for iri, text, source in rows), key=lambda b: b.name
        )

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()


def _key(text: str, filters: Filters, claims: Collection[str], cited: Collection[str]) -> tuple[object, ...]:
    return text, filters, tuple(claims), frozenset(cited)


def open_session(
    workspace: Workspace,
    mode: str,
    say: Say,
    model: Path | None = None,
    progress: Progress | None = None,
    filters: Filters | None = None,
    knowledge: Knowledge | None = None,
) -> Session:
    """Open the index of a workspace for questions of a mode.

    Hybrid search does without vectors, and says so, where the model or its packages are missing. `filters`
    are those of the first question, looked at before the model is loaded; `knowledge` is the workspace's
    graph, where that is open already.

    Raises:
        UsageError: a filter names something that is nowhere in the base.
        MissingError: dense search was asked for, or a model was named, and something is missing.
        UnreadableError: the index cannot be written, or the model cannot be read.
    """
    knowledge = knowledge or open_readonly(workspace)
    index = open_index(workspace, say, knowledge)
    try:
        allowed(index.database, filters or Filters(), index.layout.count)
        dense = None if mode == LEXICAL else _open_dense(index, workspace, say, model, progress)
    except MissingError as error:
        if mode == DENSE or model:
            index.close()
            raise
        say(f"Searching by words only: {error.message} To search by meaning too: {error.remedy}")
        dense = None
    except SocEvidenceError:
        index.close()
        raise
    if workspace.milvus is not None:
        from kb.remote.server_permission import require_allowed
        from kb.search.milvus_collections import on_milvus

        try:
            require_allowed(workspace.milvus)
            index, dense = on_milvus(index, dense, workspace.milvus, say)
        except SocEvidenceError:
            index.close()
            raise
    return Session(index, knowledge, dense)


def _open_dense(
    index: Index, workspace: Workspace, say: Say, model: Path | None, progress: Progress | None
) -> Dense:
    """Open the vectors; those of the base come with the program, or are made once for all workspaces."""
    from kb.search.encoder import Encoder
    from kb.search.model_files import find_model
    from kb.search.passage_vectors import has_vectors, open_vectors
    from kb.search.shipped_vectors import ships_vectors

    encoder = Encoder(find_model(model))
    base = workspace.base
    ready = base is workspace or ships_vectors(base.shipped, encoder) or has_vectors(index, encoder)
    if not ready:
        with suppress(UnreadableError), closing(open_index(base, say)) as shared:
            open_vectors(shared, encoder, say, progress)
    others = (base.derived / FOLDER,)
    return Dense(open_vectors(index, encoder, say, progress, others=others, shipped=base.shipped), encoder)
