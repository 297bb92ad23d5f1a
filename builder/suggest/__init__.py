"""Evidence for a draft: what fits and is not cited, what speaks against it, what lies unused."""

from builder.suggest.suggesting import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
