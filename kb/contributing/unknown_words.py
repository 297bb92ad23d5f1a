"""What to type in place of words that name nothing, or not what their column takes."""

from __future__ import annotations

from kb.common.names import nearest_name
from kb.contributing.known_words import KnownWords, evened
from kb.contributing.workbook_columns import heading
from kb.model.classification import default_classification
from kb.namespaces import SCHEMES

_SHEET_OF = {"measure": "measures", "assessed-by": "agents", "source": "sources"}
"""Sheet on which the office describes what a column may name."""
_FEW = 12
"""Words of a list that are named in full."""
_SEEN = ("yes", "y", "true", "x", "seen", "checked", "ok")
ONE_OCCUPATION = "Type the code or title of one detailed occupation."


def unknown_words(text: str, key: str, base: str, words: KnownWords) -> tuple[str, str]:
    """Return why words name nothing, and what to type: several with the wrong mark, or none that is known.

    `base` is what ids of the column `key` are resolved against.
    """
    for mark in (",", " and ", "/", "|"):
        several = [part.strip() for part in text.split(mark)]
        known = [part for part in several if words.id_of(base, part)]
        if mark not in text or not known:
            continue
        message = f"`{text[:80]}` are several values with `{mark.strip()}` between them."
        if len(known) == len(several):
            return message, f"Put ; between them: {'; '.join(several)}"
        other = next(part for part in several if part not in known)
        return message, f"Put ; between them. {' '.join(_unknown(other, key, base, words))}"
    return _unknown(text, key, base, words)


def is_group(code: str) -> bool:
    """Say whether a code is that of a group of occupations."""
    soc = default_classification()
    return soc.is_code(code) and not soc.is_detailed(code)


def _unknown(text: str, key: str, base: str, words: KnownWords) -> tuple[str, str]:
    return f"`{heading(key)}` does not know `{text[:80]}`.", _meant(text, key, base, words)


def _meant(text: str, key: str, base: str, words: KnownWords) -> str:
    if key == "occupation":
        meant = _occupation(text, words)
        return f"Did you mean {meant}?" if meant else ONE_OCCUPATION
    if key == "verification" and evened(text) in _SEEN:
        return "Type verified when you saw it in the source itself."
    near = words.nearest(base, text)
    own = _SHEET_OF.get(key, "")
    add = f"describe it on the sheet `{own}`" if own else "write its id"
    if near:
        return f"Did you mean `{near}`?" + (f" Else {add}." if own else "")
    labels = list(words.labels(base)) if base.startswith(SCHEMES) else []
    if 0 < len(labels) <= _FEW:
        return f"Choose one of the list in the cell: {', '.join(labels)}."
    return f"Choose one of the list in the cell, or {add}."


def _occupation(text: str, words: KnownWords) -> str:
    """Return the detailed occupation that is meant, by title or name in use; empty where none is like it."""
    soc = default_classification()
    titles = words.labels(soc.namespace)
    detailed = {title: code for title, code in titles.items() if soc.is_detailed(code)}
    in_use = {name: code for name, code in soc.informal_titles if code in detailed.values()}
    usual = {evened(name): code for name, code in in_use.items()}
    near = nearest_name(text, [*detailed, *in_use])
    code = usual.get(evened(text).removesuffix("s")) or {**in_use, **detailed}.get(near, "")
    title = next((title for title, known in detailed.items() if known == code), "")
    return f"{code} ({title})" if code else ""
