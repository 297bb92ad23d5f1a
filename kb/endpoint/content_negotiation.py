"""Which of the forms that are offered a client prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping


def preferred(header: str, offered: Mapping[str, str]) -> str:
    """Return the name of the offered form that an `Accept` header prefers; nothing where it takes none.

    Args:
        header: as the client sent it; without one, the first form is preferred.
        offered: media types with the name of the form, the one that we prefer first.
    """
    if not header.strip():
        return next(iter(offered.values()), "")
    ranges = [_range(part) for part in header.split(",") if part.strip()]
    best, best_weight = "", 0.0
    for media, name in offered.items():
        weight = _weight_of(media, ranges)
        if weight > best_weight:
            best, best_weight = name, weight
    return best


def _weight_of(media: str, ranges: list[tuple[str, float]]) -> float:
    """Return the weight of a media type: that of the most specific range that holds it."""
    kind = media.partition("/")[0]
    known = dict(reversed(ranges))
    return next((known[each] for each in (media, f"{kind}/*", "*/*") if each in known), 0.0)


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    weight = next((piece[2:].strip() for piece in parameters if piece.lower().startswith("q=")), "1")
    try:
        return media.lower(), min(max(float(weight), 0.0), 1.0)
    except ValueError:
        return media.lower(), 0.0
