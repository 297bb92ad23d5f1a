"""Names of occupations that are not titles of the classification."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from builder.checks.subject import Subject
from builder.prose import words
from builder.prose.class_history import is_history
from builder.prose.class_names import title_index
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.classification import Classification

CHECK = declare(
    __name__,
    "An occupation is called by an informal or misspelt name, or by its title in an earlier classification.",
    "Write {title}`CODE`, which takes the title from the graph.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for informal names, names of no class, and 2010 titles that changed."""
    titles, classification = subject.context.lookup.titles, subject.context.lookup.classification
    earlier, index = _changed_titles(subject), title_index(subject.context.lookup)
    for passage in subject.prose.sentences:
        if is_history(passage, classification) or " title" in f" {passage.column} {passage.text}".lower():
            continue
        for term, code, offset, fix in _misnamed(passage.text, earlier, titles.values(), classification):
            where = subject.at(passage.place(offset))
            if fix:
                yield CHECK.finding(f"The SOC has no “{term}”.", where, fix)
                continue
            kind = f"the {classification.predecessor} title of" if term in earlier else "no title for"
            title = titles.get(code, f"a class of the {classification.name}")
            message = f"“{term}” is {kind} {code}, {title}."
            yield CHECK.finding(message, where, f"Write {{title}}`{code}`.")
        for name, title, offset in index.nearly(passage.text):
            if name not in earlier:
                where = subject.at(passage.place(offset))
                message = f"“{name}” is no title of the {classification.name}; {title!r} is."
                yield CHECK.finding(message, where, f"Write {title}, or {{title}}`{index.codes(title)[0]}`.")


def _misnamed(
    text: str, earlier: Mapping[str, str], current: Collection[str], classification: Classification
) -> Iterator[tuple[str, str, int, str]]:
    """Yield each misnomer with the code it stands for, its offset, and what to do when there is no code."""
    informal, unknown = dict(classification.informal_titles), dict(classification.no_such_titles)
    for term, offset in words.found({**informal, **unknown}, text):
        yield term, informal.get(term, ""), offset, unknown.get(term, "")
    small = text.lower()
    for title, code in earlier.items():
        if title.lower() not in small:
            continue
        found = re.search(rf"\b{re.escape(title)}\b", text, re.IGNORECASE if len(title.split()) > 2 else 0)
        if found and not any(text.startswith(t, found.start()) for t in current if t.startswith(title)):
            yield title, code, found.start(), ""


def _changed_titles(subject: Subject) -> dict[str, str]:
    """Return the 2010 titles that the 2018 SOC changed, with their 2018 codes."""
    lookup = subject.context.lookup
    current = set(lookup.titles.values())
    return {m.old_title: m.new_code for m in lookup.moves if m.old_title not in current}
