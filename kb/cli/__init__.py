"""The command line of the knowledge base; `builder.cli` adds its commands and is the entry point."""
