"""Words that tell whose work a duty is, hidden: codes, titles, job titles, and the words in them.

What is hidden for one occupation of a study is hidden in the rows of all, so that a gap tells nothing. Words
that the code book itself uses stay, whatever title they stand in: they are what is being rated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.common.english import stems

GAP = "[…]"
"""Stands for what is hidden."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CODE = re.compile(r"(?<![\w-])\d{2}-\d{4}(?:\.\d{2})?(?![\w-])")
_QUALIFIED = re.compile(r"\W+(?:except|including|all other)\b.*", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:,|;|/|\band\b|\bor\b|\(|\))\s*")
_GAPS = re.compile(rf"{re.escape(GAP)}(?:[\s,/-]+(?:and\s+|or\s+)?{re.escape(GAP)})+")
_SHORTEST = 3
"""Letters of the shortest word of a title that is hidden by itself."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A statement as raters read it."""

    shown: str
    hidden: tuple[str, ...]
    """What was hidden, as it stood there."""


class Mask:
    """Hides words and phrases, and every code.

    Args:
        titles: of the occupations; hidden whole, in parts, and word by word.
        phrases: hidden as they are, in singular and plural.
        kept: words that are never hidden by themselves.
        code_book: all its text; words with a stem that occurs in it are not hidden by themselves.
    """

    def __init__(
        self, titles: Iterable[str], phrases: Iterable[str], kept: Iterable[str], code_book: str
    ) -> None:
        rated, stay = set(stems(code_book)), {word.lower() for word in kept}
        found = {phrase.lower() for phrase in phrases if phrase.strip()}
        for title in titles:
            plain = _QUALIFIED.sub("", title)
            found |= {part.lower() for part in (title, plain, *_PARTS.split(plain)) if " " in part.strip()}
            found |= {
                word.lower()
                for word in _WORD.findall(plain)
                if len(word) >= _SHORTEST and word.lower() not in stay and not rated.issuperset(stems(word))
            }
        ordered = sorted(found - stay, key=lambda phrase: (-len(phrase), phrase))
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(_flexible(phrase) for phrase in ordered)})(?!\w)" if ordered else r"(?!)",
            re.IGNORECASE,
        )

    def hide(self, statement: str) -> Masked:
        """Return a statement with a gap for what is hidden."""
        hidden: list[str] = []

        def gap(match: re.Match[str]) -> str:
            hidden.append(match[0])
            return GAP

        shown = self._pattern.sub(gap, _CODE.sub(gap, " ".join(statement.split())))
        return Masked(_GAPS.sub(GAP, shown), tuple(hidden))


def _flexible(phrase: str) -> str:
    """Return a pattern of a phrase in singular and plural, whatever stands between its words."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", phrase.strip())]
    last = words[-1]
    for ending, forms in (("ies", "(?:y|ies)"), ("s", "s?")):
        if last.endswith(ending) and not last.endswith("ss") and len(last) > len(ending) + 2:
            last = last.removesuffix(ending) + forms
            break
    else:
        last = f"{last}(?:s|es)?"
    return r"[\s-]+".join([*words[:-1], last]) + "(?:['’]s?)?"
