"""Spaces at which no line may end: between a sign or short word and the number or name that it belongs to.

As in “S. 725”, “T9 Uses”, “n = 76”, “row 921”, “May 2025” and “p. 4”: at the head of a line a number reads as
if it counted something else. The spaces are drawn as any other.
"""

from __future__ import annotations

import re

from kb.common.english import ABBREVIATIONS, MONTHS

NO_BREAK = "\u00a0"

_NUMBERED = (
    "row column cell sheet line item task table figure note page section part point step level group chapter "
    "title topic principle guideline question objection appendix form week day year age grade act"
).split()
"""Words that a number or letter belongs to."""
_BILLS = r"H\.R|U\.S|S\.\ ?Res"
_UNITS = "percent million billion trillion"
_TIES = re.compile(
    rf"\b(?:{'|'.join((*ABBREVIATIONS, _BILLS))})\.(?P<a> )(?=[\d(§A-Z])"
    rf"|\b(?i:{'|'.join(f'{word}s?' for word in _NUMBERED)})(?P<b> )(?=\d|[A-Z]\d)"
    rf"|\b(?:{'|'.join(MONTHS)})\.?(?P<c> )(?=\d)"
    rf"|§(?P<d> )(?=\d)"
    rf"|\b[A-Z]\d{{1,2}}[a-z]?(?P<e> )(?=[A-Z])"
    rf"|\b[nN](?P<f> )=(?P<g> )(?=\d)"
    rf"|\d(?P<h> )(?=(?:{_UNITS.replace(' ', '|')})\b)"
)


def tied(text: str) -> str:
    """Return a text with no-break spaces where no line may end; its length is the same."""
    return _TIES.sub(lambda match: match.group().replace(" ", NO_BREAK), text) if " " in text else text
