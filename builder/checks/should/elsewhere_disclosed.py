"""Other classifications that put the work elsewhere must be disclosed by who asks for a move."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.classes_elsewhere import AGAINST, ClassElsewhere, about_any
from kb.standing import Use

CHECK = declare(
    __name__,
    "The draft asks to move an occupation, and hides that other classifications put its work elsewhere.",
    "Show them with {elsewhere}, or cite the records.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report once, at the group asked for, the classes elsewhere that speak against it and are not shown."""
    case = subject.context.case
    if not case.occupation or not case.proposes or case.opposes:
        return
    hidden = [one for one in _contrary(subject) if not _shown(one, subject)]
    if hidden:
        named = ", ".join(
            f"{one.classification} {one.code} ({one.jurisdiction})".replace("  ", " ") for one in hidden
        )
        message = (
            f"Other classifications put this work into other groups, and the draft does not say so: {named}."
        )
        fix = f"Show them with {{elsewhere}}, or cite them: [@elsewhere:{hidden[0].id}]."
        where = subject.at(subject.draft.front.place("proposes"))
        yield CHECK.finding(message, where, fix, f"elsewhere/{hidden[0].id}")


def _contrary(subject: Subject) -> list[ClassElsewhere]:
    context, case = subject.context, subject.context.case
    soc = context.lookup.classification
    return [
        one
        for one in about_any(context.lookup.elsewhere.values(), [case.occupation], soc)
        if one.side(case.proposes, soc) == AGAINST and context.standings.of(one.iri).allows(Use.SHOW)
    ]


def _shown(one: ClassElsewhere, subject: Subject) -> bool:
    context = subject.context
    return one.iri in context.told.drawn or one.provenance.source in context.notes.cited
