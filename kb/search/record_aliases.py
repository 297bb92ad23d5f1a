"""What things are called: whatever is printed of a thing finds that thing first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kb.common.english import stem, stems
from kb.model.classification import default_classification
from kb.model.record_names import id_of, name_of
from kb.search.passages import SEARCHED, Passage, searched_kind
from kb.store.knowledge import Knowledge

_LONGEST = 120
"""Characters; a longer text is no name."""
_TWO_NAMES = re.compile(r"(.+?) \(([^()]+)\)")
"""Such as `Fire Technician (Fire Tech)`."""
_NUMBERED = re.compile(r"(?:.*-)?([A-Za-z]{1,2})(\d+)([a-z]?)")
"""An id that is a letter and a number, or ends so: P2, O3b, bls-2024-0001-T5."""
_SEGMENT = re.compile(r",? and |, ")

_DOCKET = "^dcterms:source/(dcterms:identifier|soce:noticeCitation)"
_CALLED = (
    "bibo:number|bibo:doi|bibo:pmid|bibo:shortTitle",
    _DOCKET,
    "bibo:authorList/rdf:rest*/rdf:first/(foaf:name|soce:acronym)",
    "dc:publisher",
)
"""Paths to what a work is called: its number, the docket that it opened, who wrote and who published it."""
_ITEMS = "soce:locator/soce:item"
"""Path to what a principle or a guideline is called where it stands."""


def forms(text: str) -> list[str]:
    """Return a name as names are compared, by its stems in any order; both names where it holds two."""
    if len(text) > _LONGEST:
        return []
    two = _TWO_NAMES.fullmatch(text)
    keys = [" ".join(sorted(set(stems(name)))) for name in (text, *(two.groups() if two else ()))]
    return [key for key in dict.fromkeys(keys) if key]


def number_form(text: str) -> list[str]:
    """Return a name with digits as numbers are compared, without blanks and signs: `H.R. 637` is `hr637`."""
    form = "".join(char for char in text.casefold() if char.isalnum())
    return [f"={form}"] if len(text) <= _LONGEST and any(char.isdigit() for char in form) else []


def _all_forms(text: str) -> list[str]:
    return [*forms(text), *number_form(text)]


def asked_forms(text: str) -> list[str]:
    """Return the forms by which a question may be a name, also one that was copied as it is printed."""
    bare = re.sub(r"^\[@|^\{\w+\}`|[`\]]$", "", text.strip())
    return [_exact(bare), *_all_forms(bare)]


def is_exact(form: str) -> bool:
    """Say whether a form is that of an id, which goes before other names."""
    return form.startswith("#")


def _exact(identifier: str) -> str:
    return f"#{identifier.casefold()}"


def names_by_id(record: str) -> Iterator[str]:
    """Yield the forms of what a record can be called by its id and kind."""
    identifier, kind, name = id_of(record), searched_kind(record), name_of(record)
    yield from (_exact(identifier), _exact(name))
    texts = [identifier, name, f"{kind} {identifier}"]
    numbered = _NUMBERED.fullmatch(identifier)
    if numbered and kind:
        letter, number, part = numbered.groups()
        texts += [f"{kind} {letter}{number}{part}", f"{kind} {number}{part}"]
    yield from (form for text in texts for form in _all_forms(text))


def names_by_text(passage: Passage) -> Iterator[str]:
    """Yield the forms of what the thing of a passage can be called by its texts: short ones, its heading."""
    if passage.part != "figure":
        yield from forms(passage.text)
    if searched_kind(passage.record) != "duty":  # the heading of a duty is the occupation's name
        yield from forms(passage.heading)


def read_names(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Return the forms of further names, by record: numbers, authors, and parts of an occupation's title."""
    found: dict[str, set[str]] = {}
    paths = [(path, ("source", "legislation")) for path in _CALLED]
    for path, kinds in (*paths, (_ITEMS, ("principle", "guideline"))):
        for row in knowledge.select(f"SELECT DISTINCT ?it ?name {{ ?it {path} ?name FILTER({SEARCHED}) }}"):
            if searched_kind(row["it"]) in kinds:
                texts = [row["name"], *([f"docket {row['name']}"] if path == _DOCKET else ())]
                found.setdefault(row["it"], set()).update(form for text in texts for form in _all_forms(text))
    titles = {
        row["it"]: row["title"]
        for row in knowledge.select(f"SELECT ?it ?title {{ ?it skos:prefLabel ?title FILTER({SEARCHED}) }}")
        if row["it"].startswith(default_classification().namespace) and not row["it"].endswith("0")
    }
    for record, forms_of in _parts_of_titles(titles).items():
        found.setdefault(record, set()).update(forms_of)
    return {record: frozenset(names) for record, names in found.items()}


def _parts_of_titles(titles: dict[str, str]) -> dict[str, set[str]]:
    """Return the parts of titles that no other has: `Lifeguards` of `Lifeguards, Ski Patrol, and Other …`.

    A part is what stands between commas, and the last word of it.
    """
    words = Counter(word for title in titles.values() for word in set(stems(title)))
    parts = {record: {part for part in _SEGMENT.split(title) if part} for record, title in titles.items()}
    segments = Counter(form for named in parts.values() for part in named for form in forms(part))
    return {
        record: {form for part in named for form in forms(part) if segments[form] == 1 and " " in form}
        | {last for part in named if words[last := stem(_last_word(part))] == 1}
        for record, named in parts.items()
    }


def _last_word(part: str) -> str:
    return part.split()[-1].casefold()
