"""Differences between two bases in a reader's words: for the terminal, and as the section of a changelog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.exporting.base_differences import ChangedRecord, ChangedSupport, Differences, ListedRecord

_UNJUDGED = "The support of claims is not compared: Turtle does not say which file says what.\n"
_MOST = 160
"""Characters of a value that are shown; JSON has all."""


def difference_text(found: Differences) -> str:
    """Return what changed, section by section, or that nothing did."""
    if not found:
        return f"The two say the same.\n{_UNJUDGED if found.supports is None else ''}"
    return "\n".join(line for _, line in _lines(found)).lstrip("\n") + "\n"


def changelog_section(found: Differences, heading: str) -> str:
    """Return what changed as a section in Markdown."""
    lines = [f"## {heading}", ""]
    for depth, line in _lines(found):
        text = line.strip()
        lines.append(f"\n### {text}\n" if depth == 0 else f"{'  ' * (depth - 1)}- {text}")
    if not found:
        lines.append("Nothing changed.")
    return "\n".join(lines) + "\n"


def _lines(found: Differences) -> Iterator[tuple[int, str]]:
    """Yield lines with their depth."""
    yield from _section("Added", "record", map(_named, found.added))
    yield from _section("Withdrawn", "record", map(_named, found.withdrawn))
    if found.changed:
        yield 0, f"\nChanged: {_counted(len(found.changed), 'record')}"
        for record in found.changed:
            yield from _changed(record)
    if found.supports:
        yield 0, f"\nSupported otherwise: {_counted(len(found.supports), 'claim')}"
        for support in found.supports:
            yield from _support(support)
    if found.supports is None:
        yield 1, f"\n{_UNJUDGED.strip()}"
    tables = (f"{table.table}: {table.before:,} to {table.after:,} statements" for table in found.tables)
    yield from _section("Imported otherwise", "table", tables)


def _section(title: str, noun: str, items: Iterable[str]) -> Iterator[tuple[int, str]]:
    listed = list(items)
    if listed:
        yield 0, f"\n{title}: {_counted(len(listed), noun)}"
        yield from ((1, f"  {item}") for item in listed)


def _named(record: ListedRecord | ChangedRecord) -> str:
    return f"{record.name}  {_cut(record.title)}".rstrip()


def _changed(record: ChangedRecord) -> Iterator[tuple[int, str]]:
    yield 1, f"  {_named(record)}"
    for key in record.keys:
        if len(key.before) == len(key.after) == 1:
            yield 2, f"    {key.key}: {_cut(key.before[0])} → {_cut(key.after[0])}"
            continue
        yield from ((2, f"    {key.key}, no longer: {_cut(value)}") for value in key.before)
        yield from ((2, f"    {key.key}, new: {_cut(value)}") for value in key.after)


def _support(support: ChangedSupport) -> Iterator[tuple[int, str]]:
    verdict = support.before if support.before == support.after else f"{support.before} → {support.after}"
    yield 1, f"  claim/{support.claim}  {_cut(support.title)}: {verdict}"
    if support.gained:
        yield 2, f"    now counts: {', '.join(support.gained)}"
    if support.lost:
        yield 2, f"    no longer counts: {', '.join(support.lost)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1].rstrip()}…"
