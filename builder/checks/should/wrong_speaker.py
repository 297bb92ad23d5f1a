"""Quotations given to somebody who has no part in what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.cited_records import CitedRecords
from builder.prose.words import terms
from builder.resolve.context import Context
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.records import Source

CHECK = declare(
    __name__,
    "A sentence gives a quotation to somebody who is neither author of what is cited nor named there.",
    "Name who wrote the words, or cite where the one named wrote them.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Compare the name that is said to speak with the authors, publishers and words of the records cited."""
    known = _known_names(subject.context)
    for proof in subject.quotations:
        said = proof.attribution.speaker
        names = known.get(said.casefold(), set()) | _significant(said)
        is_a_name = said.casefold() in known or (said.isupper() and len(said) > 1) or len(said.split()) > 1
        if not (said and names and proof.cited and is_a_name):
            continue
        voices = _voices(proof.cited, subject.context)
        if not any(name in voices for name in names):
            sources = ", ".join(sorted(f"`{source.id}`" for source in _sources(proof.cited, subject.context)))
            message = f"“{said}” is said to speak, and what is cited is {sources}."
            yield CHECK.finding(message, subject.at(proof.quotation.place))


def _known_names(context: Context) -> dict[str, set[str]]:
    """Return, by full name and by acronym, the words that tell each agent."""
    found: dict[str, set[str]] = {}
    for agent in context.lookup.agents.values():
        words = _significant(agent.name) | ({agent.acronym.casefold()} - {""})
        for name in {agent.name, agent.acronym, _initials(agent.name)} - {""}:
            found.setdefault(name.casefold(), set()).update(words)
    return found


def _significant(name: str) -> set[str]:
    """Return the words of a name that tell it from others."""
    generic = {word.casefold() for word in terms("names-of-bodies")}
    return {word for word in re.findall(r"[^\W\d_]{2,}", name.casefold()) if word not in generic}


def _initials(name: str) -> str:
    letters = "".join(word[0] for word in re.findall(r"[A-Z][\w-]+", name))
    return letters if len(letters) > 2 else ""


def _sources(cited: CitedRecords, context: Context) -> list[Source]:
    return [context.lookup.sources[name] for name in cited.source_ids if name in context.lookup.sources]


def _voices(cited: CitedRecords, context: Context) -> set[str]:
    """Return the words of all who may be said to speak in what is cited."""
    texts = [item.attributed_to for item in cited.evidence.values()]
    texts += [item.statement for item in cited.evidence.values()]
    texts += [law.title for law in cited.laws.values()]
    for source in _sources(cited, context):
        texts += [source.title, source.short_title]
        texts += [str(source.csl.get(key, "")) for key in ("container-title", "publisher", "genre", "number")]
        texts += [str(value) for author in source.csl.get("author", ()) for value in author.values()]
    acronyms = [
        agent.acronym for agent in context.lookup.agents.values() if any(agent.name in t for t in texts)
    ]
    initials = [_initials(text) for text in texts if len(text) < 120]
    return set(re.findall(r"[^\W\d_]{2,}", " ".join([*texts, *acronyms, *initials]).casefold()))
