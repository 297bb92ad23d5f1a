"""The evidence knowledge base: records, store, validation, querying and analysis."""

__distribution__ = "soc-evidence"
