"""Search in a base, by words and by meaning."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, cast

from kb.errors import UsageError
from kb.face.opened_workspace import OpenedWorkspace, Values, several

if TYPE_CHECKING:
    from kb.search import Filters, Hits, Session, Sides
    from kb.snapshot import Progress, Say

_FACETS = (
    "kind",
    "occupation",
    "group",
    "function",
    "authority",
    "verification",
    "standing",
    "contributor",
)
LOG = logging.getLogger("kb.api")


class Chosen(TypedDict, total=False):
    """What answers are chosen by before anything is ranked; of several values of a filter one must hold."""

    kind: Values
    """Of records, such as evidence or duty."""
    occupation: Values
    """SOC code, such as 33-9031."""
    group: Values
    """SOC group, such as 33-0000."""
    function: Values
    """Of work, such as protect-life."""
    authority: Values
    """Kind of source, such as statute."""
    verification: Values
    """Mark, such as verified."""
    standing: Values
    """How far it may be relied on, such as usable or superseded; all without it."""
    contributor: Values
    """Person or office that contributed the file."""
    claim: Values
    """Ids of claims that it must bear on."""
    direction: str
    """`supports` or `disputes`: how it must bear on claims."""
    since: str
    """Not older: 2016, 2016-07 or 2016-07-22."""
    until: str
    """Not younger."""


class SearchedBase(OpenedWorkspace):
    """Search in a base, by words and by meaning."""

    def search(
        self,
        text: str,
        mode: str = "hybrid",
        *,
        count: int = 10,
        model: Path | None = None,
        say: Say = LOG.warning,
        progress: Progress | None = None,
        **chosen: Unpack[Chosen],
    ) -> Hits:
        """Find evidence by words and by meaning, for and against; the best first.

        Of the answer, `close` is false where the base seems to have nothing on the question and the hits are
        merely the nearest; `read_as` is the question with misspelt words put right.

        Args:
            text: what is looked for; words in quotation marks must stand so in a text of each hit.
            mode: `hybrid`, `lexical` (by words only) or `dense` (by meaning only). Hybrid search does without
                meaning, and says so, where the model is missing.
            count: most hits.
            model: folder of another embedding model.
            say: told what takes a while and what is missing; the log otherwise.
            progress: told how many of how many passages are encoded.
            **chosen: filters, as `Chosen` has them.

        Raises:
            UsageError: there is nothing to look for, no such mode, or a filter names what is nowhere.
            MissingError: dense search was asked for, or a model was named, and something is missing.
        """
        from kb.search import Question, read_phrases

        if not text.strip():
            raise UsageError("Nothing to look for.", "Give some words, such as `staffing shortages`.")
        filters = _filters(chosen)
        bare, phrases = read_phrases(text)
        question = Question(bare, mode, filters, count, phrases)
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
        **chosen: Unpack[Chosen],
    ) -> Sides:
        """Find the claims nearest to a sentence, each with what supports and what disputes it.

        There are at most `count` hits on each side of a claim. Likeness does not tell a sentence from its
        opposite: only where the sentence is a claim's text, or names its id, is the claim marked as the
        `same`; whether the sentence affirms or denies the others is for the reader to see. `limiting` has
        the words with which it limits or denies, such as `only`. The filters, those of `search`, choose the
        evidence; `claim` chooses the claims.

        Raises:
            UsageError: there is nothing to look for, no such mode, or a filter names what is nowhere.
            MissingError: dense search was asked for, or a model was named, and something is missing.
        """
        from kb.search import Question

        if not sentence.strip():
            raise UsageError("Nothing to look for.", "Give a sentence that somebody might dispute.")
        filters = _filters(chosen)
        return self.session(mode, model, say, progress, filters).sides(
            Question(sentence, mode, filters, count)
        )

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


def _filters(chosen: Chosen) -> Filters:
    from kb.search import Filters

    facets = {name: several(cast("Values", chosen.get(name, ()))) for name in _FACETS}
    return Filters(
        tuple((name, values) for name, values in facets.items() if values),
        several(chosen.get("claim", ())),
        chosen.get("direction", ""),
        chosen.get("since", ""),
        chosen.get("until", ""),
    )
