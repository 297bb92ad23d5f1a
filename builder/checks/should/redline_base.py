"""A redline of a definition must begin from the definition there is."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft import nodes
from builder.draft.outline import walk
from builder.resolve.directives.own_words import original
from builder.resolve.word_changes import word_changes
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The words that a redline keeps and removes are not those of the definition in the graph.",
    "Begin from the definition: {definition} shows it. Without a code the redline stands for itself.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Compare each redline that names a code with the official text, or with our gloss until that is in."""
    for block in walk(subject.draft.blocks):
        if not isinstance(block, nodes.Directive) or block.name != "redline":
            continue
        occupation = subject.context.lookup.occupation(block.argument.strip())
        before = original(block.body)
        if (
            occupation
            and before
            and occupation.definition
            and before.split() != occupation.definition.split()
        ):
            first = _first_difference(before.split(), occupation.definition.split())
            kind = "official definition" if occupation.official else "definition in our words"
            message = f"Before the change this is not the {kind} of {occupation.code}: {first}."
            yield CHECK.finding(message, subject.at(block.place))


def _first_difference(said: list[str], true: list[str]) -> str:
    for what, a, b, c, d in word_changes(said, true):
        if what != "equal":
            here, there = " ".join(said[a:b][:8]), " ".join(true[c:d][:8])
            return f"“{here}” where it reads “{there}”"
    return "it ends differently"
