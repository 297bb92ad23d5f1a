"""Quotations compared with the frozen text of their sources."""

from kb.quoting.comparing import Selector, compare
from kb.quoting.source_text import SourceText
from kb.quoting.verdict import Comparison, Span, Verdict

__all__ = ["Comparison", "Selector", "SourceText", "Span", "Verdict", "compare"]
