"""Small things that every room needs, each once; this room imports nothing of ours but errors."""
