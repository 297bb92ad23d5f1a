"""Reading evidence files: YAML-LD, CSV, Turtle, TriG and JSON-LD, with line and column kept."""

from kb.records.reader import SUFFIXES, RecordFile, read_record_file
from kb.records.schema import Schema, load_schema

__all__ = ["SUFFIXES", "RecordFile", "Schema", "load_schema", "read_record_file"]
