"""The draft's front matter: what it is, who files it, and which docket it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.draft.places import Place


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who files the comment."""

    name: str = ""
    organization: str = ""
    kind: str = ""
    """What the organization is, in the docket's words, such as `association`."""
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the first two `---` lines, checked and typed."""

    title: str = ""
    subtitle: str = ""
    docket: str = ""
    """Id of the docket profile, such as `bls-2024-0001`."""
    opening: tuple[str, ...] = ()
    """The first lines of the comment; left out, they are made from the docket profile."""
    submitter: Submitter = Submitter()
    date: str = ""
    language: str = "en-US"
    occupation: str = ""
    """SOC code of the occupation the comment is about."""
    proposes: str = ""
    """SOC code of the group the occupation should be classified in."""
    topics: tuple[str, ...] = ()
    """Topics of the notice that the comment answers, by notation, such as `T5`."""
    required_items: tuple[str, ...] = ()
    """Required items that the comment says it covers, besides those its headings name."""
    declines_to_contest: Mapping[str, str] = field(default_factory=dict)
    """Objection id -> why the comment does not contest it."""
    keywords: tuple[str, ...] = ()
    cover_text: str = ""
    """Plain text for the comment box of the portal."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each key stands; entries of lists and mappings as `topics/T5`."""

    def place(self, *names: str) -> Place:
        """Return the place of the first of the names that the draft gives, else the first line."""
        for name in names:
            if name in self.places:
                return self.places[name]
        return Place(1, 1)
