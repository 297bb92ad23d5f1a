"""Documents to text, within bounds, and the frozen texts of sources."""

from kb.texts.archives import RefusedError
from kb.texts.extraction import Extract, extract
from kb.texts.formats import MEDIA_TYPES
from kb.texts.frozen import FrozenText, find_text, texts_folder

__all__ = ["MEDIA_TYPES", "Extract", "FrozenText", "RefusedError", "extract", "find_text", "texts_folder"]
