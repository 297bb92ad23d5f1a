"""Progress bars on a terminal, silence elsewhere: libraries only report how far they are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

_WORDS = 44
"""Characters of the progress line left for what is being done."""


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that is told how many of how many are done; the bar appears with the first word."""
    shown: list[Any] = []

    def progress(done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if not shown:
            shown.append(click.progressbar(length=total, label=label, file=sys.stderr))
            shown[0].__enter__()
        shown[0].update(done - shown[0].pos)

    try:
        yield progress
    finally:
        if shown:
            shown[0].__exit__(None, None, None)


@contextmanager
def bar_of_files(paths: Sequence[Path]) -> Iterator[Callable[[str, int], None]]:
    """Yield a function that is told what is being done and how many more bytes of the files are done.

    The length of the bar is that of the files, and of those in folders.
    """
    if not sys.stderr.isatty():
        yield lambda doing, size: None
        return
    total = sum(file.stat().st_size for path in paths for file in _files(path))
    doing_now = ""

    def shown(_: object) -> str:
        return doing_now[:_WORDS]

    with click.progressbar(length=total, file=sys.stderr, item_show_func=shown, width=24) as shown_bar:

        def advance(doing: str, size: int) -> None:
            nonlocal doing_now
            doing_now = doing
            shown_bar.update(size)
            shown_bar.render_progress()

        yield advance


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in sorted(path.iterdir()) if file.is_file()]
    return [path] if path.is_file() else []
