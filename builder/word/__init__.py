"""Setting a resolved document as a Word file, for colleagues to read, change and return.

`manuscript` holds the file being written and what every part of it needs; `ooxml` the elements that Word's
text is made of; `word_styles` styles, numbering and page set-up. Each `write_…` writes some kinds of node,
`chart_pictures` draws charts, `finding_comments` puts the findings beside the paragraphs that they are about.
`draft_part` keeps the draft and the text of each paragraph inside the file, so that `builder.merging` can
tell later what was changed; `word_file` closes the package.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.document import Document
from builder.word.draft_part import Sent
from builder.word.finding_comments import write_comments
from builder.word.manuscript import Manuscript
from builder.word.word_file import packed
from builder.word.write_blocks import write_all, write_title
from builder.word.write_notes import close_notes
from kb.findings import Finding

__all__ = ["render"]


def render(document: Document, draft: Sent, findings: Sequence[Finding] = ()) -> bytes:
    """Return `document` as a .docx file (ISO/IEC 29500, WordprocessingML).

    The bytes depend on the arguments alone. Findings become comments at the paragraphs that their lines lead
    to; those of other files, and of the front matter, stand at the title.

    Args:
        document: what is written.
        draft: the draft that it was made from, kept inside the file for `merge`.
        findings: what is told as comments.
    """
    manuscript = Manuscript(document)
    write_title(manuscript, document.title)
    write_all(manuscript, document.blocks)
    close_notes(manuscript)
    write_comments(manuscript, findings, draft.path)
    return packed(manuscript, draft)
