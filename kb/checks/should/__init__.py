"""Checks whose findings are warnings."""
