"""The case of a comment: what it is about, which side it takes, and what it therefore owes the notice.

An objection binds whom it speaks against: a comment on its occupation that asks for the change. What a kind
of comment must contain is in the docket's profile (`comment-kinds:`); nothing of it is here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.draft.front_matter import FrontMatter
from kb.common.names import did_you_mean
from kb.model import Records
from kb.model.classification import Classification
from kb.model.docket_records import CommentKind, Docket, RequiredItem, Topic
from kb.model.records import Objection


@dataclass(frozen=True, slots=True)
class Case:
    """What a draft's front matter makes of it."""

    occupation: str
    """SOC code; empty where the draft names none that there is: then every objection on record binds it."""
    proposes: str
    """SOC code of the group the occupation should go to, or should not."""
    position: str
    kind: CommentKind
    docket: Docket | None
    classification: Classification

    @property
    def opposes(self) -> bool:
        """Say whether the comment speaks against the change."""
        return self.position == "against"

    def concerns(self, about: Iterable[str]) -> bool:
        """Say whether a record that is about these codes is about the case; one about none is.

        Where occupations are named, the case's must be one of them; a group may be its own, or proposed.
        """
        codes, soc = tuple(about), self.classification
        named = [code for code in codes if soc.is_detailed(code)]
        if not codes or not self.occupation or self.occupation in named:
            return True
        return not named and any(code == self.proposes or soc.covers(code, self.occupation) for code in codes)

    def binds(self, objection: Objection) -> bool:
        """Say whether the comment owes a reply to an objection."""
        return "each-objection" in self.kind.owes and not self.opposes and self.concerns(objection.about)

    @property
    def required_items(self) -> tuple[RequiredItem, ...]:
        """The information it must supply; one who opposes a change describes no work."""
        if self.docket is None or self.opposes:
            return ()
        return tuple(item for item in self.docket.required_items if item.id in self.kind.required_items)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics of the notice that it owes a reply."""
        if self.docket is None or "each-topic" not in self.kind.owes:
            return ()
        return tuple(t for t in self.docket.topics if t.invites_reply and self.concerns(t.about))


def case_of(front: FrontMatter, lookup: Records) -> Case:
    """Return the case that a front matter states."""
    docket = lookup.dockets.get(front.docket)
    return Case(
        occupation=front.occupation if lookup.occupation(front.occupation) else "",
        proposes=front.proposes,
        position=front.position,
        kind=kind_of_comment(front.kind, docket),
        docket=docket,
        classification=lookup.classification,
    )


@dataclass(frozen=True, slots=True)
class Misplaced:
    """What is wrong with the codes of a case, by the digits alone."""

    key: str
    """The key of the front matter that holds the code."""
    message: str
    fix: str


def misplaced(occupation: str, proposes: str, position: str, soc: Classification) -> Misplaced | None:
    """Return what keeps a change of the occupation from being one: it is a group, or in the group already."""
    if not occupation:
        return None
    if not soc.is_detailed(occupation):
        message = f"{occupation} is a {soc.level(occupation)} and no occupation."
        fix = f"Write an occupation's code, such as {soc.example}; leave the key out of a comment on groups."
        return Misplaced("occupation", message, fix)
    if proposes and position != "against" and soc.covers(proposes, occupation):
        fix = "Name the group it should go to, or leave `proposes:` out where it should stay."
        return Misplaced("proposes", f"{occupation} is in {proposes} already.", fix)
    return None


def nearest_code(code: str, known: Iterable[str], otherwise: str) -> str:
    """Return a fix that names the code meant: one of the same digits in another order before all others."""
    codes = list(known)
    turned = [other for other in codes if sorted(other) == sorted(code)]
    return did_you_mean(code, turned or codes, otherwise)


def kind_of_comment(named: str, docket: Docket | None) -> CommentKind:
    """Return the kind of this name, or the docket's first where none is named.

    A docket that lists no kinds asks everything of every comment. A name that is none of its kinds owes
    nothing until it is corrected.
    """
    kinds = docket.comment_kinds if docket else ()
    for kind in kinds:
        if kind.notation == named:
            return kind
    if kinds:
        return CommentKind(named, named, "", (), ()) if named else kinds[0]
    items = tuple(item.id for item in docket.required_items) if docket else ()
    return CommentKind(named, named, "", items, ("each-objection", "each-topic"))
