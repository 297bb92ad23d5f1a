"""Titles that stand beside the code of another class."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.class_history import is_history
from builder.prose.class_names import code_mentions, title_index
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A code of the classification stands beside the title of another class.",
    "Write {occupation}`CODE`, which takes title and code from the graph.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Compare each title beside a code with the title that the code has."""
    lookup = subject.context.lookup
    index, soc = title_index(lookup), lookup.classification
    for sentence in subject.prose.sentences:
        history = is_history(sentence, soc)
        for mention in code_mentions(sentence.text, soc):
            name = index.beside(sentence.text, mention)
            codes = index.codes(name) if name else ()
            known = mention.code in lookup.titles
            if not known and (history or any(soc.is_within(mention.code, code) for code in codes)):
                continue  # a code of its day, which had the title then; or one that has it from its group
            if codes and mention.code not in codes:
                where = subject.at(sentence.place(mention.start))
                title = lookup.titles.get(mention.code, "no class that this base knows")
                message = f"{mention.code} is {title}; “{name}” is {' or '.join(codes)}."
                yield CHECK.finding(message, where)
