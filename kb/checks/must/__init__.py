"""Checks whose findings are errors."""
