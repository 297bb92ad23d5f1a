"""Reading evidence files: YAML-LD, CSV, Turtle, TriG and JSON-LD, with line and column kept."""

from kb.findings import Check
from kb.records import csv_nodes, evidence_files, linked, rdf_reader, statements, yaml_nodes
from kb.records.collection import RecordFile, read_record_file
from kb.records.evidence_files import SUFFIXES
from kb.records.schema import Schema, load_schema

READING_CHECKS: frozenset[Check] = frozenset(
    value
    for module in (csv_nodes, evidence_files, linked, rdf_reader, statements, yaml_nodes)
    for value in vars(module).values()
    if isinstance(value, Check)
)
"""Every check that reading a file may fire."""

__all__ = ["READING_CHECKS", "SUFFIXES", "RecordFile", "Schema", "load_schema", "read_record_file"]
