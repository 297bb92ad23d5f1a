"""From a draft to the document: every role and directive filled from the graph.

`builder.resolve.resolve_draft.resolve` is the entry point.
"""
