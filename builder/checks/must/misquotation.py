"""Words in quotation marks must be the words of the evidence that is cited for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.sentences import Sentence
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A quotation differs from the exact words recorded for the evidence cited with it.",
    "Write {quote}`evidence-id`, which takes the words from the graph.",
)
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{12,})[”\"]")
_LEAST_WORDS = 4


def find(subject: Subject) -> Iterator[Finding]:
    """Compare each quotation of four words or more with the quotations its citations lead to."""
    for sentence in subject.prose.of("text"):
        exact = _exact_words(sentence, subject)
        if not exact:
            continue
        for match in _QUOTED.finditer(sentence.text):
            said = _plain(match["words"]).rstrip(".,;:")
            if len(said.split()) < _LEAST_WORDS:
                continue
            pieces = [p.strip() for p in re.split(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*", said) if p.strip()]
            if not all(any(piece in whole for whole in exact) for piece in pieces):
                where = subject.at(sentence.place(match.start()))
                message = f"“{match['words']}” is not what the evidence cited here quotes: “{exact[0]}”"
                yield CHECK.finding(message, where)


def _exact_words(sentence: Sentence, subject: Subject) -> list[str]:
    """Return the quotations of the evidence items that a sentence cites by their own ids."""
    evidence = subject.context.lookup.evidence
    keys = [item.key.rpartition(":")[2] for cite in sentence.citations for item in cite.items]
    return [_plain(evidence[key].quote) for key in keys if key in evidence and evidence[key].quote]


def _plain(words: str) -> str:
    """Return words with straight quotation marks and single spaces."""
    straight = words.translate(str.maketrans("“”‘’", "\"\"''"))
    return re.sub(r"\s+", " ", straight).strip()
