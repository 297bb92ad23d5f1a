"""Where other classifications put the occupations compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import Records
from kb.model.classes_elsewhere import about_any
from kb.model.soc_classes import Subject
from kb.standing import Standings, Use


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class of another classification, or that none was found."""

    codes: tuple[str, ...]
    """Codes of the occupations compared that it holds."""
    jurisdiction: str
    classification: str
    class_code: str
    title: str
    """Empty where no class was found."""
    level: str
    path: str
    statement: str
    nearest_group: str
    """Code of our group that its group is most like; empty where the record names none."""
    source: str
    verification: str
    checked: str
    id: str


def class_rows(records: Records, subjects: Iterable[Subject], standings: Standings) -> list[ClassRow]:
    """Return the classes elsewhere that hold one of the occupations compared, and those not found."""
    codes = [subject.code for subject in subjects if not subject.group]
    found = about_any(records.elsewhere.values(), codes, records.classification)
    return [
        ClassRow(
            codes=tuple(code for code in codes if code in one.about),
            jurisdiction=one.jurisdiction,
            classification=one.classification,
            class_code=one.code,
            title=one.title,
            level=one.level,
            path=one.path,
            statement=one.statement,
            nearest_group=one.nearest_group,
            source=one.provenance.source,
            verification=one.provenance.verification if one.found else "",
            checked=one.checked,
            id=one.id,
        )
        for one in found
        if standings.of(one.iri).allows(Use.SHOW)
    ]
