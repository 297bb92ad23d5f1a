"""Quotations made from a text by rule: altered ones, which must not hold, and faithful ones, which must."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(
    r"(?:\A|(?<=[a-z)][.!?]\s)|(?<=[a-z)][.!?]\s\s)|(?<=\n\n)|(?<=• ))"
    r"(?P<words>[A-Z][^.!?\f…\[\]*•]{40,400}(?<=[a-z)]{2})[.!?])(?=\s+[A-Z“]|\s*\n\n|\s*\Z)"
)
_NEGATION = re.compile(r"^(?:not|no|never|cannot|nor|without|nothing|none|neither)$|n[’']t$", re.I)
_TURN = re.compile(r"^(?:may|only|unless|except|fails?|failed|refused?|if|might|rarely|until|solely)$", re.I)
_LEFT_OUT_WITH_CARE = re.compile(
    r"\b(?:not|no|never|cannot|nor|without|nothing|none|neither|may|might|only|unless|except|if|fail\w*|"
    r"refus\w*|den\w+|reject\w*|rarely|seldom|until|solely|must|can|could|should|would|shall|will|most|some|"
    r"few|many|all|every|at least|at most|up to|less|more|than|nearly|almost|approximately|both|any|each|"
    r"whether|provided|subject|prohibit\w*|prevent\w*|exclud\w*|stop\w*|lack\w*|unable|otherwise|"
    r"depend\w*|claim\w*|usually|perhaps|possibly|probably|in part|need\w*|have to|has to|had to|two|three|"
    r"four|five|six|seven|eight|nine|ten|fifty|doubt\w*|partly|disagree\w*|oppos\w*|exempt\w*|terminat\w*|dozen\w*|half|"
    r"hundreds?|thousands?|millions?|impossible|merely|regardless|exclusi\w*|sometimes|generally|alleg\w*|"
    r"limited|long as|other than)\b|\d|n[’']t\b",
    re.I,
)
"""What a careful writer would not leave out."""
ELLIPSES = (
    " … ",
    " ... ",
    " . . . ",
    " […] ",
    " [...] ",
    " (…) ",
    " * * * ",
    "…",
    "...",
    " [. . .] ",
    " *** ",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation of a text and whether it is faithful."""

    kind: str
    faithful: bool
    quotation: str
    text: str


def changed_quotations(text: str, luck: random.Random) -> Iterator[Case]:
    """Yield cases from every sentence of a text; with the same luck the same ones."""
    found = [
        " ".join(match["words"].split()) for match in _SENTENCE.finditer(text) if "\n\n" not in match["words"]
    ]
    sentences = [s for s in dict.fromkeys(found) if 8 <= len(s.split()) <= 70]
    flat = " ".join(text.split())
    for at, sentence in enumerate(sentences):
        if flat.count(sentence) != 1:
            continue
        following = sentences[at + 1 : at + 4]
        for kind, make in _ALTERED.items():
            quotation = make(sentence, following, luck)
            if quotation and " ".join(quotation.split()) not in flat:
                yield Case(kind, False, quotation, text)
        for kind, make in _CUT.items():
            quotation = make(sentence, following, luck)
            if quotation:
                yield Case(kind, False, quotation, text)
        for kind, rewrite in _FAITHFUL.items():
            pair = rewrite(sentence, luck)
            if pair:
                source = text if pair[1] == sentence else _put(pair[1], at, sentences)
                yield Case(kind, True, pair[0], source)


def _put(sentence: str, at: int, sentences: list[str]) -> str:
    """Return a small text around a sentence that was set in another way."""
    return "\n\n".join([*sentences[max(0, at - 2) : at], sentence, *sentences[at + 1 : at + 3]])


def _words_where(sentence: str, pattern: re.Pattern[str]) -> list[int]:
    return [n for n, word in enumerate(sentence.split()) if pattern.search(word.strip(",;:.”“\"'’()"))]


def _digit(sentence: str, _next: list[str], luck: random.Random) -> str:
    digits = [m.start() for m in re.finditer(r"\d", sentence)]
    if not digits:
        return ""
    at = luck.choice(digits)
    return sentence[:at] + str((int(sentence[at]) + luck.randint(1, 9)) % 10) + sentence[at + 1 :]


def _negation_dropped(sentence: str, _next: list[str], luck: random.Random) -> str:
    words, at = sentence.split(), [n for n in _words_where(sentence, _NEGATION) if n > 0]
    return " ".join(w for n, w in enumerate(words) if n != at[0]) if at else ""


def _negation_added(sentence: str, _next: list[str], luck: random.Random) -> str:
    words = sentence.split()
    at = luck.randrange(2, len(words) - 1)
    return " ".join([*words[:at], "not", *words[at:]])


def _words_swapped(sentence: str, _next: list[str], luck: random.Random) -> str:
    words = sentence.split()
    at = luck.randrange(1, len(words) - 2)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _word_dropped(sentence: str, _next: list[str], luck: random.Random) -> str:
    words = sentence.split()
    del words[luck.randrange(1, len(words) - 1)]
    return " ".join(words)


def _word_cut(sentence: str, _next: list[str], luck: random.Random) -> str:
    match = re.match(r"\S{2,}?", sentence.split()[0])
    return sentence[match.end() :] if match and len(sentence.split()[0]) > 4 else ""


def _letters(sentence: str, _next: list[str], luck: random.Random) -> str:
    words = sentence.split()
    long = [n for n, word in enumerate(words) if n and re.fullmatch(r"[a-z]{4,}", word)]
    if not long:
        return ""
    at = luck.choice(long)
    keep = luck.randint(1, len(words[at]) - 2)
    tail = luck.choice(["wo", "ix", "our", "cided", "ay", "one", "ack", "ish", "less", "ter"])
    words[at] = f"{words[at][:keep]}[{tail}]"
    return " ".join(words)


_PUT_IN = (
    "clerical",
    "rejected",
    "rather than",
    "fail to",
    "Jane Smith",
    "accepted",
    "the committee",
    "police",
)


def _bracket_replaces(sentence: str, _next: list[str], luck: random.Random) -> str:
    words = sentence.split()
    at = luck.randrange(1, len(words) - 1)
    words[at] = f"[{luck.choice(_PUT_IN)}]"
    return " ".join(words)


def _bracket_inserts(sentence: str, _next: list[str], luck: random.Random) -> str:
    words = sentence.split()
    at = luck.randrange(0, len(words) - 1)
    return " ".join([*words[:at], f"[{luck.choice(_PUT_IN)}]", *words[at:]])


def _ellipsis_over(pattern: re.Pattern[str]) -> Callable[[str, list[str], random.Random], str]:
    def make(sentence: str, _next: list[str], luck: random.Random) -> str:
        words = sentence.split()
        places = [n for n in _words_where(sentence, pattern) if 3 <= n < len(words) - 3]
        if not places:
            return ""
        at = luck.choice(places)
        first, last = at - luck.randint(0, min(2, at - 3)), at + luck.randint(1, min(3, len(words) - at - 3))
        return f"{' '.join(words[:first])} … {' '.join(words[last:])}"

    return make


def _into_a_later_sentence(sentence: str, following: list[str], luck: random.Random) -> str:
    words, places = sentence.split(), [n for n in _words_where(sentence, _NEGATION) if n > 2]
    if not places or not following:
        return ""
    later = following[0].split()
    return f"{' '.join(words[: places[0]])} (…) {' '.join(later[luck.randint(2, len(later) - 3) :])}"


def _halves_joined(sentence: str, following: list[str], luck: random.Random) -> str:
    if not following:
        return ""
    words, later = sentence.split(), following[0].split()
    return f"{' '.join(words[: len(words) // 2])} … {' '.join(later[len(later) // 2 :])}"


def _scraps(sentence: str, following: list[str], luck: random.Random) -> str:
    if len(following) < 2:
        return ""
    parts = [sentence.split()[2:5], following[0].split()[2:5], following[1].split()[2:5]]
    return " … ".join(" ".join(part) for part in parts)


def _other_order(sentence: str, following: list[str], luck: random.Random) -> str:
    return f"{following[0]} … {sentence}" if following else ""


_ALTERED: dict[str, Callable[[str, list[str], random.Random], str]] = {
    "digit": _digit,
    "negation dropped": _negation_dropped,
    "negation added": _negation_added,
    "words swapped": _words_swapped,
    "word dropped": _word_dropped,
    "word cut": _word_cut,
    "brackets: letters": _letters,
    "brackets: replace": _bracket_replaces,
    "brackets: put in": _bracket_inserts,
    "ellipsis over a negation": _ellipsis_over(_NEGATION),
    "ellipsis over may, only, unless, fail": _ellipsis_over(_TURN),
    "ellipsis over a number": _ellipsis_over(re.compile(r"^(?!911$)\$?\d[\d,.]*%?$")),
    "ellipsis from a negation into a later sentence": _into_a_later_sentence,
    "ellipsis joins halves of sentences": _halves_joined,
    "ellipsis between three scraps": _scraps,
    "ellipsis in another order": _other_order,
}


def _from_behind_a_negation(sentence: str, _next: list[str], luck: random.Random) -> str:
    words, places = sentence.split(), _words_where(sentence, _NEGATION)
    begins = places[0] + luck.randint(1, 4) if places else len(words)
    governed = not re.search(r"[;:()]|, but", " ".join(words[places[0] : begins])) if places else False
    return " ".join(words[begins:]) if governed and len(words) - begins >= 5 else ""


def _up_to_a_negation(sentence: str, _next: list[str], luck: random.Random) -> str:
    words, places = sentence.split(), _words_where(sentence, _NEGATION)
    return " ".join(words[: places[0]]) if places and places[0] >= 5 else ""


def _bound_cut_off(sentence: str, _next: list[str], luck: random.Random) -> str:
    match = re.search(
        r"\b(?:at least|up to|more than|less than|nearly|almost|no more than) (?=.{40})", sentence
    )
    return sentence[match.end() :] if match else ""


_CUT = {
    "cut behind a negation": _from_behind_a_negation,
    "cut before a negation": _up_to_a_negation,
    "bound cut off": _bound_cut_off,
}


def _rewrapped(sentence: str, luck: random.Random) -> tuple[str, str]:
    words = sentence.split()
    return sentence, " ".join(words[: len(words) // 2]) + "\n" + " ".join(words[len(words) // 2 :])


def _ellipsis(mark: str) -> Callable[[str, random.Random], tuple[str, str] | None]:
    def make(sentence: str, luck: random.Random) -> tuple[str, str] | None:
        words = sentence.split()
        tries = [
            (first, first + length) for length in (3, 4, 2) for first in range(3, len(words) - length - 3)
        ]
        luck.shuffle(tries)
        for first, last in tries:
            if not _LEFT_OUT_WITH_CARE.search(" ".join(words[first - 1 : last + 1])):
                return " ".join(words[:first]) + mark + " ".join(words[last:]), sentence
        return None

    return make


def _sentences_left_out(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    return (
        f"{sentence} … They came back in the evening.",
        f"{sentence} Nobody was there. Not one of the 12 desks was staffed. They came back in the evening.",
    )


def _soft_hyphen(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    match = re.search(r"\b[a-z]{3}(?=[a-z]{4,})", sentence)
    return (sentence, f"{sentence[: match.end()]}\u00ad\n{sentence[match.end() :]}") if match else None


def _broken_at_hyphen(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    match = re.search(r"(?<=\w)-(?=\d)|(?<=\d)[-–](?=\w)", sentence)
    return (sentence, f"{sentence[: match.end()]}\n{sentence[match.end() :]}") if match else None


def _stop_inside(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    for match in re.finditer(r"[a-z]{3}(?= (?:and|of|in|for|to|with|the|by|on|at) )", sentence):
        if match.end() > 40 and not _LEFT_OUT_WITH_CARE.search(sentence[match.end() : match.end() + 30]):
            return sentence[: match.end()] + luck.choice([".", ","]), sentence
    return None


def _capital(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    return (f"[{sentence[0].lower()}]{sentence[1:]}", sentence) if re.match(r"[A-Z][a-z]", sentence) else None


def _inflected(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    match = re.search(r"(?<= )[a-z]{4,}(?=s )", sentence)
    return (f"{sentence[: match.end()]}[ed]{sentence[match.end() + 1 :]}", sentence) if match else None


def _glued_note(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    match = re.search(r"[a-z]{5}(?=[ ,] ?[a-z])", sentence)
    note = luck.choice(["12", "3", "¹", "²³"])
    return (sentence, sentence[: match.end()] + note + sentence[match.end() :]) if match else None


def _glued_note_before(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    return (sentence, f"3{sentence}") if re.match(r"[A-Z][a-z]", sentence) else None


def _nested(sentence: str, luck: random.Random) -> tuple[str, str] | None:
    if "“" not in sentence or "‘" in sentence:
        return None
    return sentence.replace("“", "‘").replace("”", "’"), sentence


_FAITHFUL: dict[str, Callable[[str, random.Random], tuple[str, str] | None]] = {
    "as it stands": lambda sentence, luck: (sentence, sentence),
    "line break": _rewrapped,
    "outer marks": lambda sentence, luck: (f"“{sentence}”", sentence),
    "straight outer marks": lambda sentence, luck: (f'"{sentence}"', sentence),
    "nested marks": _nested,
    "straight marks": lambda s, luck: (s.translate(str.maketrans("“”‘’", "\"\"''")), s),
    "no-break spaces": lambda s, luck: (s, s.replace(" ", "\u00a0", 3)),
    "soft hyphen": _soft_hyphen,
    "break behind a hyphen": _broken_at_hyphen,
    "stop inside the marks": _stop_inside,
    "changed capital": _capital,
    "changed ending": _inflected,
    "note number glued": _glued_note,
    "note number before": _glued_note_before,
    "sentences left out": _sentences_left_out,
    **{f"ellipsis {mark.strip()}{' spaced' * (mark != mark.strip())}": _ellipsis(mark) for mark in ELLIPSES},
}
