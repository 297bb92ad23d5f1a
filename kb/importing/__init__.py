"""Official workbooks into the graph: read with limits, checked against the edition, kept as N-Triples."""

from kb.importing.importer import ImportReport, import_files

__all__ = ["ImportReport", "import_files"]
