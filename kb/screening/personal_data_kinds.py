"""Personal data: the kinds of it that are looked for, and a stretch of text that is of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of personal data."""

    TELEPHONE = "telephone number"
    EMAIL = "e-mail address"
    ADDRESS = "street address"
    """A place on a street: a house, a block, a crossing, a mile of a highway, a lot, a post-office box."""
    SSN = "social security number"
    BIRTH = "date of birth"
    CASE = "case or incident number"
    """Any number under which an office keeps an event, a patient, a member or one of its staff."""
    COORDINATES = "coordinates"
    PLATE = "licence plate"
    VIN = "vehicle identification number"
    LICENCE = "driver's licence number"
    CARD = "payment card number"
    DEVICE = "device or network address"
    NAME = "person's name"


_LAST_TWO_SHOWN = (Kind.TELEPHONE, Kind.EMAIL, Kind.CASE)


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A stretch of text that looks like personal data; offsets count characters from 0."""

    start: int
    end: int
    kind: Kind
    value: str

    @property
    def masked(self) -> str:
        """The value with its letters and digits starred out, all but the last two where that is safe."""
        keep = 2 if self.kind in _LAST_TWO_SHOWN else 0
        shown: list[str] = []
        for character in reversed(" ".join(self.value.split())):
            if character.isalnum() and keep > 0:
                keep -= 1
                shown.append(character)
            else:
                shown.append("*" if character.isalnum() else character)
        return "".join(reversed(shown))
