"""What personal data are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of personal data."""

    TELEPHONE = "telephone number"
    EMAIL = "e-mail address"
    ADDRESS = "street address"
    SSN = "social security number"
    BIRTH = "date of birth"
    CASE = "case or incident number"
    COORDINATES = "coordinates"


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
        keep = 0 if self.kind in (Kind.SSN, Kind.BIRTH, Kind.COORDINATES, Kind.ADDRESS) else 2
        shown: list[str] = []
        for character in reversed(" ".join(self.value.split())):
            if character.isalnum() and keep > 0:
                keep -= 1
                shown.append(character)
            else:
                shown.append("*" if character.isalnum() else character)
        return "".join(reversed(shown))
