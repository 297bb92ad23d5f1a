"""The README of a pack, for whoever opens it without this program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kb.reviewing.pack_files import TEXTS, VERDICTS, Pack

_READ = """\
Records are in records/, one file for each contribution, as plain text (YAML).
{more}manifest.json has the sha256 of every file, and of the whole.

Whoever keeps the evidence base takes this file in with
    soc-evidence receive FILE.zip
and decides on it row by row with
    soc-evidence review {office}
Send it as it is: a file that is changed, or zipped again, is not taken.
"""
_TEXTS = "Documents of their sources are in texts/, named by the source's id.\n"
_VERDICTS = "What comparing the quotations with documents came to is in quotations.json.\n"
_ANSWER = """\
decisions.csv has what was decided, row by row. The office takes it in with
    soc-evidence receive FILE.zip
which tells each remark at the line that it is about.
"""


def readme(pack: Pack, records: Sequence[str]) -> str:
    """Return what a pack is, whose, under which terms, and what to do with it."""
    said = pack.manifest
    documents = [name for name in pack.files if name.startswith(TEXTS)]
    lines = [
        f"Evidence of {said.organization} ({said.office})",
        "",
        f"Packed on {said.date} by {said.contributor}. Licence: {said.licence}.",
        f"Records: {by_kind(records)}. Documents: {len(documents)}.",
    ]
    lines += [f"Not in it: the document of {source}: {why}." for source, why in sorted(said.withheld.items())]
    more = (_TEXTS if documents else "") + (_VERDICTS if VERDICTS in pack.files else "")
    return "\n".join([*lines, "", _READ.format(office=said.office, more=more)])


def answer_readme(pack: Pack, remarks: Sequence[str]) -> str:
    """Return whose answer it is, to whom, and its remarks."""
    said = pack.manifest
    lines = [
        f"Answer of {said.organization} to {said.office}",
        "",
        f"Written on {said.date} by {said.contributor}.",
        "",
        *(remarks or ("No remarks.",)),
    ]
    return "\n".join([*lines, "", _ANSWER])


def by_kind(names: Iterable[str]) -> str:
    """Return how many records of which kind there are, such as `3 duty, 1 source`."""
    counts = Counter(name.partition("/")[0] for name in names)
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "none"
