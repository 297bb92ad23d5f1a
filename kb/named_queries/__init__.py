"""Named queries: the files that hold them, what is said of each, and what the graph says of them."""
