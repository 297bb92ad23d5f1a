"""The product in a browser on the user's own machine: pages over `kb.open` and `builder`, and nothing else.

Starlette serves it: pages are made on the server and forms are sent as forms, so that nothing of what larger
frameworks add (schemas, generated interfaces) would be used, and a start takes a fraction of the time.
"""
