"""`python -m builder` is the `soc-evidence` command."""

from builder.cli import main

main()
