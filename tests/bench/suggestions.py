"""Whether citations that are taken from the example are suggested again where they stood."""

# ruff: noqa: T201
from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from builder.resolve.resolve_draft import read
from builder.suggestions.passages import paragraphs
from builder.suggestions.suggesting import FITS, Suggestion, suggestions_for
from kb.search import Session, open_session
from kb.workspace import open_workspace

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "builder" / "example" / "submission.md"
DRAWS, TAKEN = 5, 20
Cited = tuple[int, str]


def run() -> None:
    """Print for both ways to search how many citations come back, and how long the example's list is."""
    text = EXAMPLE.read_text("utf-8")
    for mode in ("hybrid", "lexical"):
        session = open_session(open_workspace(ROOT), mode, print)
        listed = Counter(s.kind for s in suggest(text, session))
        print(f"{mode}: the example as it is has {listed[FITS]} that fit, {listed.total()} in all")
        for name, half in zip(("tuning", "reporting"), halves(text), strict=True):
            own, some = measured(text, half, session)
            print(f"  {name} half: {own:.2f} back at their own paragraph, {some:.2f} at some")
        session.close()


def halves(text: str) -> tuple[list[Cited], list[Cited]]:
    """Return what is cited once, by line of the paragraph and key, in two halves."""
    found = paragraphs(read(text, "submission.md"))
    times = Counter(key for paragraph in found for key in paragraph.cited)
    once = [
        (paragraph.line, key)
        for paragraph in found
        for key in sorted(paragraph.cited)
        if times[key] == 1 and len(re.findall(rf"@{re.escape(key)}(?![\w-])", text)) == 1
    ]
    random.Random(11).shuffle(once)
    return once[::2], once[1::2]


def without(text: str, taken: list[Cited]) -> str:
    """Return a draft without some citations."""
    for _, key in taken:
        text = re.sub(rf"(; )?@{re.escape(key)}(?![\w-])(, [^;\]]*)?", "", text)
    return re.sub(r" ?\[(; )?\]", "", text.replace("[; ", "["))


def measured(text: str, half: list[Cited], session: Session) -> tuple[float, float]:
    """Return the shares of citations that come back at their paragraph and at any, twenty taken at a time."""
    names = {
        row[0].rpartition("/")[2]
        for row in session.index.database.rows("SELECT record FROM thing WHERE record LIKE '%/evidence/%'")
    }
    pool = [cited for cited in half if cited[1] in names]
    own = some = 0
    for draw in range(DRAWS):
        taken = random.Random(draw).sample(pool, TAKEN)
        lines: dict[str, list[int]] = {}
        for suggestion in suggest(without(text, taken), session):
            lines.setdefault(suggestion.record, []).append(suggestion.line)
        own += sum(line in lines.get(f"evidence/{key}", ()) for line, key in taken)
        some += sum(f"evidence/{key}" in lines for _, key in taken)
    return own / (DRAWS * TAKEN), some / (DRAWS * TAKEN)


def suggest(text: str, session: Session) -> list[Suggestion]:
    """Return the suggestions for the paragraphs of a draft."""
    return suggestions_for(read(text, "submission.md"), session, {}, unused=False)
