"""Exit codes that say what has to be looked at; 2 is a sentence on stderr."""

ERRORS, WARNINGS = 1, 3
