"""R30 to R35: figures that are possible and hardly likely, beside last year's and one another.

Each is a warning that can be explained, or a hint; where last year's report is not there, or a row
is not filled in yet, nothing is said.
"""
