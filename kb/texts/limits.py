"""How much a document may ask of the machine. Honest documents stay far below; hostile ones are stopped."""

from __future__ import annotations

MAX_FILE_BYTES = 64 * 2**20
MAX_TEXT_CHARACTERS = 10_000_000
MAX_PAGES = 3_000
MAX_PARTS = 4_000
"""Files inside a DOCX or XLSX."""
MAX_UNPACKED_BYTES = 256 * 2**20
MAX_RATIO = 200
"""Unpacked to packed size of one part above a megabyte; office XML packs about 10 to 1."""
MAX_SECONDS = 60
MAX_MEMORY_BYTES = 2 * 2**30
"""Address space of the process that reads a document."""
