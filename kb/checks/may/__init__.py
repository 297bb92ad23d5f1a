"""Checks whose findings are notes."""
