"""Answers that take more than one query: explain a record, compare occupations, see what is covered."""
