"""Words that turn a sentence round or bound it: leaving one out changes what the source says."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

_LISTS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


def _any_of(*names: str, but: str = "") -> str:
    """Return the pattern of the words of some lists; an asterisk stands for any ending."""
    left_out = _LISTS.get(but, [])
    words = [word for name in names for word in _LISTS[name] if word not in left_out]
    found = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=len, reverse=True))
    return rf"\b(?:{'|'.join(found)})\b"


NEGATION = re.compile(rf"{_any_of('negations')}|n't\b", re.IGNORECASE)
"""Words that turn a sentence round; leaving one out reverses what the source says."""
QUANTITY = _any_of("quantities")
"""Pattern of words that measure."""

_TURNING = re.compile(
    rf"{NEGATION.pattern}|{_any_of('reversals', 'bounds', 'conditions', 'hedges')}", re.IGNORECASE
)
_MODAL = re.compile(_any_of("modals"), re.IGNORECASE)
_ALONE = re.compile(_any_of("modals", "shares"), re.IGNORECASE)
_FEW_WORDS = 4
_ASIDE = re.compile(r"\s*[,(—].*[,)—]\s*", re.DOTALL)
"""An aside between two commas, brackets or dashes, which the sentence can do without."""
_NUMBER = re.compile(
    rf"[$€£<>≤≥~+]?\d[\d,.]*(?:\s?%)?|{_any_of('quantities', but='not numbers')}|"
    r"\bone[- ](?:third|quarter|half|fifth|tenth)\b",
    re.IGNORECASE,
)
_HARMLESS_NUMBER = re.compile(
    r"\((?:19|20)\d\d[a-z]?\)|\[\d+\]|\b9-?1-?1\b|\b[2-9]11\b|\b\d\d-\d{4}\b|"
    r"\b\d+ (?:Fed\. Reg\.|FR|U\.S\.C\.|C\.F\.R\.|CFR|Stat\.|F\.[23]d|U\.S\.)[ §]*[\d.]+",
    re.IGNORECASE,
)
"""Numbers that cite or name, and measure nothing."""


def turned_by(omitted: str) -> str:
    """Return what in words left out of one sentence changes it, or an empty string.

    A negation, a bound, a condition, an exception, a hedge or a number counts wherever it stands; a modal
    verb where it begins or ends the omission; a word of quantity where little else is left out.
    """
    match = _TURNING.search(omitted) or _NUMBER.search(_HARMLESS_NUMBER.sub(" ", omitted))
    if match:
        return match.group()
    if _ASIDE.fullmatch(omitted):
        return ""
    words = omitted.strip(" ,;:()—-").split()
    edges = (" ".join(words[:2]), " ".join(words[-2:]))
    match = next(filter(None, map(_MODAL.search, edges)), None)
    if not match and len(words) <= _FEW_WORDS:
        match = _ALONE.search(omitted)
    return match.group() if match else ""


_BEFORE = 5
"""Words of its sentence before a quotation in which a negation still governs it."""
_SCOPE_ENDS = re.compile(r"[;:—()]|, but ")
_BOUND_BEFORE = re.compile(
    rf"(?:{_any_of('bounds')}|\b(?:if|unless|whether|except|between|from \d\S* to)\b)(?: \S+)?\s*\Z",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(
    r"(?:\A|[,(]\s*)\W*(?:(?:and|but|or) )?"
    r"(?P<condition>if|unless|except|until|provided|(?:as|so) long as|in case)\b[^,;:—]*,\s*\Z",
    re.IGNORECASE,
)
"""A clause that conditions what follows its comma."""
_CUT_AFTER = re.compile(
    rf"\A[\s,—(]*(?:(?:\S+ )??(?P<negation>\S*n't|only|{_any_of('negations')})|"
    r"(?P<condition>if|unless|except|until|provided|but not|or (?:more|less|fewer|not)|whether or not))\b",
    re.IGNORECASE,
)
_RANGE_BEGUN = re.compile(r"\b(?:from|between) \S*\d\Z")
_RANGE_AFTER = re.compile(r"\A (?:to|through|-|and) [$€£]?\d")


def cut_before(sentence: str) -> str:
    """Return the turning word at the end of what a quotation leaves off before it in its sentence."""
    near = " ".join(_SCOPE_ENDS.split(sentence)[-1].split()[-_BEFORE:])
    negation = NEGATION.search(near)
    if negation:
        return negation.group()
    bound = _BOUND_BEFORE.search(near)
    if bound:
        return bound.group().strip()
    clause = _CLAUSE_BEFORE.search(sentence)
    return clause["condition"] if clause else ""


def cut_after(quotation: str, sentence: str) -> str:
    """Return the turning word at the head of what a quotation leaves off behind it in its sentence."""
    match = _CUT_AFTER.match(sentence)
    if match:
        return match["negation"] or match["condition"]
    span = _RANGE_AFTER.match(sentence) if _RANGE_BEGUN.search(quotation) else None
    return span.group().strip() if span else ""
