"""The base as files for other programs: RDF, tables and a research object, canonical and never held whole."""
