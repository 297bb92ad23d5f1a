"""What a notice asks for, as plain values: topics, items of information, kinds of comment, portal limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing a notice asks about."""

    notation: str
    label: str
    statement: str
    invites_reply: bool
    order: int
    about: tuple[str, ...] = ()
    """Codes of the occupations that it is about; empty where it is about no one of them."""


@dataclass(frozen=True, slots=True)
class RequiredItem:
    """One kind of information a proposal must give."""

    id: str
    label: str
    statement: str
    order: int
    hint: str = ""
    """How to supply it, for those who write the comment."""


@dataclass(frozen=True, slots=True)
class CommentKind:
    """A kind of comment that a docket takes, such as a full proposal or a letter."""

    notation: str
    """As a draft names it: `full`, `reply`, `letter`."""
    label: str
    statement: str
    required_items: tuple[str, ...] = ()
    """Ids of the items of information that it must supply."""
    owes: tuple[str, ...] = ()
    """What it has to reply to: concepts of the scheme owed-reply."""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Docket:
    """A notice's rules, as its profile gives them."""

    id: str
    number: str
    """The id that the agency prints, such as BLS-2024-0001."""
    title: str
    agency: str
    citation: str
    phrase: str
    phrase_variants: tuple[str, ...] = ()
    opened: str = ""
    closed: str = ""
    topics: tuple[Topic, ...] = ()
    required_items: tuple[RequiredItem, ...] = ()
    comment_kinds: tuple[CommentKind, ...] = ()
    """The kinds of comment that it takes; the first is meant where a draft names none."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """Portal limit name -> value."""
    limit_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Portal limit name -> values in words, such as the types of file that are taken."""
