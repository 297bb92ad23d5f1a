"""Tagged, archivable PDF: PDF/UA-1 and PDF/A-3a.

`structure` is the logical tree and its parent tree; `canvas` the pages with marked content, `links` and
`bookmarks`; `flow` makes lines, blocks and pages; `fonts` knows faces, fallback and coverage, `font_subsets`
embeds what is used; `archive` adds XMP, colour profile and attachments; `syntax` and `pdf_file` write it all.
ReportLab reads the font files and cuts the subsets. Nothing here knows of claims or drafts; `builder.layout`
turns a document into what these draw.
"""
