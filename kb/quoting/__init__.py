"""Quotations compared with the frozen text of their sources."""

from kb.quoting.comparing import Selector, compare
from kb.quoting.passages import SourceText
from kb.quoting.verdict import Comparison, Span, Verdict

__all__ = ["Comparison", "Selector", "SourceText", "Span", "Verdict", "compare"]
