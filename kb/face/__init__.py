"""What a base answers, a family of questions a file; `kb.api` puts them together."""
