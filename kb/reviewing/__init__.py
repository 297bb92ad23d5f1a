"""Contributions on their way: packed at an office, received elsewhere, decided on row by row, answered."""
