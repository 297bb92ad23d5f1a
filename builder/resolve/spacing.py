"""Where note numbers stand: behind the punctuation, without a space, and not as a number's exponent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.document import Inline, Inlines, Link, NoteReference, Text
from kb.common.english import is_abbreviated

_PUNCTUATION = re.compile(r"[.,;:!?]?[”’)]*[.,;:!?]?(?=\s|$)")
_CLAUSE_END = re.compile(r"[.,;:!?)]+[”’)]*(?=\s|$)|(?=\s[—–]\s)")
_WORD_END = re.compile(r"[a-z][”’)]*(?=\s[a-z])")
_NUMBER_NEXT = re.compile(r"\s*[$“(]?\d")
_NAME_BEFORE = re.compile(r"\b[A-Z]\w*,$")
_NAME_NEXT = re.compile(r"\s+[A-Z]")


def tidy(inlines: Iterable[Inline]) -> Inlines:
    """Return a run with its note references and its quotation marks in their places.

    A reference goes behind the punctuation that follows it (The Chicago Manual of Style, 18th ed., 13.29).
    Behind a digit it would read as an exponent, so there it waits for the end of the clause; see `_place`.
    """
    setting = _Setting()
    for inline in inlines:
        if isinstance(inline, NoteReference):
            setting.wait(inline)
        elif isinstance(inline, Text) and not inline.code:
            setting.text(inline)
        else:
            setting.other(inline)
    setting.release()
    return tuple(_joined(_parted(setting.done)))


class _Setting:
    """A run being set, with the references that still look for their place."""

    def __init__(self) -> None:
        self.done: list[Inline] = []
        self.waiting: dict[NoteReference, None] = {}
        self.held = False
        """Whether the references wait for the end of the clause."""

    def wait(self, reference: NoteReference) -> None:
        """Take a reference; white space before it goes."""
        last = self.done[-1] if self.done else None
        if isinstance(last, Text) and not last.code:
            self.done[-1] = replace(last, text=last.text.rstrip())
        self.held = self.held or (not self.waiting and self._ends_in_digit())
        self.waiting.setdefault(reference)

    def text(self, text: Text) -> None:
        """Take words, and put waiting references into them where they belong."""
        words = text.text if not self.done else self._into_quotation(text.text)
        cut = _place(words, self.held) if self.waiting else 0
        if cut is None:
            self.done.append(replace(text, text=words))
            return
        self._append(replace(text, text=words[:cut]))
        self.release()
        self._append(replace(text, text=words[cut:]))

    def other(self, inline: Inline) -> None:
        """Take something that is not words; references wait on only for the end of a clause."""
        if not self.held:
            self.release()
        self.done.append(inline)

    def release(self) -> None:
        """Set the waiting references here."""
        self.done += self.waiting
        self.waiting.clear()
        self.held = False

    def _append(self, text: Text) -> None:
        if text.text:
            self.done.append(text)

    def _into_quotation(self, words: str) -> str:
        """Move a comma or period into the quotation that ends before it, as is usual in the U.S."""
        last = self.done[-1]
        if not (isinstance(last, Text) and last.text.endswith("”") and words[:1] in (".", ",")):
            return words
        inside = last.text[:-1]
        if inside.endswith(("?", "!")) and words[0] == ".":
            return words[1:]
        self.done[-1] = replace(last, text=f"{inside.rstrip('.,')}{words[0]}”")
        return words[1:]

    def _ends_in_digit(self) -> bool:
        last = self.done[-1] if self.done else None
        if isinstance(last, Link):
            last = last.content[-1]
        return isinstance(last, Text) and last.text[-1:].isdigit()


def _place(text: str, held: bool) -> int | None:
    """Return where a waiting reference goes in the text that follows it; None: not in this text.

    A reference behind a digit waits for a clause end that leaves it between no two parts of a name, date or
    abbreviation, and before no other number, which it would run into. Where its sentence has none, it goes
    behind the first word in small letters that another such word follows.
    """
    if not held:
        match = _PUNCTUATION.match(text)
        return match.end() if match else 0
    last: int | None = None
    for end in _CLAUSE_END.finditer(text):
        if _open(text, end.end()):
            return end.end()
        if _ends_sentence(text, end.end()):
            last = end.end()
            break
    if last is None:
        return None
    within = _WORD_END.search(text, 0, last)
    return within.end() if within else last


def _open(text: str, at: int) -> bool:
    """Say whether a reference can stand at a clause end: no name, date or number goes on over it."""
    before = text[:at].rstrip("”’)")
    if _NUMBER_NEXT.match(text, at):
        return False
    if is_abbreviated(before) and text[at:].strip():
        return False
    return not (_NAME_BEFORE.search(before) and _NAME_NEXT.match(text, at))


def _ends_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip("”’)")
    return before.endswith((".", "!", "?")) and not is_abbreviated(before)


def _parted(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield a run with a comma between neighbouring references, which else read as one number."""
    last: Inline | None = None
    for inline in inlines:
        if isinstance(inline, Text) and not inline.text:
            continue
        if isinstance(inline, NoteReference) and isinstance(last, NoteReference):
            if inline == last:
                continue
            yield Text(",", superscript=True)
        yield inline
        last = inline


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Join neighbouring runs of one style; the draft's own words stay apart from what is filled in."""
    held: Text | None = None
    for inline in inlines:
        if held and isinstance(inline, Text) and _continues(held, inline):
            held = replace(held, text=held.text + inline.text)
            continue
        if held:
            yield held
        held = inline if isinstance(inline, Text) else None
        if held is None:
            yield inline
    if held:
        yield held


def _continues(held: Text, text: Text) -> bool:
    return replace(held, text=text.text) == text and (held.place is None) == (text.place is None)
