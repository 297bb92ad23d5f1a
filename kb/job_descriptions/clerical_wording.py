"""Words of office support where the duty of a line is none, as `clerical_wording.yaml` has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.contributing.job_wording import any_of
from kb.job_descriptions.description_reading import DescriptionLine
from kb.job_descriptions.federal_duties import FederalDuty


@dataclass(frozen=True, slots=True)
class ClericalWord:
    """One word to look at."""

    word: str
    """As it stands."""
    line: DescriptionLine
    ask: str
    """What the writer should settle."""
    duty: FederalDuty | None
    """The duty that the line likely says and that protects or helps; None in the title."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    table: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        Path(__file__).with_suffix(".yaml").read_text("utf-8")
    )
    return tuple((re.compile(any_of(e["say"]), re.IGNORECASE), e["ask"]) for e in table["words"])


def clerical_words(line: DescriptionLine, duty: FederalDuty | None) -> list[ClericalWord]:
    """Return the words of office support in a line, each once."""
    found: dict[str, ClericalWord] = {}
    for pattern, ask in _patterns():
        for match in pattern.finditer(line.text):
            word = match.group()
            found.setdefault(word.casefold(), ClericalWord(word, line, ask, duty))
    return list(found.values())
