"""One violation of a shape."""

from __future__ import annotations

from typing import NamedTuple

from kb.findings import Finding


class Result(NamedTuple):
    """The node that was checked, and what is wrong with it."""

    focus: str
    finding: Finding
