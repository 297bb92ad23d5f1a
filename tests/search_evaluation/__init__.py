"""Labelled queries, and how well search answers them."""
