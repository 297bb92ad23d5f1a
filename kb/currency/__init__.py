"""Whether what is cited still stands: retracted, superseded and changed sources, and what rests on them."""

from kb.currency.standing import Fault, Standing, standing_of, trace

__all__ = ["Fault", "Standing", "standing_of", "trace"]
