"""Checks of a draft: one check, one file, one name; the folder says how much it matters.

Each module of `must` and `should` has `CHECK` and `find(subject)`, which yields findings; to add a check is
to add its file. Checks that the shapes of the ontology make on the draft's graph are in `submission`; those
made while a draft is read or filled in are declared where they are raised.
"""

from __future__ import annotations

from dataclasses import replace

from builder.checks.subject import Subject
from builder.prose.sentences import shown
from kb.common.check_folders import declared_checks, load_checks
from kb.findings import Check, Finding

CHECKS = load_checks(__name__)
"""The checks of a finished draft, by id."""


def run(subject: Subject) -> list[Finding]:
    """Run every check on a draft; no finding shows the signs that stand for citations and roles."""
    found = (finding for loaded in CHECKS.values() for finding in loaded.find(subject))
    return [replace(one, message=shown(one.message), fix=shown(one.fix)) for one in found]


def list_checks() -> list[Check]:
    """Return every check of drafts, by id: of reading, of filling in, and of the finished draft."""
    rooms = ("builder.draft", "builder.resolve", "builder.filing")
    declared = [check for room in rooms for check in declared_checks(room)]
    return sorted({*declared, *(loaded.check for loaded in CHECKS.values())})


__all__ = ["CHECKS", "Subject", "list_checks", "run"]
