"""Names of occupations that are not titles of the 2018 SOC."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from builder.checks.subject import Subject
from builder.prose import words
from builder.prose.sentences import Sentence
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.classification import Classification

CHECK = declare(
    __name__,
    "An occupation is called by an informal name, or by its title of the 2010 SOC.",
    "Write {title}`CODE`, which takes the 2018 title from the graph.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for informal names, names of no class, and 2010 titles that changed."""
    titles, classification = subject.context.lookup.titles, subject.context.lookup.classification
    earlier = _changed_titles(subject)
    for passage in subject.prose.of("text", "heading", "cell"):
        if _is_history(passage):
            continue
        for term, code, offset, fix in _misnamed(passage.text, earlier, titles.values(), classification):
            where = subject.at(passage.place(offset))
            if fix:
                yield CHECK.finding(f"The SOC has no “{term}”.", where, fix)
                continue
            kind = "the 2010 title of" if term in earlier else "no SOC title for"
            message = f"“{term}” is {kind} {code}, {titles.get(code, 'a class of the 2018 SOC')}."
            yield CHECK.finding(message, where, f"Write {{title}}`{code}`.")


def _misnamed(
    text: str, earlier: Mapping[str, str], current: Collection[str], classification: Classification
) -> Iterator[tuple[str, str, int, str]]:
    """Yield each misnomer with the code it stands for, its offset, and what to do when there is no code."""
    informal, unknown = dict(classification.informal_titles), dict(classification.no_such_titles)
    for term, offset in words.found({**informal, **unknown}, text):
        yield term, informal.get(term, ""), offset, unknown.get(term, "")
    for title, code in earlier.items():
        offset = text.find(title)
        if offset >= 0 and not any(text.startswith(t, offset) for t in current if t.startswith(title)):
            yield title, code, offset, ""


def _changed_titles(subject: Subject) -> dict[str, str]:
    """Return the 2010 titles that the 2018 SOC changed, with their 2018 codes."""
    lookup = subject.context.lookup
    current = set(lookup.titles.values())
    return {m.old_title: m.new_code for m in lookup.moves if m.old_title not in current}


def _is_history(passage: Sentence) -> bool:
    """Say whether the passage speaks of an earlier classification or of a change of title."""
    said = f"{passage.column} {passage.text}"
    return any(word in said for word in ("2010", "2000", "2016", "formerly", "retitled", "renamed"))
