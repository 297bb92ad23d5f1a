"""One module a command: parse arguments, make one call, render, return a code."""
