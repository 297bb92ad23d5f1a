"""The passage that someone means, as a record ready to paste."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kb.quoting.boundaries import splits_a_token
from kb.quoting.comparing import Selector, compare
from kb.quoting.source_text import SourceText
from kb.quoting.verdict import Comparison, Span, Verdict

_CONTEXT_WORDS = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source with what stands around it; white space is evened out."""

    exact: str
    prefix: str
    suffix: str
    page: int
    """Page of the text; 0 when it has no pages."""
    line: int

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"page {self.page}, line {self.line}" if self.page else f"line {self.line}"

    def record(self, source_id: str) -> str:
        """Return the YAML of an evidence item that quotes the passage."""
        lines = [
            "  - id: ",
            "    statement: ",
            f"    source: {source_id}",
            "    quote:",
            f"      exact: {_quoted(self.exact)}",
        ]
        lines += [f"      prefix: {_quoted(self.prefix)}"] if self.prefix else []
        lines += [f"      suffix: {_quoted(self.suffix)}"] if self.suffix else []
        lines += [f"    locator: {{page: {self.page}}}"] if self.page else []
        return "".join(f"{line}\n" for line in ["evidence:", *lines])


def find_passages(words: str, source: SourceText) -> tuple[Comparison, list[Passage]]:
    """Look words up; return the verdict with the passages that they, or words like them, come from."""
    comparison = compare(Selector(words), source)
    if comparison.verdict is Verdict.SPLICED:
        return comparison, []
    return comparison, [passage_at(place, source) for place in comparison.places]


def passage_at(place: Span, source: SourceText) -> Passage:
    """Return the passage at a place, widened to whole words."""
    start, end = place.start, place.end
    while start > 0 and splits_a_token(source.text, start):
        start -= 1
    while end < len(source.text) and splits_a_token(source.text, end):
        end += 1
    before = source.text[max(0, start - 120) : start].split()[-_CONTEXT_WORDS:]
    after = source.text[end : end + 120].split()[:_CONTEXT_WORDS]
    page = source.page_of(start) if source.pages > 1 else 0
    line = source.text.count("\n", 0, start) + 1
    exact = " ".join(source.text[start:end].split())
    return Passage(exact, " ".join(before), " ".join(after), page, line)


def _quoted(text: str) -> str:
    """Write text as a double-quoted YAML scalar; JSON strings are such."""
    return json.dumps(text, ensure_ascii=False)
