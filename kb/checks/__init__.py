"""Checks that see the whole collection of records: one check, one file, one name, found by its folder.

Each file has `CHECK` and `find(collection)`, which yields findings; `kb.common.check_folders` says how to add
one.
"""

from __future__ import annotations

from kb.common.check_folders import LoadedCheck, load_checks

CHECKS: dict[str, LoadedCheck] = load_checks(__name__)

__all__ = ["CHECKS"]
