"""How much each signal counts, by kind of answer and mode; tuned on the tuning halves of the labelled sets.

`make bench` reports what they achieve on the other halves.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.search.passages import searched_kind

LEXICAL, DENSE, HYBRID = "lexical", "dense", "hybrid"
MODES = (HYBRID, LEXICAL, DENSE)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the signals; cosines and lexical scores both reach 1."""

    own_dense: float = 0.0
    linked_dense: float = 0.0
    profile_dense: float = 0.0
    own_lexical: float = 0.0
    linked_lexical: float = 0.0
    profile_lexical: float = 0.0
    tied: float = 0.0
    """Of the best score among the things that the graph ties to a thing."""
    covered: float = 0.0
    """Of a passage that holds all of the question, however long it is. Words alone put it first anyway."""
    priors: bool = False
    """Whether kinds of things are worth different amounts to begin with."""

    @property
    def most(self) -> float:
        """The score of a thing that does best by every signal, and a tied one with it; priors aside."""
        dense = self.own_dense + self.linked_dense + self.profile_dense
        lexical = self.own_lexical + self.linked_lexical + self.profile_lexical
        return (dense + lexical) * (1 + self.tied) + self.covered


_GENERAL = {
    HYBRID: Weights(1.0, 0.0, 0.75, 0.4, 0.0, 0.8, tied=0.3, covered=0.5, priors=True),
    LEXICAL: Weights(own_lexical=1.0, profile_lexical=0.85, tied=0.35, priors=True),
    DENSE: Weights(1.0, profile_dense=0.75, tied=0.1, priors=True),
}
_BY_KIND = {
    "soc": {
        HYBRID: Weights(1.0, 0.3, 0.65, 0.19, 0.14, 0.4),
        LEXICAL: Weights(own_lexical=0.7, linked_lexical=0.3, profile_lexical=1.0),
        DENSE: Weights(own_dense=1.0, linked_dense=0.33, profile_dense=0.65),
    },
    "activity": {
        HYBRID: Weights(0.2, 0.0, 1.0, 0.22, 0.24, 0.33),
        LEXICAL: Weights(own_lexical=0.7, linked_lexical=0.25, profile_lexical=1.0),
        DENSE: Weights(own_dense=0.35, linked_dense=0.1, profile_dense=1.0),
    },
}


_PRIORS = {"evidence": 0.05, "guideline": -0.1, "objection": 0.05, "soc": -0.15, "source": -0.08}
_GROUP = -0.45
"""For groups of occupations, which have a title and nothing to say."""


def prior_of(record: str) -> float:
    """Return what a record is worth as an answer before anything is asked."""
    kind = searched_kind(record)
    return _GROUP if kind == "soc" and record.endswith("0") else _PRIORS.get(kind, 0.0)


def weights_for(kind: str, mode: str) -> Weights:
    """Return the weights for answers of one kind; for mixed ones `kind` is empty."""
    return _BY_KIND.get(kind, _GENERAL)[mode]
