"""检查单 (.govrules): what an office above asks of the reports below it, as one file.

It changes how strictly is checked and adds relations and figures to ask for; it cannot touch what
a report holds. docs/rules-format.md describes the file.
"""

SUFFIX = ".govrules"
