"""Proof from a PDF alone: the document is made again from what the file carries, and the two are compared.

`proving` does it on bytes; `verification` runs that in a worker with limits, since the file may be hostile.
"""
