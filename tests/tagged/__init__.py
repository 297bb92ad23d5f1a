"""Sample documents, and ways to read a tagged PDF back."""
