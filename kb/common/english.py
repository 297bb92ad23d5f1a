"""English text taken apart: where a sentence ends, and the words in it with their stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from snowballstemmer import stemmer

MONTHS = (
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"
).split()
"""Names of months, and their short forms."""

ABBREVIATIONS = tuple(
    r"""
    [A-Z] Mr Mrs Ms Dr St Jr Sr Rep Sen Gov Prof Gen Capt Lt Sgt Hon Rev Nos? [Ss]ecs? [Ff]igs? [Tt]bl
    Fed Reg Stat Pub Supp [Aa]pp [Cc]h [Cc]hap [Pp]ara [Vv]ol [Ee]d pp? nn? vs? cf viz e\.g i\.e al
    [Aa]pprox [Ee]st Dept Div Bur Admin Assoc Comm Ave Blvd Rd Bldg Univ
    """.split()
)
"""Words written short whose full stop ends no sentence; as regular expressions, without the full stop."""

_ABBREVIATION = re.compile(rf"(?:\b(?:{'|'.join((*ABBREVIATIONS, *MONTHS[12:]))})|\w'[ln])\.$")
_AMBIGUOUS = re.compile(r"\b(?:U\.S|U\.K|D\.C|a\.m|p\.m|Inc|Corp|Co|Ltd|Esq|[A-Z]\.[A-Z])\.$")
"""Abbreviations that often end a sentence, too; whether one does is told by the word that follows."""
_OPENER = re.compile(
    r"[\s\"'“‘(\[]*(?:The|A|An|It|This|That|These|Those|They|He|She|We|You|I|There|In|On|At|For|If|When|While|But|"
    r"And|However|As|No|Its|Their|Our|Many|Some|Most|Such|Furthermore|Moreover|Also|Then|Thus|Therefore)\b"
)
"""Words that begin sentences and seldom follow an abbreviation within one."""

MAX_QUERY_WORDS = 400
"""Words of a query that are looked at; a page of text is about as long."""

_WORD = re.compile(r"[^\W_]+(?:['’.&/*-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_ENGLISH = stemmer("english")
_STOP = frozenset(
    """
    a about an and any are as at be been being but by can could did do does doing done for from had has
    have he her hers him his how i if in into is it its me my of on or our ours she should so some such
    than that the their theirs them then there these they this those to us was we were what when where
    which who whom whose why will with would you your yours
    """.split()
)
"""Words too common to tell passages apart. Negations are not among them."""


def is_abbreviated(text: str, following: str = "") -> bool:
    """Say whether a text ends with the full stop of an abbreviation, which ends no sentence."""
    near = text[-20:]
    if _AMBIGUOUS.search(near):
        return not _OPENER.match(following)
    return _ABBREVIATION.search(near) is not None


def sentence_ends(text: str, closing: str = "", opening: str = "") -> Iterator[tuple[int, int]]:
    """Yield the offsets at which a sentence within a text ends and the next one begins.

    `closing` are further characters that may follow the full stop of a sentence, as quotation marks and
    note numbers in square brackets do; `opening` are further ones that a sentence may begin with.
    """
    for match in _ends(re.escape(closing), re.escape(opening)).finditer(text):
        if not is_abbreviated(text[max(0, match.start() - 20) : match.start() + 1], text[match.end() :][:20]):
            yield match.start("gap"), match.end()


def sentences(text: str) -> list[str]:
    """Split a paragraph at the ends of its sentences, without the blanks between them."""
    parts, at = [], 0
    for end, following in sentence_ends(text):
        parts.append(text[at:end].strip())
        at = following
    return [part for part in (*parts, text[at:].strip()) if part]


def _ends(closing: str, opening: str) -> re.Pattern[str]:
    after = rf"[\"'”’)\]{closing}]*(?:\[\d+\]|(?<=[^\W\d_][.!?])\d{{1,3}}|[¹²³⁰⁴-⁹]+)*"
    return re.compile(rf"[.!?]{after}(?P<gap>\s+)(?=[\"'“‘(\[]?[A-Z0-9§•{opening}])")


@dataclass(frozen=True, slots=True)
class Token:
    """A stem with the word it was made from."""

    stem: str
    word: str


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text; a compound gives its parts and, where a part is very short, the whole.

    So `9-1-1` is `911`, `T-CPR` is `tcpr`, `43-5031` is `435031`, and `call-taker` is `call` and `taker`.
    """
    for match in _WORD.finditer(unicodedata.normalize("NFKC", text)):
        yield from _of_word(match.group())


def stems(text: str) -> list[str]:
    """Return the stems of a text in order."""
    return [token.stem for token in tokens(text)]


def query_stems(text: str) -> list[str]:
    """Return the distinct stems of a query in order, of its first words only where it is very long."""
    return list(dict.fromkeys(token.stem for token in islice(tokens(text), MAX_QUERY_WORDS)))


@lru_cache(maxsize=200_000)
def _of_word(word: str) -> tuple[Token, ...]:
    found = []
    parts = [folded(part) for part in _PART.findall(re.sub(r"['’]s?$|['’]s\b", "", word))]
    if len(parts) > 1 and (min(map(len, parts)) <= 2 or all(part.isdigit() for part in parts)):
        found.append(Token("".join(parts), word))
        parts = [part for part in parts if len(part) > 2 and not part.isdigit()]
    found += [Token(stem(part), word) for part in parts if part not in _STOP]
    return tuple(found)


def folded(text: str) -> str:
    """Return a text without case and without accents, as people type it: `Osório` is `osorio`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(char for char in apart if not unicodedata.combining(char)))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a folded word (Snowball's English rules)."""
    return str(_ENGLISH.stemWord(word))
