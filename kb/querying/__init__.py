"""SPARQL 1.1 queries: read-only, limited in time, rows and memory, with named queries and formats."""
