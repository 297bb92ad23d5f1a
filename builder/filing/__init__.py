"""What travels within a filed PDF, so that it can be proven from itself.

`carried_files` gathers it: the draft, the evidence, the findings and the manifest.
"""
