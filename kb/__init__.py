"""The evidence knowledge base: records, store, validation, querying and analysis."""
