"""The graph on a SPARQL 1.1 server: reading it, and bringing it up to date with the files."""
