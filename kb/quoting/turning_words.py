"""Words that turn a sentence round or bound it: leaving one out changes what the source says."""

from __future__ import annotations

import re

NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|hardly|scarcely|rarely|seldom|"
    r"barely)\b|n't\b",
    re.IGNORECASE,
)
"""Words that turn a sentence round; leaving one out reverses what the source says."""

QUANTITY = (
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|[mb]illion|trillion|dozen|half|third|quarter|percent|"
    r"per cent|minus|negative|most|all|every|few|fewer|less|more)s?\b"
)
"""Words that measure: brackets may neither bring them in nor take them out."""

_REVERSAL = (
    r"\b(?:fail|refus|reject|prohibit|preclud|forbid|prevent|ceas|declin|lack|exclud|dismiss|rescind|"
    r"repeal|abandon|neglect|disput|oppos|doubt|disagree|contradict|discontinu|suspend|revok|terminat|exempt)"
    r"(?:e|s|es|ed|ing|al|ion|ure|d|t|den|ting|ted)*\b|\b(?:den(?:y|ies|ied|ying|ial)|forbade|withdr[ae]w\w*|"
    r"un(?:able|likely|true|willing|necessary|related|aware|certain)|impossible|false(?:ly)?|incorrect(?:ly)?|"
    r"wrong(?:ly)?|far from|instead of|rather than|other than|stop(?:s|ped)? \w+ing|barred|banned|absence of|absent (?:an?|any|such))\b"
)
_BOUND = (
    r"\b(?:only|merely|solely|exclusively|at (?:least|most|best|worst)|up to|(?:less|more|fewer|greater|higher|"
    r"lower|later|earlier|other) than|nearly|almost|approximately|roughly|in part|partly|no (?:more|less)|"
    r"as (?:much|many|few|little) as|or (?:more|less|fewer)|limited to)\b"
)
_CONDITION = (
    r"\b(?:if|unless|except(?:ing|ion|ions|s)?|provided(?: that)?|providing that|until|whether|subject to|in case|"
    r"(?:as|so) long as|to the extent|assuming|otherwise|but for|save for|notwithstanding|only when|regardless|"
    r"depend(?:s|ing|ent)?|conditional(?:ly)?|contingent)\b"
)
_HEDGE = (
    r"\b(?:may|might|alleg\w+|purport\w*|suppos(?:ed|edly)|reportedly|so-called|claim(?:s|ed)?|possibly|perhaps|"
    r"probably|maybe)\b"
)
_MODAL = r"\b(?:can|could|should|would|must|shall|will|need(?:s|ed)? to|ha(?:s|ve|d) to|ought)\b"
_SHARE = (
    r"\b(?:most|some|few|many|all|every|each|half|often|sometimes|usually|generally|always|several|typically|"
    r"primarily|mainly|occasionally|frequently|temporar\w+|former(?:ly)?|both|any)\b"
)

_TURNING = re.compile(
    "|".join(f"(?:{part})" for part in (NEGATION.pattern, _REVERSAL, _BOUND, _CONDITION, _HEDGE)), re.IGNORECASE
)
_AT_AN_EDGE = re.compile(_MODAL, re.IGNORECASE)
_ALONE = re.compile(f"{_MODAL}|{_SHARE}", re.IGNORECASE)
_FEW_WORDS = 4
_ASIDE = re.compile(r"\s*[,(—].*[,)—]\s*", re.DOTALL)
"""An aside between two commas, brackets or dashes, which the sentence can do without."""
_NUMBER = re.compile(
    r"[$€£<>≤≥~+]?\d[\d,.]*(?:\s?(?:%|percent|per cent))?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|[mb]illions?|"
    r"trillions?|dozens?|half|twice|percent|per cent|one[- ](?:third|quarter|half|fifth|tenth))\b",
    re.IGNORECASE,
)
_HARMLESS_NUMBER = re.compile(
    r"\((?:19|20)\d\d[a-z]?\)|\[\d+\]|\b9-?1-?1\b|\b[2-9]11\b|\b\d\d-\d{4}\b|"
    r"\b\d+ (?:Fed\. Reg\.|FR|U\.S\.C\.|C\.F\.R\.|CFR|Stat\.|F\.[23]d|U\.S\.)[ §]*[\d.]+",
    re.IGNORECASE,
)
"""Numbers that cite or name, and measure nothing."""


def negation_in(words: str) -> str:
    """Return the first negation of some words, or an empty string."""
    match = NEGATION.search(words)
    return match.group() if match else ""


def turned_by(omitted: str) -> str:
    """Return what in words left out of one sentence changes it, or an empty string.

    A negation, a bound, a condition, an exception, a hedge or a number counts wherever it stands; a modal verb
    where it begins or ends the omission; a word of quantity where little else is left out.
    """
    match = _TURNING.search(omitted) or _NUMBER.search(_HARMLESS_NUMBER.sub(" ", omitted))
    if match:
        return match.group()
    if _ASIDE.fullmatch(omitted):
        return ""
    words = omitted.strip(" ,;:()—-").split()
    edges = (" ".join(words[:2]), " ".join(words[-2:]))
    match = next(filter(None, map(_AT_AN_EDGE.search, edges)), None)
    if not match and len(words) <= _FEW_WORDS:
        match = _ALONE.search(omitted)
    return match.group() if match else ""


_BEFORE = 5
_SCOPE_ENDS = re.compile(r"[;:—()]|, but ")
_BOUND_BEFORE = re.compile(rf"(?:{_BOUND}|\b(?:if|unless|whether|except|not only|between|from \d\S* to)\b)(?: \S+)?\s*\Z", re.I)
_CUT_AFTER = re.compile(
    r"\A[\s,—(]*(?:(?:\S+ )??(?P<negation>\S*n't|not|never|no|nothing|neither|without|only|cannot|hardly|rarely|seldom)\b|"
    r"(?P<condition>if|unless|except|until|provided|only|but not|or (?:more|less|fewer|not)|whether or not)\b)",
    re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r"\A (?:to|through|-|and) [$€£]?\d")


def cut_before(sentence: str) -> str:
    """Return the turning word at the end of what a quotation leaves out before it in its sentence."""
    scope = _SCOPE_ENDS.split(sentence)[-1]
    near = " ".join(scope.split()[-_BEFORE:])
    negation = NEGATION.search(near)
    if negation:
        return negation.group()
    bound = _BOUND_BEFORE.search(f"{near} ")
    return bound.group().strip() if bound else ""


def cut_after(quotation: str, sentence: str) -> str:
    """Return the turning word at the head of what a quotation leaves out behind it in its sentence."""
    match = _CUT_AFTER.match(sentence)
    if match:
        return match["negation"] or match["condition"]
    ends_in_number = re.search(r"\d\Z", quotation)
    between = re.search(r"\b(?:from|between) \S+\Z", quotation)
    span = _RANGE_AFTER.match(sentence) if ends_in_number and between else None
    return span.group().strip() if span else ""
