"""Independent ratings of duties: masked sheets out, filled sheets in, agreement among raters."""
