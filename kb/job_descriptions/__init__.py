"""Job descriptions of agencies: each reviewed against what is federally recorded, all counted together."""
