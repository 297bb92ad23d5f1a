"""SHACL validation of records and of the submission graph."""
