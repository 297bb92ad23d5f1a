"""The builder's commands, one module each."""
