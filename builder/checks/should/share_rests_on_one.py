"""Shares of a group that are a majority, or none, through one of its members."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.cited_records import cited_records
from builder.prose.sentences import Sentence
from kb.analysis.group_shares import SHARE, GroupShare, LeftOut, share_of_figure
from kb.common.check_folders import declare
from kb.common.english import stems
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A share of a group is a majority, or none, only through one of its members, and nothing says so.",
    "Name the member and the share without it, or show it: {shares} with the figure's id.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each share of a group that running text gives, once a share."""
    context = subject.context
    shown = {word for d in context.outline.directives if d.name == "shares" for word in d.argument.split()}
    told: set[str] = set()
    for sentence in subject.prose.of("text", "note"):
        if sentence.quoted or not (sentence.roles or sentence.citations):
            continue
        for figure in cited_records(sentence, context).figures.values():
            if figure.measure != SHARE or figure.id in told | shown:
                continue
            told.add(figure.id)
            share = share_of_figure(context.lookup, figure, context.standings)
            if share:
                yield from _turned(share, sentence, subject)


def _turned(share: GroupShare, sentence: Sentence, subject: Subject) -> Iterator[Finding]:
    for one in share.turning:
        if not _names(one, sentence, subject):
            message = f"Without {one.title} ({one.code}) the {share.share}% would be {one.share}%."
            yield CHECK.finding(message, subject.at(sentence.place(0)), subject=f"figure/{share.figure}")


def _names(one: LeftOut, sentence: Sentence, subject: Subject) -> bool:
    """Say whether the paragraph names the member, by its title, its code or a role."""
    around = subject.prose.paragraph(sentence.paragraph)
    if any(one.code in (role.argument, *role.argument.split()) for s in around for role in s.roles):
        return True
    said = {*stems(" ".join(s.text for s in around))}
    return one.code in " ".join(s.text for s in around) or {*stems(one.title)} <= said
