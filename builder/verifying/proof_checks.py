"""What verifying a PDF can find, by name."""

from __future__ import annotations

from kb.findings import Check, Severity


def _error(name: str, problem: str, fix: str) -> Check:
    return Check(name, Severity.ERROR, problem, fix)


_ASK = "Ask who gave you this file for the one that was filed."

CARRIES_NOTHING = _error(
    "carries-nothing",
    "The PDF does not carry its draft, evidence, findings and manifest.",
    "Only what `soc-evidence build` made without --draft can be verified.",
)
EMBEDDED_FILE = _error(
    "embedded-file", "A file within the PDF is missing, or not what the manifest says.", _ASK
)
NOT_REBUILT = _error("not-rebuilt", "The document cannot be made again from what the PDF carries.", _ASK)
GATE = _error("gate", "The checks find errors in the draft that the PDF carries.", _ASK)
UNCONFIRMED = Check(
    "unconfirmed",
    Severity.WARNING,
    "What the PDF carries does not bear out something in the draft, and the PDF says so itself.",
    "Ask the filer for the document that it rests on.",
)
FINDINGS_DIFFER = _error(
    "findings-differ", "The checks find something else than the PDF says that they found.", _ASK
)
PRINTED_WORDS = _error("printed-words", "A page does not print what the draft and its records give.", _ASK)
PAGE_ORDER = _error("page-order", "A page is missing, is too many, or stands in another's place.", _ASK)
FILE_DIFFERS = _error(
    "file-differs",
    "Something in the file besides its words is not as it is built: a link, a font, a title, a drawing.",
    _ASK,
)
ADDED_CONTENT = _error(
    "added-content", "The file holds something that no page shows, or was changed after it was built.", _ASK
)
BASE_RECORD = _error(
    "base-record",
    "A record that is said to come from the bundled base does not stand there so.",
    "Compare the record with `soc-evidence explain`, and ask who filed it.",
)
SAVED_ANEW = Check(
    "saved-anew",
    Severity.WARNING,
    "The file was compressed or saved anew; what it holds is the same.",
    "Compare its SHA-256 with that of the file that was filed, where you have it.",
)
CHECKS = (
    CARRIES_NOTHING,
    EMBEDDED_FILE,
    NOT_REBUILT,
    GATE,
    UNCONFIRMED,
    FINDINGS_DIFFER,
    PRINTED_WORDS,
    PAGE_ORDER,
    FILE_DIFFERS,
    ADDED_CONTENT,
    BASE_RECORD,
    SAVED_ANEW,
)
