"""A classification as a value: its name, its codes and where they lie; what else knows codes takes it.

The table is `ontology/editions/classification.yaml`. Another classification, or another edition of this one,
is another table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import yaml

from kb.namespaces import BASE
from kb.workspace import bundle_root

DETAILED = "detailed occupation"


@dataclass(frozen=True, slots=True)
class Classification:
    """A classification of occupations with numbered classes on several levels."""

    name: str
    """As people say it, such as `2018 SOC`."""
    version: str
    namespace: str
    """What the IRIs of its classes begin with."""
    code_form: str
    """Regular expression of a whole code."""
    code_in_words: str
    example: str
    """A code to show in messages."""
    nation: str
    """Name of the country that its figures are of; a figure without a place is of it."""
    nation_said: tuple[str, ...]
    """Words for the country as a whole, wherever they stand about a number."""
    national: tuple[str, ...]
    """Words before a number that make it one of the country as a whole."""
    parts: tuple[str, ...]
    """Names of the parts of the country."""
    states: tuple[tuple[str, str], ...]
    """Postal code and name of each part that makes laws."""
    group_endings: tuple[tuple[str, str], ...]
    """What the codes of groups end in, the longest first, with the name of the level."""
    predecessor: str
    """Name of the classification before it."""
    correspondence: str
    """IRI of the correspondence from its predecessor."""
    informal_titles: tuple[tuple[str, str], ...] = ()
    """Names in use for an occupation, each with its code."""
    no_such_titles: tuple[tuple[str, str], ...] = ()
    """Names that it has no class for, each with what to write in their place."""
    supervisors: str = ""
    """What the code of a major group's minor group of first-line supervisors ends in."""
    decides: str = ""
    """Who decides the classification, as a sentence."""
    advises: tuple[str, ...] = ()
    """Names of bodies that are often said to decide it and do not."""
    deciding: tuple[str, ...] = ()
    """Verbs for what only the body that decides can have done."""

    @property
    def scheme(self) -> str:
        """IRI of the classification as a whole."""
        return self.namespace.rstrip("/")

    def is_code(self, text: str) -> bool:
        """Say whether a text has the form of a code; whether there is such a class the graph knows."""
        return re.fullmatch(self.code_form, text) is not None

    def iri(self, code: str) -> str:
        """Return the IRI of a class.

        Raises:
            ValueError: the text has not the form of a code.
        """
        if not self.is_code(code):
            raise ValueError(f"{code!r} is no code of the {self.name}")
        return self.namespace + code

    def iris(self, codes: Iterable[str]) -> list[str]:
        """Return the IRIs of those texts that have the form of a code."""
        return [self.namespace + code for code in codes if self.is_code(code)]

    def level(self, code: str) -> str:
        """Return the level that a code's ending stands for, such as `major group`."""
        return next((name for ending, name in self.group_endings if code.endswith(ending)), DETAILED)

    def is_detailed(self, code: str) -> bool:
        """Say whether a code is that of a detailed occupation."""
        return self.level(code) == DETAILED

    def is_within(self, code: str, group: str) -> bool:
        """Say whether a detailed occupation's code lies in a group, by the digits alone."""
        return code.startswith(group.rstrip("0").rstrip("-")) and self.is_detailed(code)

    def covers(self, group: str, code: str) -> bool:
        """Say whether a code is a group's own or that of any class below it, by the digits alone."""
        below = not self.is_detailed(group) and code.startswith(group.rstrip("0").rstrip("-"))
        return code == group or below

    def highest(self, code: str) -> str:
        """Return the code of the highest group that a code is in, or is."""
        ending = self.group_endings[0][0]
        return code[: -len(ending)] + ending

    def state(self, said: str) -> str:
        """Return the name of a state given by name or postal code; empty for what is none."""
        folded = " ".join(said.split()).casefold()
        return next((name for code, name in self.states if folded in (code.casefold(), name.casefold())), "")

    def is_nation(self, place: str) -> bool:
        """Say whether a figure's place is the country as a whole."""
        return place in ("", self.nation)


@cache
def default_classification() -> Classification:
    """Return the classification that the bundled ontology is about."""
    path = bundle_root() / "ontology" / "editions" / "classification.yaml"
    table = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)

    def pairs(key: str) -> tuple[tuple[str, str], ...]:
        return tuple((str(left), str(right)) for left, right in table[key].items())

    return Classification(
        name=table["name"],
        version=table["version"],
        namespace=BASE + table["namespace"],
        code_form=table["code"],
        code_in_words=table["code-in-words"],
        example=table["example"],
        nation=table["nation"],
        nation_said=tuple(table["nation-said"]),
        national=tuple(table["national"]),
        parts=tuple(table["parts-of-the-nation"]),
        states=pairs("states"),
        group_endings=pairs("groups"),
        predecessor=table["predecessor"],
        correspondence=BASE + table["correspondence"],
        informal_titles=pairs("informal-titles"),
        no_such_titles=pairs("no-such-title"),
        supervisors=table["supervisors"],
        decides=table["decides"],
        advises=tuple(table["advises"]),
        deciding=tuple(table["deciding"]),
    )
