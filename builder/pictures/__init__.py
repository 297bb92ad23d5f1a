"""Pictures of the workspace, made ready to be set: `picture_files` opens them, nothing else does.

`raster_pictures` reads PNG and JPEG, `vector_pictures` SVG, after `svg_vetting` has looked at it.
"""
