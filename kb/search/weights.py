"""How much each signal counts, by kind of answer and mode; tuned on the tuning halves of the labelled sets.

`make bench` reports what they achieve on the other halves.
"""

from __future__ import annotations

from dataclasses import dataclass

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


_GENERAL = {
    HYBRID: Weights(1.0, 0.0, 0.3, 0.5, 0.0, 0.2),
    LEXICAL: Weights(own_lexical=1.0, profile_lexical=0.3),
    DENSE: Weights(own_dense=1.0, profile_dense=0.3),
}
_BY_KIND = {
    "soc": {
        HYBRID: Weights(1.0, 0.33, 0.8, 0.0, 0.06, 0.5),
        LEXICAL: Weights(own_lexical=0.7, linked_lexical=0.3, profile_lexical=1.0),
        DENSE: Weights(own_dense=1.0, linked_dense=0.33, profile_dense=0.65),
    },
    "activity": {
        HYBRID: Weights(0.3, 0.0, 1.0, 0.2, 0.18, 0.35),
        LEXICAL: Weights(own_lexical=0.7, linked_lexical=0.25, profile_lexical=1.0),
        DENSE: Weights(own_dense=0.35, linked_dense=0.1, profile_dense=1.0),
    },
}


def weights_for(kind: str, mode: str) -> Weights:
    """Return the weights for answers of one kind; for mixed ones `kind` is empty."""
    return _BY_KIND.get(kind, _GENERAL)[mode]
