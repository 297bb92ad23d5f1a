"""The occupation of a duty, as a cell names it: detailed, by its code, its title or a name in use."""

from __future__ import annotations

from kb.common.names import nearest_name
from kb.contributing.known_words import KnownWords, evened
from kb.model.classification import default_classification


def meant_occupation(text: str, words: KnownWords) -> str:
    """Return the occupation that unknown words may mean; empty where nothing is like them."""
    soc = default_classification()
    base = soc.namespace
    usual = {evened(name): code for name, code in soc.informal_titles}
    code = usual.get(evened(text)) or usual.get(evened(text).removesuffix("s"), "")
    if not code:
        titles = words.labels(base)
        detailed = {title: code for title, code in titles.items() if soc.is_detailed(code)}
        named = {name: code for name, code in soc.informal_titles if code in detailed.values()}
        near = nearest_name(text, [*detailed, *named])
        code = {**named, **detailed}.get(near, "")
    title = next((title for title, known in words.labels(base).items() if known == code), "")
    return f"{code} ({title})" if title else code


def is_group(code: str) -> bool:
    """Say whether a code is that of a group of occupations."""
    soc = default_classification()
    return soc.is_code(code) and not soc.is_detailed(code)
