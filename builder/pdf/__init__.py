"""Tagged, archivable PDF on top of ReportLab's canvas: PDF/UA-1 and PDF/A-3a.

`structure` is the logical tree and its parent tree; `canvas` the pages with marked content, links and
outline; `flow` makes lines, blocks and pages; `fonts` knows faces, fallback and coverage; `archive` adds
XMP, colour profile and attachments; `syntax` writes what ReportLab cannot, and corrects what it gets wrong.
Nothing here knows of claims or drafts; `builder.layout` turns a document into what these draw.
"""
