"""Documents to text, within bounds, and the frozen texts of sources."""

from kb.texts.blocks import Block, BlockKind
from kb.texts.document_kinds import MEDIA_TYPES
from kb.texts.document_limits import RefusedError
from kb.texts.extracts import Extract
from kb.texts.frozen_texts import (
    FrozenText,
    changed_texts,
    extract,
    find_text,
    texts_folder,
    texts_state,
)

__all__ = [
    "MEDIA_TYPES",
    "Block",
    "BlockKind",
    "Extract",
    "FrozenText",
    "RefusedError",
    "changed_texts",
    "extract",
    "find_text",
    "texts_folder",
    "texts_state",
]
