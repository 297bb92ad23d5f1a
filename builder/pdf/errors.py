"""What can go wrong between a resolved document and its PDF."""

from __future__ import annotations

import unicodedata

from kb.errors import MissingError, SocEvidenceError, UsageError


class MissingGlyphError(SocEvidenceError):
    """The text has characters that no bundled font can show."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        listed = ", ".join(
            f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed character')}" for c in sorted(characters)
        )
        super().__init__(
            f"No font of the PDF has the character {listed}.",
            "Replace the character in the draft or in the evidence file it comes from.",
        )


class MissingFontError(MissingError):
    """A pinned font package is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"The font package {package} is not installed.",
            "Install it with the program's other dependencies: pip install soc-evidence",
        )


class UnknownTargetError(UsageError):
    """A link or reference leads to an anchor that the document does not have."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"The document has no place named “{target}” for a link to lead to.",
            "Give the heading, table or note that name, or change the link.",
        )


class ForbiddenTargetError(UsageError):
    """A link leads to something other than a place in the document, a web page or a mailbox."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"A PDF to be filed may not link to “{target}”.",
            "Use an address that begins with https://, http:// or mailto:.",
        )
