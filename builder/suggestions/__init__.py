"""Evidence for a draft: what fits and is not cited, what speaks against it, what lies unused."""
