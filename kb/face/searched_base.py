"""Search in a base, by words and by meaning."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import UsageError
from kb.face.opened_workspace import OpenedWorkspace, Values, several

if TYPE_CHECKING:
    from kb.search import Filters, Hits, Session, Sides
    from kb.snapshot import Progress, Say

LOG = logging.getLogger("kb.api")


class SearchedBase(OpenedWorkspace):
    """Search in a base, by words and by meaning."""

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
        facets: Values = (),
        model: Path | None = None,
        say: Say = LOG.warning,
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
            facets: names of filters whose values are to be counted over all that fits, however few hits are
                asked for: `counts` and `fitting` of the answer.
            model: folder of another embedding model.
            say: told what takes a while and what is missing; the log otherwise.
            progress: told how many of how many passages are encoded.

        Raises:
            UsageError: there is nothing to look for, no such mode, or a filter names what is nowhere.
            MissingError: dense search was asked for, or a model was named, and something is missing.
        """
        from kb.search import Filters, Question

        values = {
            "kind": kind,
            "occupation": occupation,
            "group": group,
            "function": function,
            "authority": authority,
            "verification": verification,
            "standing": standing,
            "contributor": contributor,
        }
        chosen = tuple((name, several(value)) for name, value in values.items() if several(value))
        filters = Filters(chosen, several(claim), direction, since, until)
        question = Question(text, mode, filters, count, several(facets))
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
        say: Say = LOG.warning,
        progress: Progress | None = None,
    ) -> Sides:
        """Find the claims nearest to a sentence, each with what supports and what disputes it.

        There are at most `count` hits on each side of a claim. Likeness does not tell a sentence from its
        opposite: only where the sentence is a claim's text, or names its id, is the claim marked as the
        `same`; whether the sentence affirms or denies the others is for the reader to see. `limiting` has
        the words with which it limits or denies, such as `only`.

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
        say: Say = LOG.warning,
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
