"""The pages, a family a file, each with its `ROUTES`; `WORKING` is said by those that a public copy lacks."""
