"""Wilson's interval of a share.

E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
Statistical Association 22, 1927, 209-212. It takes the answers for a simple random sample, so that for
weighted shares it is an approximation.
"""

from __future__ import annotations

from math import sqrt

_Z = 1.959963984540054
"""Of the normal distribution, for 95 %."""
_WHOLE = 100.0
_PLACES = 1


def wilson(percent: float, sample: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share, in percent to a tenth.

    Args:
        percent: the share, from 0 to 100; rounding errors of sums beyond that are cut off.
        sample: how many answered, one at least.
    """
    part, squared = min(max(percent / _WHOLE, 0.0), 1.0), _Z * _Z
    middle = part + squared / (2 * sample)
    half = _Z * sqrt(part * (1 - part) / sample + squared / (4 * sample * sample))
    scale = _WHOLE / (1 + squared / sample)
    low, high = max((middle - half) * scale, 0.0), min((middle + half) * scale, _WHOLE)
    return round(low, _PLACES), round(high, _PLACES)
