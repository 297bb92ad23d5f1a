"""From runs of text to pages: lines, the blocks they form, and where pages end.

A block is a column of pieces that cannot be divided (lines, slices of a table row, a figure). Pages are
made of pieces first and drawn afterwards, so that page numbers are known before anything is drawn.
"""
