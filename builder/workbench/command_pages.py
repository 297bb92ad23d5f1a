"""Where a page does what a command does: remedies name commands, and a reader of pages has none at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from builder.workbench.page_filters import coded
from kb.contributing.scaffolding import kinds

_COMMAND = re.compile(r"\bsoc-evidence ([a-z-]+)(?: ([a-z-]+))?")
_READING = {
    "search": ("Search", "/search"),
    "query": ("Ask", "/ask"),
    "compare": ("Side by side", "/compare"),
    "shares": ("Side by side", "/compare"),
    "impact": ("What a move changes", "/impact"),
}
_WORKING = {
    "init": ("Begin", "/start"),
    "check": ("What is wrong with the records", "/findings"),
    "add": ("Contribute", "/contribute"),
    "pack": ("Contribute", "/contribute"),
    "receive": ("Review", "/review"),
    "review": ("Review", "/review"),
    **dict.fromkeys(("coverage", "suggest", "build", "preview", "merge"), ("Drafts", "/draft")),
}


def remedy(text: str, *, read_only: bool = False) -> Markup:
    """Write what to do, escaped, with a link to each page that does what a command of it does."""
    links = dict.fromkeys(_pages(text, read_only=read_only))
    if not links:
        return coded(text)
    here = Markup(", ").join(Markup('<a href="{}">{}</a>').format(where, name) for name, where in links)
    return Markup("{} On these pages: {}.").format(coded(text), here)


def _pages(text: str, *, read_only: bool) -> Iterator[tuple[str, str]]:
    for command, argument in _COMMAND.findall(text):
        if command in _READING:
            yield _READING[command]
        elif command in _WORKING and not read_only:
            yield _WORKING[command]
        elif command == "new" and not read_only:
            if argument in kinds():
                yield f"form for {argument.replace('-', ' ')}", f"/forms/{argument}.yaml"
            yield _WORKING["add"]
