"""From a draft to the document: every role and directive filled from the graph.

`builder.resolve.document.resolve` is the entry point.
"""
