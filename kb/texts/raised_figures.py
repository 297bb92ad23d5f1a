"""Raised and lowered figures as the characters that say so: 10² is not 102, and 2,500¹ is not 2,5001."""

from __future__ import annotations

SUPERSCRIPTS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
SUBSCRIPTS = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
