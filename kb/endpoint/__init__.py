"""The graph over HTTP: the SPARQL 1.1 Protocol, for reading."""
