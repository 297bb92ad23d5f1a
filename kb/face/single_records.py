"""Single records of a base, and whether they may be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.common.output import Results, results
from kb.errors import MissingError, UnreadableError
from kb.face.opened_workspace import OpenedWorkspace

if TYPE_CHECKING:
    from kb.analysis.explain import Node
    from kb.model.records import Figure, Record
    from kb.quoting.quotations import Proof
    from kb.quoting.source_text import SourceText
    from kb.standing import Judgement
    from kb.standing.support import Support


class SingleRecords(OpenedWorkspace):
    """Single records of a base, and whether they may be relied on."""

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

    def explain(self, name: str) -> Node:
        """Return what a record rests on, down to words and files, and what uses it.

        Raises:
            MissingError: there is no such record; the remedy names the nearest.
            UsageError: the bare id stands for several records.
        """
        from kb.analysis.explain import explain

        opened = self._snapshot
        return explain(
            opened.graph,
            self.iri(name),
            opened.places,
            opened.standings,
            opened.descriptions,
            opened.records,
        )

    def quotations(self, source: str = "") -> Results[Proof]:
        """Return what is known about each quotation: its verdict now, and the last one on record.

        Args:
            source: id of the source that they are of; without it all.

        Raises:
            UnreadableError: a file of recorded verdicts is damaged.
        """
        found = self._snapshot.proofs
        return results(proof for proof in found if source in ("", proof.quotation.source_id))

    def text(self, source: str) -> SourceText | None:
        """Return the text of a source, by its id; None where no document of it is at hand.

        Raises:
            UnreadableError: the document cannot be read.
        """
        from kb.quoting.texts_at_hand import TextsAtHand

        frozen, text, refusal = TextsAtHand(self.workspace).get(source)
        if frozen and text is None:
            raise UnreadableError(refusal, "Keep it as PDF, Word file or plain text.")
        return text
