"""New records, and contributed files taken in."""

from kb.contributing.adding import Addition, carry_out, planned
from kb.contributing.contribution import Contribution

__all__ = ["Addition", "Contribution", "carry_out", "planned"]
