"""Checks that see the whole collection of records: one check, one file, one name.

Each module has `CHECK` and `find(collection)`, which yields findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.checks import (
    active_content,
    contrary_unweighed,
    cyclic_claims,
    dangling_reference,
    duplicate_id,
    line_direction,
    line_outdated,
    near_duplicate,
    no_contribution,
    outdated_source,
    personal_data,
    quotation,
    quotation_place,
    quotation_unchecked,
    quotation_unclear,
    source_changed,
    waiver,
)
from kb.findings import Check, Finding
from kb.records.collection import Collection

CHECKS: dict[str, tuple[Check, Callable[[Collection], Iterator[Finding]]]] = {
    module.CHECK.id: (module.CHECK, module.find)
    for module in (
        active_content,
        contrary_unweighed,
        cyclic_claims,
        dangling_reference,
        duplicate_id,
        line_direction,
        line_outdated,
        near_duplicate,
        no_contribution,
        outdated_source,
        personal_data,
        quotation,
        quotation_place,
        quotation_unchecked,
        quotation_unclear,
        source_changed,
        waiver,
    )
}

__all__ = ["CHECKS"]
